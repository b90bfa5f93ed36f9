package dev.copra.validate.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.KnownVideos;
import dev.copra.validate.record.Subject;
import java.util.List;

/**
 * An object in a video, as YouTube-VIS has it: lists of boxes, masks and areas with an entry for each frame, which is null
 * where the object is not seen.
 */
public final class FrameChecks {
    static final Code LENGTH = Code.error(
            "frames-length",
            "a list of frames that is not as long as its video",
            "Entry and frame belong together by their place; with another number boxes and masks belong to other frames.");
    static final Code BOX = Code.error(
            "frames-bbox",
            "the box of a frame that is not four numbers within its video",
            "A box is x, y, width, height, both sides above 0, or null where the object is not seen.");
    static final Code MASK = Code.error(
            "frames-segmentation",
            "the mask of a frame that cannot be read, or is of another size than its video",
            "A mask is an RLE of the video's height and width, or polygons, or null where the object is not seen.");
    static final Code AREA = Code.warning(
            "frames-area",
            "the area of a frame that is no number, or one where there is no object",
            "YouTube-VIS' evaluation takes the mean of the areas to tell small objects from large ones.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(LENGTH, BOX, MASK, AREA);

    private FrameChecks() {}

    /** Checks the lists, if the annotation is an object in a video. */
    public static void check(Annotation annotation) {
        if (!annotation.perFrame()) {
            return;
        }
        Subject subject = annotation.subject();
        KnownVideos videos = annotation.known().videos();
        int video = videos.ids().find(subject.id("video_id"));
        int frames = video < 0 ? 0 : videos.frames(video);
        for (String member : List.of("bboxes", "segmentations", "areas")) {
            JsonNode list = subject.tree(member);
            if (!subject.record().has(member)) {
                continue;
            }
            if (!list.isArray()) {
                annotation.report(
                        LENGTH, member, member + " is " + subject.record().excerpt(member) + ", not a list");
            } else if (frames > 0 && list.size() != frames) {
                annotation.report(
                        LENGTH,
                        member,
                        member + " has " + list.size() + " entries, but the video has " + frames + " frames");
            }
        }
        int height = video < 0 ? 0 : videos.height(video);
        int width = video < 0 ? 0 : videos.width(video);
        checkBoxes(annotation, subject.tree("bboxes"), height, width);
        checkMasks(annotation, subject.tree("segmentations"), height, width);
        checkAreas(annotation, subject.tree("areas"), subject.tree("segmentations"));
    }

    private static void checkBoxes(Annotation annotation, JsonNode boxes, int height, int width) {
        for (int i = 0; i < boxes.size() && boxes.isArray(); i++) {
            JsonNode value = boxes.get(i);
            if (value.isNull()) {
                continue;
            }
            double[] box = Nodes.box(value);
            boolean away = box != null
                    && height > 0
                    && width > 0
                    && (box[0] >= width || box[1] >= height || box[0] + box[2] <= 0 || box[1] + box[3] <= 0);
            if (box == null || box[2] == 0 || box[3] == 0 || away) {
                annotation.report(
                        BOX,
                        "bboxes",
                        "the box of frame " + i + " is " + Nodes.text(value)
                                + (away ? " in a video of " + width + " x " + height + " (width x height)" : ""));
                return;
            }
        }
    }

    private static void checkMasks(Annotation annotation, JsonNode masks, int height, int width) {
        for (int i = 0; i < masks.size() && masks.isArray(); i++) {
            String problem = FrameMask.problem(masks.get(i), height, width);
            if (problem != null) {
                annotation.report(MASK, "segmentations", "the mask of frame " + i + ": " + problem);
                return;
            }
        }
    }

    private static void checkAreas(Annotation annotation, JsonNode areas, JsonNode masks) {
        for (int i = 0; i < areas.size() && areas.isArray(); i++) {
            JsonNode area = areas.get(i);
            boolean number = area.isNumber() && area.doubleValue() >= 0;
            boolean masked = masks.isArray() && i < masks.size();
            if (!area.isNull() && !number || number && masked && masks.get(i).isNull() && area.doubleValue() > 0) {
                annotation.report(
                        AREA,
                        "areas",
                        "the area of frame " + i + " is " + Nodes.text(area) + (number ? ", but it has no mask" : ""));
                return;
            }
        }
    }
}
