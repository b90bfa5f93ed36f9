package dev.copra.coco.dialect;

import dev.copra.coco.CocoRecord;

/** Formats that are JSON but not COCO: known by the names of their members. */
final class ForeignRecords {
    private ForeignRecords() {}

    /** Of which format's list a record is an element; null if it is none that is known. */
    static Dialect recognise(CocoRecord record) {
        if (record.has("stability_score") && record.has("segmentation")) {
            return Dialect.SEGMENT_ANYTHING;
        }
        if (record.has("regions") && record.has("filename")) {
            return Dialect.VIA;
        }
        if (record.has("annotations") && record.has("image")) {
            return Dialect.CREATE_ML;
        }
        if (record.has("annotations") && record.has("data") || record.has("annotator") && record.has("annotation_id")) {
            return Dialect.LABEL_STUDIO_TASKS;
        }
        if (record.has("labels") && record.has("name")) {
            return Dialect.SCALABEL;
        }
        if (record.has("shapes") && record.has("imagePath")) {
            return Dialect.LABELME;
        }
        return record.has("objects") && record.has("size") ? Dialect.SUPERVISELY : null;
    }

    /**
     * Of which format a document is by the names of its members.
     *
     * @param names each between two blanks
     */
    static Dialect recognise(String names) {
        if (names.contains(" _via_")) {
            return Dialect.VIA;
        }
        if (has(names, "shapes", "imagePath")) {
            return Dialect.LABELME;
        }
        if (has(names, "objects", "size")) {
            return Dialect.SUPERVISELY;
        }
        if (has(names, "items", "categories") || has(names, "items", "info") || has(names, "items", "media_type")) {
            return Dialect.DATUMARO;
        }
        if (has(names, "anns", "imgs")) {
            return Dialect.COCO_TEXT;
        }
        if (has(names, "type", "features")) {
            return Dialect.GEO_JSON;
        }
        if (has(names, "frames", "groups") || has(names, "frames", "config") || has(names, "labels", "name")) {
            return Dialect.SCALABEL;
        }
        if (names.contains(" masklet ")) {
            return Dialect.SA_V;
        }
        if (names.contains(" questions ")) {
            return Dialect.QUESTIONS;
        }
        return has(names, "item", "version") ? Dialect.DARWIN : null;
    }

    private static boolean has(String names, String one, String other) {
        return names.contains(" " + one + " ") && names.contains(" " + other + " ");
    }
}
