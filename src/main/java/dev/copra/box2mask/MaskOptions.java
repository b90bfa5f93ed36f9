package dev.copra.box2mask;

import dev.copra.coco.BoxFormat;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Edit;
import dev.copra.coco.MaskEncoder;
import dev.copra.coco.SegmentationWriter;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;

/**
 * Which annotations get a mask, and how it is written.
 *
 * @param boxFormat how the file states its boxes; other than COCO's own they are rewritten
 * @param tightBox whether {@code bbox} becomes the mask's bounds
 */
public record MaskOptions(
        Selection selection, Fallback fallback, MaskEncoder encoder, BoxFormat boxFormat, boolean tightBox) {

    /** The members that a new mask changes. */
    Edit.Builder edit(CocoRecord annotation, Rle mask, Box box) {
        Edit.Builder edit = Edit.builder();
        edit.set("segmentation", encoder.encode(mask, annotation));
        edit.set("area", SegmentationWriter.number(mask.area()));
        if (tightBox) {
            edit.set("bbox", SegmentationWriter.box(mask.bounds(), annotation));
        } else if (!boxFormat.equals(BoxFormat.COCO)) {
            edit.set("bbox", SegmentationWriter.box(box, annotation));
        }
        return edit;
    }
}
