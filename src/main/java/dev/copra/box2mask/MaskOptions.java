package dev.copra.box2mask;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.Edit;
import dev.copra.coco.region.BoxFormat;
import dev.copra.coco.region.MaskEncoder;
import dev.copra.coco.region.SegmentationWriter;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;

/**
 * Which annotations get a mask, and how it is written.
 *
 * @param boxFormat how the file states its boxes; other than COCO's own they are rewritten
 * @param tightBox whether {@code bbox} becomes the mask's bounds, if it has a pixel
 */
public record MaskOptions(
        Selection selection, Fallback fallback, MaskEncoder encoder, BoxFormat boxFormat, boolean tightBox) {

    /** The same for one more thread, because an encoder is used by one at a time. */
    MaskOptions forThread() {
        return new MaskOptions(selection, fallback, encoder.forThread(), boxFormat, tightBox);
    }

    /** The members that a new mask changes. */
    Edit.Builder edit(CocoRecord annotation, Rle mask, Box box) {
        Edit.Builder edit = Edit.builder();
        edit.set("segmentation", encoder.encode(mask, annotation));
        edit.set("area", SegmentationWriter.number(mask.area()));
        if (tightBox && !mask.isEmpty()) {
            edit.set("bbox", SegmentationWriter.box(mask.bounds(), annotation));
        } else if (!boxFormat.isCoco()) {
            edit.set("bbox", SegmentationWriter.box(box, annotation));
        }
        return edit;
    }

    /** What becomes of an annotation without a new mask: its box is restated, too, lest the file have boxes of two formats. */
    Edit keep(CocoRecord annotation, Box box) {
        return boxFormat.isCoco()
                ? Edit.KEEP
                : Edit.builder()
                        .set("bbox", SegmentationWriter.box(box, annotation))
                        .build();
    }
}
