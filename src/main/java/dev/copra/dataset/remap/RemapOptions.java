package dev.copra.dataset.remap;

import dev.copra.coco.Section;
import java.util.List;
import java.util.Set;

/**
 * What is to be remapped.
 *
 * @param categories what becomes of which category; empty for nothing
 * @param dropsOthers whether categories that these rules do not name are dropped, with their annotations
 * @param ids lists whose records get contiguous ids
 * @param start the first of these ids, and the place of the first of COCO's categories
 * @param coco null if categories keep COCO's ids or places
 * @param names null if file names stay
 */
public record RemapOptions(
        List<CategoryRule> categories,
        boolean dropsOthers,
        Set<Section> ids,
        long start,
        CocoIds coco,
        FileNameEdits names) {

    /** Whether the document's categories must be known before its first record is written. */
    boolean needsCategories() {
        return !categories.isEmpty() || ids.contains(Section.CATEGORIES) || coco != null;
    }

    /** Whether the document's images must be known before its first record is written. */
    boolean needsImages() {
        return ids.contains(Section.IMAGES);
    }
}
