package dev.copra.validate.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code segments_info}: the segments of an image, of which a PNG says where they are. */
public final class PanopticChecks {
    /** An id is a colour of 24 bits; 0 is where there is no segment. */
    static final int MOST_ID = (1 << 24) - 1;

    static final Code SEGMENTS = Code.error(
            "panoptic-segments",
            "segments_info that is no list of segments",
            "panopticapi walks this list and ends with a TypeError.");
    static final Code ID = Code.error(
            "panoptic-id",
            "a segment whose id is no colour",
            "An id is R + 256 G + 65536 B of the segment's pixels, a number from 1 to 16777215; 0 means no segment.");
    static final Code ID_DUPLICATE = Code.error(
            "panoptic-id-duplicate",
            "two segments of one image with one id",
            "panopticapi keeps the last of them: the other one's category is lost.");
    static final Code CATEGORY =
            Code.error("panoptic-category", "a segment of no declared category", "panopticapi ends with a KeyError.");
    static final Code AREA = Code.error(
            "panoptic-area",
            "a segment without a number of pixels as area",
            "panopticapi divides by the sum of two areas: it ends with a KeyError, or the quality is wrong.");
    static final Code BOX = Code.error(
            "panoptic-bbox",
            "a segment whose bbox is not four numbers",
            "Loaders train boxes of things on it; x, y, width, height.");
    static final Code CROWD = Code.error(
            "panoptic-crowd",
            "a segment whose iscrowd is neither 0 nor 1",
            "panopticapi leaves out segments with 1 and ends with a KeyError where there is none.");
    static final Code FILE_NAME = Code.error(
            "panoptic-file-name",
            "segments without the name of their PNG",
            "Where the segments are stands in the PNG alone; panopticapi ends with a KeyError.");
    static final Code IMAGE_DUPLICATE = Code.error(
            "panoptic-image-duplicate",
            "two annotations of one image",
            "A panoptic annotation holds all segments of its image; of two, readers keep the last one.");

    /** All that this family reports. */
    public static final List<Code> CODES =
            List.of(SEGMENTS, ID, ID_DUPLICATE, CATEGORY, AREA, BOX, CROWD, FILE_NAME, IMAGE_DUPLICATE);

    private static final int[] NO_SLOTS = {};

    private final IdTable images = new IdTable();

    /** @return slots of the categories of its segments */
    public static int[] check(Annotation annotation, boolean truth) {
        Subject subject = annotation.subject();
        if (!annotation.plain() || !subject.record().has("segments_info")) {
            return NO_SLOTS;
        }
        String file = subject.text("file_name");
        if (file == null || file.isBlank()) {
            subject.report(FILE_NAME, "file_name", "there is no file_name");
        }
        JsonNode segments = subject.tree("segments_info");
        if (!segments.isArray()) {
            subject.report(
                    SEGMENTS,
                    "segments_info",
                    "segments_info is " + subject.record().excerpt("segments_info") + ", not a list of segments");
            return NO_SLOTS;
        }
        Set<Integer> ids = new HashSet<>();
        int[] slots = new int[segments.size()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = check(annotation, segments.get(i), "segment " + i, ids, truth);
        }
        return slots;
    }

    private static int check(Annotation annotation, JsonNode segment, String where, Set<Integer> ids, boolean truth) {
        if (!segment.isObject()) {
            report(annotation, SEGMENTS, where + " is " + Nodes.text(segment) + ", not an object");
            return -1;
        }
        JsonNode id = segment.path("id");
        if (!id.isInt() || id.intValue() < 1 || id.intValue() > MOST_ID) {
            report(annotation, ID, "the id of " + where + " is " + Nodes.text(id));
        } else if (!ids.add(id.intValue())) {
            report(annotation, ID_DUPLICATE, "the id of " + where + " is " + id + ", as that of an earlier segment");
        }
        if (truth || segment.has("area")) {
            JsonNode area = segment.path("area");
            if (!area.isNumber() || !(area.doubleValue() > 0) || Double.isInfinite(area.doubleValue())) {
                report(annotation, AREA, "the area of " + where + " is " + Nodes.text(area));
            }
        }
        if (segment.hasNonNull("bbox") && Nodes.box(segment.get("bbox")) == null) {
            report(annotation, BOX, "the bbox of " + where + " is " + Nodes.text(segment.get("bbox")));
        }
        JsonNode crowd = segment.path("iscrowd");
        boolean flag = crowd.isBoolean() || crowd.isNumber() && (crowd.doubleValue() == 0 || crowd.doubleValue() == 1);
        if (!flag && (truth || !crowd.isMissingNode())) {
            report(annotation, CROWD, "the iscrowd of " + where + " is " + Nodes.text(crowd));
        }
        return checkCategory(annotation, segment.path("category_id"), where);
    }

    private static int checkCategory(Annotation annotation, JsonNode category, String where) {
        Id id = Nodes.id(category);
        int slot = id.present() ? annotation.known().categories().find(id) : -1;
        if (!id.present() || slot < 0 && annotation.known().categories().size() > 0) {
            report(annotation, CATEGORY, "the category_id of " + where + " is " + Nodes.text(category));
        }
        return slot;
    }

    private static void report(Annotation annotation, Code code, String message) {
        annotation.report(code, "segments_info", message);
    }

    /** That an image has one annotation. Called in their order. */
    public void checkInOrder(Subject annotation) {
        Id image = annotation.id("image_id");
        if (annotation.record().has("segments_info") && image.present() && !images.add(image)) {
            annotation.report(IMAGE_DUPLICATE, "image_id", "the image " + image + " has an earlier annotation");
        }
    }

    /** Whether segments state what only the truth must. */
    public static boolean isTruth(DocumentKind kind, Known known) {
        return kind == DocumentKind.DATASET && known.images().size() > 0;
    }
}
