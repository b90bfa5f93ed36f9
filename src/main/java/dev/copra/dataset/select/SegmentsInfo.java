package dev.copra.dataset.select;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import java.nio.charset.StandardCharsets;

/** The segments of an annotation of a panoptic file: its member {@code segments_info}. */
public final class SegmentsInfo {
    private SegmentsInfo() {}

    /** Is shown a segment. */
    public interface Segment {
        /**
         * @param area in pixels, NaN if it is not stated
         * @param box left, top, width and height in pixels, or null if they are not stated
         */
        void accept(Id category, double area, double[] box, boolean crowd);
    }

    /** Shows the segments that have a category. */
    public static void read(CocoRecord annotation, Segment segments) throws AnnotationException {
        for (JsonNode segment : annotation.tree("segments_info")) {
            JsonNode category = segment.path("category_id");
            if (category.isNumber() || category.isTextual()) {
                byte[] json = category.toString().getBytes(StandardCharsets.UTF_8);
                Id id;
                try {
                    id = Id.parse(json, 0, json.length);
                } catch (NumberFormatException e) {
                    throw annotation.wrong("id-type", "the category_id of a segment is " + category);
                }
                JsonNode area = segment.path("area");
                JsonNode crowd = segment.path("iscrowd");
                segments.accept(
                        id,
                        area.isNumber() ? area.doubleValue() : Double.NaN,
                        box(segment.path("bbox")),
                        crowd.asBoolean() || crowd.asDouble() > 0);
            }
        }
    }

    private static double[] box(JsonNode numbers) {
        if (numbers.size() != 4) {
            return null;
        }
        double[] box = new double[4];
        for (int i = 0; i < 4; i++) {
            box[i] = numbers.get(i).asDouble(Double.NaN);
        }
        return box;
    }
}
