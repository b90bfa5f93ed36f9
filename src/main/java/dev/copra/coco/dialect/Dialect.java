package dev.copra.coco.dialect;

import java.util.List;
import java.util.Locale;

/**
 * The rules that a document's records follow. All of them share COCO's layout; they differ in which members a record has and
 * what these mean. {@link DialectRecogniser} tells them apart.
 */
public enum Dialect {
    /** COCO instances. */
    INSTANCES("COCO instances", List.of()),
    /** Instances without a single mask. */
    BOXES("COCO boxes", List.of()),
    /** COCO keypoints. */
    KEYPOINTS("COCO keypoints", List.of()),
    /** Body, feet, face and hands in members of their own. */
    WHOLE_BODY("COCO-WholeBody keypoints", List.of()),
    /** Halpe full-body keypoints. */
    HALPE("Halpe full-body keypoints", List.of("area", "iscrowd", "keypoint-names")),
    /** Its evaluation computes areas from boxes. */
    CROWD_POSE("CrowdPose keypoints", List.of("area", "iscrowd")),
    /** PoseTrack keypoints of video frames. */
    POSE_TRACK(
            "PoseTrack keypoints of video frames",
            List.of("segmentation", "bbox", "area", "iscrowd", "num_keypoints", "size")),
    /** COCO captions. */
    CAPTIONS(
            "COCO captions",
            List.of("segmentation", "bbox", "area", "iscrowd", "category_id", "num_keypoints", "size", "numeric-id")),
    /** Image-level labels. */
    IMAGE_LABELS(
            "image-level labels",
            List.of("segmentation", "bbox", "area", "iscrowd", "num_keypoints", "size", "numeric-id")),
    /** COCO Camera Traps. */
    CAMERA_TRAPS(
            "COCO Camera Traps",
            List.of("segmentation", "bbox", "area", "iscrowd", "num_keypoints", "size", "numeric-id")),
    /** COCO panoptic. */
    PANOPTIC("COCO panoptic", List.of("segmentation", "bbox", "area", "iscrowd", "category_id", "numeric-id")),
    /** LVIS v0.5. */
    LVIS_0_5("LVIS v0.5", List.of("iscrowd", "annotations")),
    /** LVIS v1. */
    LVIS_1("LVIS v1", List.of("iscrowd", "annotations")),
    /** CocoVID video frames. */
    COCO_VID("CocoVID video frames", List.of("iscrowd")),
    /** TAO video frames. */
    TAO("TAO video frames", List.of("iscrowd")),
    /** YouTube-VIS videos. */
    YOUTUBE_VIS(
            "YouTube-VIS videos",
            List.of("images", "annotations", "image_id", "segmentation", "bbox", "area", "iscrowd", "num_keypoints")),
    /** SA-1B, one image. */
    SA_1B("SA-1B, one image", List.of("images", "image_id", "category_id", "iscrowd")),
    /** A list of images. */
    IMAGE_LIST("a list of images", List.of("annotations")),

    /** Box results. */
    BOX_RESULTS("box results", List.of()),
    /** Segmentation results. */
    SEGMENTATION_RESULTS("segmentation results", List.of()),
    /** Keypoint results. */
    KEYPOINT_RESULTS("keypoint results", List.of("score-range")),
    /** Caption results. */
    CAPTION_RESULTS("caption results", List.of("score", "category_id")),
    /** Panoptic results. */
    PANOPTIC_RESULTS(
            "panoptic results",
            List.of("images", "segmentation", "bbox", "area", "iscrowd", "category_id", "numeric-id", "score")),
    /** YouTube-VIS results. */
    VIDEO_RESULTS("YouTube-VIS results", List.of("image_id", "segmentation", "bbox")),

    /** A project of VIA (VGG Image Annotator). */
    VIA("a project of VIA (VGG Image Annotator)"),
    /** A file of LabelMe. */
    LABELME("a file of LabelMe"),
    /** A list of tasks of Label Studio. */
    LABEL_STUDIO_TASKS("a list of tasks of Label Studio"),
    /** A file of Create ML. */
    CREATE_ML("a file of Create ML"),
    /** A file of Supervisely. */
    SUPERVISELY("a file of Supervisely"),
    /** A file of Datumaro. */
    DATUMARO("a file of Datumaro"),
    /** A file of Scalabel, as BDD100K has them. */
    SCALABEL("a file of Scalabel, as BDD100K has them"),
    /** A file of V7 Darwin. */
    DARWIN("a file of V7 Darwin"),
    /** A file of GeoJSON. */
    GEO_JSON("a file of GeoJSON"),
    /** A file of COCO-Text. */
    COCO_TEXT("a file of COCO-Text"),
    /** A list of masks of Segment Anything that do not name their image. */
    SEGMENT_ANYTHING("a list of masks of Segment Anything that do not name their image"),
    /** A file of SA-V, with the masks of a video. */
    SA_V("a file of SA-V, with the masks of a video"),
    /** A file of boxes in three dimensions, as Omni3D has them. */
    OMNI_3D("a file of boxes in three dimensions, as Omni3D has them"),
    /** A file of questions or answers of VQA. */
    QUESTIONS("a file of questions or answers of VQA"),

    /** A list whose elements say of no image what is in it. */
    STRANGE_LIST("a list of something else than detections"),
    /** No dialect that Copra knows. */
    UNKNOWN("no dialect that Copra knows", List.of());

    private final String text;
    private final List<String> optional;
    private final boolean handled;

    Dialect(String text, List<String> optional) {
        this.text = text;
        this.optional = optional;
        handled = true;
    }

    /** A format of its own, which is recognised only to be named. */
    Dialect(String text) {
        this.text = text;
        optional = List.of();
        handled = false;
    }

    /** For a sentence that begins with "this is". */
    public String text() {
        return text;
    }

    /** For programs: {@code lvis-1}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it has COCO's layout, so that its records can be read. */
    public boolean isHandled() {
        return handled;
    }

    /**
     * Whether records do without what COCO's own have: a member of an annotation; or {@code size}, that of an image; or {@code
     * numeric-id}, that ids are numbers; {@code keypoint-names}, as many as there are keypoints; {@code score-range}, that of
     * a probability; or {@code images} or {@code annotations}, the list.
     */
    public boolean doesWithout(String member) {
        return optional.contains(member);
    }

    /** Whether images are frames of videos, or videos take the place of images. */
    public boolean isVideo() {
        return this == COCO_VID || this == TAO || this == YOUTUBE_VIS || this == POSE_TRACK || this == VIDEO_RESULTS;
    }

    /** Whether images state which categories were looked for. */
    public boolean isFederated() {
        return this == LVIS_0_5 || this == LVIS_1;
    }

    /** Whether annotations are segments of a picture in colours. */
    public boolean isPanoptic() {
        return this == PANOPTIC || this == PANOPTIC_RESULTS;
    }
}
