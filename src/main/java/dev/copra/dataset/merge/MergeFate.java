package dev.copra.dataset.merge;

import dev.copra.dataset.remap.IdMap;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** What becomes of the records of one document. Maps have only what changes. */
final class MergeFate {
    final IdMap categories = new IdMap();
    /** Categories that an earlier document has, by position. */
    final BitSet goneCategories = new BitSet();

    final IdMap images = new IdMap();
    /** Images that an earlier document has, by position. */
    final BitSet goneImages = new BitSet();
    /** Slots of images whose annotations go, too. */
    final BitSet goneSlots = new BitSet();

    /** Whether an earlier document has the id of an image that stays. */
    boolean imagesCollide;

    final BitSet goneAnnotations = new BitSet();
    final IdMap licenses = new IdMap();
    /** New file names by position of the image. */
    final Map<Integer, String> names = new HashMap<>();

    /** Whether annotation ids change. */
    boolean annotationIds;

    /** Whether any image changes or goes. */
    boolean imagesChange() {
        return images.size() > 0
                || !goneImages.isEmpty()
                || licenses.size() > 0
                || !names.isEmpty()
                || categories.size() > 0;
    }

    /** Whether any annotation changes or goes. */
    boolean annotationsChange() {
        return annotationIds
                || images.size() > 0
                || categories.size() > 0
                || !goneSlots.isEmpty()
                || !goneAnnotations.isEmpty();
    }
}
