package dev.copra.coco.dialect;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Tells by a document's content which {@link Dialect} it is in. It is shown the records in whatever order they stand in, some
 * of them perhaps twice, and may be asked at any time; the more it has seen, the better the answer. Of a long list it looks
 * at the first thousand records and at some of those behind, so that it costs next to nothing. Memory: constant.
 */
public final class DialectRecogniser {
    private static final long ALL_OF_THE_FIRST = 1000;
    private static final long ONE_OF = 64;
    private static final int HALPE_NUMBERS = 3 * 136;

    private final Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
    private final ExporterRecogniser exporter = new ExporterRecogniser();
    private DocumentKind kind = DocumentKind.DATASET;
    private Dialect foreign;
    private String version = "";
    private String names = " ";

    // annotations that were looked at, and how many of them have what
    private long looked;
    private long boxes;
    private long masks;
    private long keypoints;
    private long captions;
    private long segments;
    private long frames;
    private long labels;
    private long strangers;
    private boolean scored;

    /** Told first of all which layout the document has. */
    public void begin(DocumentKind documentKind) {
        kind = documentKind;
    }

    /**
     * Shown a member of the document that is none of its lists of records.
     *
     * @param value the member, if it is an object and not long; or null
     */
    public void member(String name, CocoRecord value) {
        switch (name) {
            case "tracks" -> evidence.add(Evidence.TRACKS);
            case "image" -> {
                if (value != null && (value.has("image_id") || value.has("width"))) {
                    evidence.add(Evidence.ONE_IMAGE);
                }
            }
            case "info" -> {
                if (value != null) {
                    exporter.info(value);
                    version = Texts.of(value, "version");
                }
            }
            default -> {
                if (names.length() < 500) {
                    names += name + " ";
                }
                if (value != null && value.has("filename") && value.has("regions")) {
                    foreign = Dialect.VIA;
                }
            }
        }
    }

    /** Takes in an image's record. */
    public void image(CocoRecord image) {
        evidence.add(Evidence.IMAGES);
        if (isPassedOver(image)) {
            return;
        }
        note(image, "neg_category_ids", Evidence.NEGATIVE_CATEGORIES);
        note(image, "not_exhaustive_category_ids", Evidence.NEGATIVE_CATEGORIES);
        note(image, "file_name", Evidence.NAMED_FILES);
        note(image, "seq_num_frames", Evidence.SEQUENCES);
        note(image, "seq_id", Evidence.SEQUENCES);
        if (image.has("location") && image.has("datetime")) {
            evidence.add(Evidence.LOCATIONS);
        }
        note(image, "video_id", Evidence.VIDEO_FRAMES);
        note(image, "vid_id", Evidence.POSE_TRACK_FRAMES);
        note(image, "crowdIndex", Evidence.CROWD_INDEX);
        exporter.image(image);
    }

    /** Takes in a category's record. */
    public void category(CocoRecord category) {
        evidence.add(Evidence.CATEGORIES);
        if (isPassedOver(category)) {
            return;
        }
        if (category.has("frequency") && category.has("synset")) {
            evidence.add(Evidence.FREQUENCIES);
        }
        if (category.isList("keypoints")) {
            evidence.add(Evidence.NAMED_KEYPOINTS);
        }
        note(category, "isthing", Evidence.THINGS_AND_STUFF);
        exporter.category(category);
    }

    /** Takes in a video's record. */
    public void video(CocoRecord video) {
        evidence.add(Evidence.VIDEOS);
    }

    /** Takes in an annotation's record. */
    public void annotation(CocoRecord annotation) {
        if (isPassedOver(annotation)) {
            return;
        }
        looked++;
        boolean box = !annotation.isNull("bbox");
        boolean mask = !annotation.lacksSegmentation();
        boolean joints = annotation.isList("keypoints");
        boolean caption = !box && !mask && annotation.has("caption");
        boolean segment = annotation.has("segments_info");
        boolean perFrame = annotation.first("bboxes") == '[' || annotation.first("segmentations") == '[';
        boxes += box ? 1 : 0;
        masks += mask ? 1 : 0;
        keypoints += joints ? 1 : 0;
        captions += caption ? 1 : 0;
        segments += segment ? 1 : 0;
        frames += perFrame ? 1 : 0;
        boolean placed = box || mask || joints || caption || segment || perFrame;
        // what has a list of numbers under a name of its own may be a box that is misspelt
        labels += !placed && annotation.has("category_id") && !annotation.hasList() ? 1 : 0;
        scored |= annotation.has("score");
        if (annotation.has("image_id")) {
            evidence.add(Evidence.IMAGE_IDS);
        } else if (!annotation.has("video_id") && (annotation.has("stability_score") || !box && !mask)) {
            strangers++;
            foreign = foreign == null ? ForeignRecords.recognise(annotation) : foreign;
        }
        if (joints && !evidence.contains(Evidence.HALPE_KEYPOINTS)) {
            noteHalpe(annotation);
        }
        note(annotation, "face_kpts", Evidence.BODY_PARTS);
        note(annotation, "foot_kpts", Evidence.BODY_PARTS);
        note(annotation, "sequence_level_annotation", Evidence.SEQUENCE_LEVEL);
        if (annotation.has("answers") || annotation.has("question")) {
            foreign = Dialect.QUESTIONS;
        } else if (annotation.has("bbox3D_cam")) {
            foreign = Dialect.OMNI_3D;
        }
        exporter.annotation(annotation);
    }

    private void noteHalpe(CocoRecord annotation) {
        try {
            if (annotation.keypoints().length == HALPE_NUMBERS) {
                evidence.add(Evidence.HALPE_KEYPOINTS);
            }
        } catch (dev.copra.coco.AnnotationException e) {
            // what is no list of numbers is no evidence
        }
    }

    private static boolean isPassedOver(CocoRecord record) {
        return record.index() >= ALL_OF_THE_FIRST && record.index() % ONE_OF != 0;
    }

    private void note(CocoRecord record, String member, Evidence shown) {
        if (!evidence.contains(shown) && record.has(member)) {
            evidence.add(shown);
        }
    }

    private boolean has(Evidence shown) {
        return evidence.contains(shown);
    }

    /** What the document is, by what was shown so far. */
    public Dialect dialect() {
        return kind == DocumentKind.DATASET ? dataset() : results();
    }

    /** The program that wrote it, or null if it has no habit by which one could be known. */
    public Exporter exporter() {
        return exporter.exporter();
    }

    /** Whether there are tracks, which link annotations of several frames. */
    public boolean hasTracks() {
        return has(Evidence.TRACKS);
    }

    private Dialect dataset() {
        if (has(Evidence.ONE_IMAGE) && !has(Evidence.IMAGES)) {
            return Dialect.SA_1B;
        }
        boolean records = has(Evidence.IMAGES) || has(Evidence.VIDEOS) || has(Evidence.IMAGE_IDS);
        if (!records || foreign == Dialect.QUESTIONS || foreign == Dialect.OMNI_3D) {
            Dialect other = foreign != null ? foreign : ForeignRecords.recognise(names);
            if (other != null) {
                return other;
            }
        }
        if (mostly(segments) || looked == 0 && has(Evidence.THINGS_AND_STUFF)) {
            return has(Evidence.IMAGES) || has(Evidence.CATEGORIES) ? Dialect.PANOPTIC : Dialect.PANOPTIC_RESULTS;
        }
        if (mostly(captions)) {
            return Dialect.CAPTIONS;
        }
        Dialect video = video();
        return video != null ? video : ofImages();
    }

    private Dialect video() {
        if (mostly(frames)) {
            return Dialect.YOUTUBE_VIS;
        }
        if (has(Evidence.POSE_TRACK_FRAMES) && (keypoints > 0 || has(Evidence.NAMED_KEYPOINTS))) {
            return Dialect.POSE_TRACK;
        }
        if (has(Evidence.VIDEOS) && has(Evidence.TRACKS)) {
            return Dialect.TAO;
        }
        if (has(Evidence.VIDEOS) && !has(Evidence.IMAGES)) {
            return Dialect.YOUTUBE_VIS;
        }
        return has(Evidence.VIDEOS) ? Dialect.COCO_VID : null;
    }

    private Dialect ofImages() {
        if (has(Evidence.NEGATIVE_CATEGORIES) || has(Evidence.FREQUENCIES)) {
            boolean first = version.isEmpty() ? has(Evidence.NAMED_FILES) : version.contains("0.5");
            return first ? Dialect.LVIS_0_5 : Dialect.LVIS_1;
        }
        if (has(Evidence.LOCATIONS) && labels > 0 || has(Evidence.SEQUENCES) || has(Evidence.SEQUENCE_LEVEL)) {
            return Dialect.CAMERA_TRAPS;
        }
        if (has(Evidence.BODY_PARTS)) {
            return Dialect.WHOLE_BODY;
        }
        if (has(Evidence.HALPE_KEYPOINTS)) {
            return Dialect.HALPE;
        }
        if (has(Evidence.CROWD_INDEX)) {
            return Dialect.CROWD_POSE;
        }
        if (mostly(keypoints) || masks == 0 && has(Evidence.NAMED_KEYPOINTS)) {
            return Dialect.KEYPOINTS;
        }
        if (looked > 0 && labels == looked) {
            return Dialect.IMAGE_LABELS;
        }
        if (masks + boxes > 0) {
            return masks > 0 ? Dialect.INSTANCES : Dialect.BOXES;
        }
        return looked == 0 && has(Evidence.IMAGES) ? Dialect.IMAGE_LIST : Dialect.UNKNOWN;
    }

    private Dialect results() {
        if (looked > 0 && strangers == looked) {
            return foreign == null ? Dialect.STRANGE_LIST : foreign;
        }
        if (mostly(segments)) {
            return Dialect.PANOPTIC_RESULTS;
        }
        if (mostly(frames)) {
            return Dialect.VIDEO_RESULTS;
        }
        if (mostly(captions)) {
            return Dialect.CAPTION_RESULTS;
        }
        if (mostly(keypoints)) {
            return Dialect.KEYPOINT_RESULTS;
        }
        if (kind == DocumentKind.LINES && !scored && masks + boxes > 0) {
            return masks > 0 ? Dialect.INSTANCES : Dialect.BOXES;
        }
        return masks > 0 ? Dialect.SEGMENTATION_RESULTS : boxes > 0 ? Dialect.BOX_RESULTS : Dialect.UNKNOWN;
    }

    private boolean mostly(long some) {
        return some > 0 && 2 * some >= looked;
    }
}
