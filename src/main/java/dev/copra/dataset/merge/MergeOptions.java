package dev.copra.dataset.merge;

import java.nio.file.Path;
import java.util.List;

/**
 * How documents are merged.
 *
 * @param categories by what two categories are one
 * @param renumbers whether images and annotations are numbered from 1; else they keep their ids where these are free
 * @param duplicates what becomes of an image that an earlier document has, too
 * @param iou from this IoU on two boxes of one category are one object, if images are united
 * @param images folders of the images, one for all documents or one for each; empty if images are compared by their names
 * @param copies whether images are copied, so that no two may have one name
 */
public record MergeOptions(
        Key categories, boolean renumbers, Duplicates duplicates, double iou, List<Path> images, boolean copies) {

    /** By what two categories are one. */
    public enum Key {
        /** By their names. */
        NAME,
        /** By their ids. */
        ID
    }

    /** What becomes of an image that an earlier document has, too. */
    public enum Duplicates {
        /** Both images stay. */
        KEEP_ALL,
        /** It goes with its annotations. */
        KEEP_FIRST,
        /** Its annotations go to the earlier one, those aside that are there already. */
        UNION,
        /** The documents are not merged. */
        ERROR
    }

    /** Keeps a copy of the folders. */
    public MergeOptions {
        images = List.copyOf(images);
    }
}
