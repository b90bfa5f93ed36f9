package dev.copra.dataset;

/** A kind of thing that a target cannot hold, or holds in another way than the source. */
public enum Loss {
    /** Instances whose region has holes. */
    HOLES("holes", "a hole was filled"),
    /** Instances whose region has several parts. */
    PARTS("parts", "parts were joined or left out"),
    /** Regions that were left out; the box stays. */
    MASK("masks", "the mask was left out; the box stays"),
    /** Regions whose pixels were changed. */
    PIXELS("pixels", "the mask has other pixels"),
    /** Pixels of an instance that another one covers, where each pixel belongs to one. */
    OVERLAP("overlaps", "pixels that two instances share went to one of them"),
    /** Polygons that came to be masks or other polygons of the same pixels. */
    OUTLINE("outlines", "the polygon is another one with the same pixels"),
    /** Boxes that came to be masks, because the format has masks alone. */
    FILLED("filled_boxes", "a box without a mask became a mask"),
    /** Lines. */
    LINE("lines", "a line has no pixels and was left out"),
    /** Boxes that were left out or follow from the region. */
    BOX("boxes", "the box now follows from the mask"),
    /** Turned boxes. */
    ROTATION("rotations", "a turned box became an upright one"),
    /** Instances that were left out as a whole. */
    INSTANCE("instances", "the instance was left out"),
    /** Boxes and points that were cut to the image. */
    CLIPPED("clipped", "what lay outside of the image was cut off"),
    /** Numbers that were rounded. */
    PRECISION("precision", "numbers were rounded"),
    /** The mark of a crowd was left out. */
    CROWD("crowds", "the mark of a crowd was left out"),
    /** The score was left out. */
    SCORE("scores", "the score was left out"),
    /** The stated area now follows from the mask. */
    AREA("areas", "the stated area now follows from the mask"),
    /** Keypoints were left out. */
    KEYPOINTS("keypoints", "keypoints were left out"),
    /** The visibility of keypoints was left out or simplified. */
    VISIBILITY("visibility", "the visibility of keypoints was left out or simplified"),
    /** Attributes were left out. */
    ATTRIBUTES("attributes", "attributes were left out"),
    /** Members beyond the format were left out. */
    EXTRAS("members", "members beyond the format were left out"),
    /** The track id was left out. */
    TRACK("tracks", "the track id was left out"),
    /** Ids of instances were left out or numbered anew. */
    INSTANCE_ID("instance_ids", "ids of instances were left out or numbered anew"),
    /** Ids of images were left out or numbered anew. */
    IMAGE_ID("image_ids", "ids of images were left out or numbered anew"),
    /** Ids of categories were left out or numbered anew. */
    CATEGORY_ID("category_ids", "ids of categories were left out or numbered anew"),
    /** A category without an instance was left out. */
    CATEGORY("categories", "a category without an instance was left out"),
    /** The name of a category was changed or left out. */
    CATEGORY_NAME("category_names", "the name of a category was changed or left out"),
    /** Supercategory, keypoint names or skeleton were left out. */
    CATEGORY_MEMBERS("category_members", "supercategory, keypoint names or skeleton were left out"),
    /** Members of the data set, such as licences, were left out. */
    CATALOG("data_set_members", "members of the data set, such as licences, were left out"),
    /** An image without an instance was left out. */
    NEGATIVE("negatives", "an image without an instance was left out"),
    /** The size of the image was left out. */
    SIZE("image_sizes", "the size of the image was left out"),
    /** The name of an image was changed. */
    FILE_NAME("file_names", "the name of an image was changed"),
    /** The split of an image was left out. */
    SPLIT("splits", "the split of an image was left out"),
    /** Instances or images come in another order. */
    ORDER("order", "instances or images come in another order");

    private final String key;
    private final String meaning;

    Loss(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }

    /** Its name in JSON, a plural noun. */
    public String key() {
        return key;
    }

    /** What happened to one of them, as a sentence without a full stop. */
    public String meaning() {
        return meaning;
    }
}
