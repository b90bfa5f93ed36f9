package dev.copra.validate.record;

import dev.copra.coco.DocumentKind;
import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.mask.Rle;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import java.util.List;

/**
 * An annotation under examination: what the families have read of it so far, each for those behind it.
 */
public final class Annotation {
    private final Subject subject;
    private final Known known;
    private final Id id;
    private final Id image;
    private final Id category;
    private final int imageSlot;
    private final int categorySlot;
    private final int height;
    private final int width;
    private final boolean crowd;
    private final boolean perFrame;
    private final boolean plain;
    private double[] box;
    private Segmentation segmentation;
    private Rle mask;
    private long maskArea = -1;
    private int[] segmentSlots = {};

    /**
     * An annotation of which nothing is read but its ids.
     *
     * @param known is only read
     */
    public Annotation(Subject subject, Known known) {
        this.subject = subject;
        this.known = known;
        id = subject.id("id");
        image = subject.id("image_id");
        category = subject.id("category_id");
        imageSlot = known.image(image);
        categorySlot = known.categories().find(category);
        height = imageSlot < 0 ? 0 : known.height(imageSlot);
        width = imageSlot < 0 ? 0 : known.width(imageSlot);
        crowd = subject.record().flag("iscrowd");
        boolean bare = subject.record().isNull("bbox") && subject.record().isNull("segmentation");
        perFrame = bare
                && image == Id.NONE
                && (subject.record().has("bboxes") || subject.record().has("segmentations"));
        plain = bare
                && (perFrame
                        || subject.record().has("caption")
                        || subject.record().has("segments_info"));
    }

    /** The same record with the same box and mask, and nothing found in it. */
    public Annotation again(DocumentKind kind) {
        Annotation again = new Annotation(new Subject(subject.record(), kind), known);
        again.box = box;
        again.segmentation = segmentation;
        again.mask = mask;
        again.maskArea = maskArea;
        return again;
    }

    /** The record, and what was found in it. */
    public Subject subject() {
        return subject;
    }

    /** What it is held against. */
    public Known known() {
        return known;
    }

    Id id() {
        return id;
    }

    /** Id of its image as it states it; {@link Id#NONE} if it is missing or no id. */
    public Id image() {
        return image;
    }

    /** Id of its category as it states it; {@link Id#NONE} if it is missing or no id. */
    public Id category() {
        return category;
    }

    /** Slot of its image, or -1. */
    public int imageSlot() {
        return imageSlot;
    }

    /** Slot of its category, or -1. */
    public int categorySlot() {
        return categorySlot;
    }

    /** Height of its image, or 0 if it is not known. */
    public int height() {
        return height;
    }

    /** Width of its image, or 0 if it is not known. */
    public int width() {
        return width;
    }

    /** Whether it stands for a group of objects. */
    public boolean crowd() {
        return crowd;
    }

    /** Whether it has a list of boxes or masks, one for each frame of a video, and belongs to no image. */
    public boolean perFrame() {
        return perFrame;
    }

    /** Whether it is a caption, a panoptic record or one of several frames, which have neither box nor mask of one image. */
    public boolean plain() {
        return plain;
    }

    /** x, y, width, height, finite and greater than 0; or null. */
    public double[] box() {
        return box;
    }

    /**
     * Notes the box, of which it is known that it is one.
     *
     * @param read x, y, width, height; not copied
     */
    public void setBox(double[] read) {
        box = read;
    }

    /** Null if it is malformed. */
    public Segmentation segmentation() {
        return segmentation;
    }

    /** Notes the segmentation, which is well-formed. */
    public void setSegmentation(Segmentation read) {
        segmentation = read;
    }

    /** The mask, as pycocotools makes it of the segmentation; null if there is none or it is malformed. */
    public Rle mask() {
        return mask;
    }

    /**
     * Notes the mask and its area.
     *
     * @param read of the image's size, or null
     */
    public void setMask(Rle read) {
        mask = read;
        maskArea = read == null ? -1 : read.area();
    }

    /** Pixels of the mask, or -1. */
    public long maskArea() {
        return maskArea;
    }

    /** Slots of the categories of its segments, if it is a panoptic record. */
    int[] segmentSlots() {
        return segmentSlots;
    }

    /** Notes the slots of the categories of its segments, -1 for one that is not known. Not copied. */
    public void setSegmentSlots(int[] read) {
        segmentSlots = read;
    }

    /** Whether {@code ignore}, which is none of COCO's members, is set. */
    public boolean isIgnored() {
        char first = subject.record().first("ignore");
        return first != 0 && first != 'n' && first != 'f' && subject.number("ignore") != 0;
    }

    /** Whether the mask is run-length encoded. */
    public boolean isRle() {
        return segmentation instanceof Segmentation.CompressedRle
                || segmentation instanceof Segmentation.UncompressedRle;
    }

    /** Whether both sides of its image are known. */
    public boolean hasSize() {
        return height > 0 && width > 0;
    }

    /**
     * Reports a finding.
     *
     * @param member the member of the record that it is about, or an empty text
     */
    public void report(Code code, String member, String message) {
        subject.report(code, member, message);
    }

    /** What is remembered of an annotation that was checked. */
    public record Checked(
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
            int[] segmentSlots) {
        /** The same with the pixels of a mask that was made elsewhere; -1 for none. */
        public Checked withMaskArea(long pixels) {
            return new Checked(
                    findings,
                    subject,
                    id,
                    imageSlot,
                    categorySlot,
                    box,
                    pixels,
                    crowd,
                    hasCategory,
                    hasMask,
                    plain,
                    segmentSlots);
        }
    }

    /** What has to be known of it behind the families: its findings so far, and a subject for those to come. */
    public Checked checked(DocumentKind kind) {
        return new Checked(
                subject.findings(),
                new Subject(subject.record(), kind),
                id,
                imageSlot,
                categorySlot,
                box,
                maskArea,
                crowd,
                category.present(),
                !subject.record().lacksSegmentation(),
                plain,
                segmentSlots);
    }
}
