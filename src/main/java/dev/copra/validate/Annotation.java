package dev.copra.validate;

import dev.copra.coco.DocumentKind;
import dev.copra.coco.Id;
import dev.copra.coco.Segmentation;
import dev.copra.mask.Rle;
import java.util.List;

/**
 * An annotation under examination: what the families have read of it so far, each for those behind it.
 */
final class Annotation {
    final Subject subject;
    final Known known;
    final Id id;
    final Id image;
    final Id category;
    /** Slot of its image, or -1. */
    final int imageSlot;
    /** Slot of its category, or -1. */
    final int categorySlot;
    /** Size of its image, or 0 if it is not known. */
    final int height;

    final int width;
    final boolean crowd;
    /** Whether it has a list of boxes or masks, one for each frame of a video, and belongs to no image. */
    final boolean perFrame;
    /** Whether it is a caption, a panoptic record or one of several frames, which have neither box nor mask of one image. */
    final boolean plain;

    /** x, y, width, height, finite and greater than 0; or null. */
    double[] box;
    /** Null if it is malformed. */
    Segmentation segmentation;
    /** The mask, as pycocotools makes it of the segmentation; null if there is none or it is malformed. */
    Rle mask;
    /** Slots of the categories of its segments, if it is a panoptic record. */
    int[] segmentSlots = {};
    /** Pixels of the mask, or -1. */
    long maskArea = -1;

    Annotation(Subject subject, Known known) {
        this.subject = subject;
        this.known = known;
        id = subject.id("id");
        image = subject.id("image_id");
        category = subject.id("category_id");
        imageSlot = known.image(image);
        categorySlot = known.categories.find(category);
        height = imageSlot < 0 ? 0 : known.height(imageSlot);
        width = imageSlot < 0 ? 0 : known.width(imageSlot);
        crowd = subject.record.flag("iscrowd");
        boolean bare = subject.record.isNull("bbox") && subject.record.isNull("segmentation");
        perFrame = bare && image == Id.NONE && (subject.record.has("bboxes") || subject.record.has("segmentations"));
        plain = bare && (perFrame || subject.record.has("caption") || subject.record.has("segments_info"));
    }

    /** Whether {@code ignore}, which is none of COCO's members, is set. */
    boolean isIgnored() {
        char first = subject.record.first("ignore");
        return first != 0 && first != 'n' && first != 'f' && subject.number("ignore") != 0;
    }

    /** Whether the mask is run-length encoded. */
    boolean isRle() {
        return segmentation instanceof Segmentation.CompressedRle
                || segmentation instanceof Segmentation.UncompressedRle;
    }

    boolean hasSize() {
        return height > 0 && width > 0;
    }

    void report(Code code, String member, String message) {
        subject.report(code, member, message);
    }

    /** What is remembered of an annotation that was checked. */
    record Checked(
            List<Finding> findings,
            Subject subject,
            Id id,
            int imageSlot,
            int categorySlot,
            double[] box,
            long maskArea,
            boolean crowd,
            boolean hasCategory,
            boolean hasMask,
            boolean plain,
            int[] segmentSlots,
            BoxGuess.Vote vote,
            int keepers) {}

    /** @param keepers of its image, see {@link ConsumerChecks#check} */
    Checked checked(DocumentKind kind, int keepers) {
        return new Checked(
                subject.findings(),
                new Subject(subject.record, kind),
                id,
                imageSlot,
                categorySlot,
                box,
                maskArea,
                crowd,
                category.present(),
                !subject.record.lacksSegmentation(),
                plain,
                segmentSlots,
                BoxGuess.vote(this),
                keepers);
    }
}
