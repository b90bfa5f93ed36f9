package dev.copra.coco.dialect;

import dev.copra.coco.CocoRecord;
import java.util.List;

/** Tells by their habits which program wrote a document. What {@code info} says counts most. */
final class ExporterRecogniser {
    /** Ids of 128 bits have up to 39 digits; those of 64 bits at most 20. */
    private static final int DIGITS_OF_64_BITS = 20;

    private Exporter named;
    private Exporter habit;
    /** Name of the category 0, if it is in no group. */
    private String zero;

    private boolean groupedByZero;

    void info(CocoRecord info) {
        String text = Texts.words(
                Texts.of(info, "description") + " " + Texts.of(info, "contributor") + " " + Texts.of(info, "url"));
        named = named == null ? Exporter.named(text) : named;
        if (habit == null && isAllEmpty(info)) {
            habit = Exporter.CVAT;
        }
    }

    /** Whether all that could be said is there and says nothing, as CVAT and the library below it write it. */
    private static boolean isAllEmpty(CocoRecord info) {
        for (String member : List.of("contributor", "date_created", "description", "url", "version", "year")) {
            if (!info.has(member) || !info.excerpt(member).equals("\"\"")) {
                return false;
            }
        }
        return true;
    }

    void image(CocoRecord image) {
        if (habit != null) {
            return;
        }
        if (image.has("path") && image.has("dataset_id") && image.has("category_ids")) {
            habit = Exporter.COCO_ANNOTATOR;
            return;
        }
        String file = Texts.of(image, "file_name");
        if (file.contains(".rf.") || image.inner("extra", "name") != null) {
            habit = Exporter.ROBOFLOW;
        } else if (file.startsWith("/data/upload/")
                || file.contains("label-studio")
                || file.contains("label_studio")
                || file.contains("data/local-files/?d=")) {
            habit = Exporter.LABEL_STUDIO;
        } else if (isLong(image, "id")) {
            habit = Exporter.UNITY;
        }
    }

    void category(CocoRecord category) {
        if (category.has("keypoint_colors")) {
            habit = habit == null ? Exporter.COCO_ANNOTATOR : habit;
        }
        String group = Texts.of(category, "supercategory");
        if (category.excerpt("id").equals("0") && group.equals("none")) {
            zero = Texts.of(category, "name");
        }
        // the category 0 stands for the group of all others, and before them
        groupedByZero |= group.equals(zero);
    }

    void annotation(CocoRecord annotation) {
        if (habit != null) {
            return;
        }
        if (annotation.has("isbbox") && annotation.has("color")) {
            habit = Exporter.COCO_ANNOTATOR;
        } else if (annotation.inner("attributes", "occluded") != null) {
            habit = Exporter.CVAT;
        } else if (isLong(annotation, "id")) {
            habit = Exporter.UNITY;
        } else if (annotation.first("image_id") == '"' && annotation.isFlatList("segmentation")) {
            habit = Exporter.VIA;
        }
    }

    private static boolean isLong(CocoRecord record, String member) {
        char first = record.first(member);
        if (first < '1' || first > '9') {
            return false;
        }
        String id = record.json(member);
        return id.length() > DIGITS_OF_64_BITS && id.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    Exporter exporter() {
        return named != null ? named : habit != null ? habit : groupedByZero ? Exporter.ROBOFLOW : null;
    }
}
