package dev.copra.coco.dialect;

import java.util.Locale;

/** A program that writes COCO files with habits of its own. */
public enum Exporter {
    CVAT("CVAT"),
    ROBOFLOW("Roboflow"),
    VIA("VIA"),
    COCO_ANNOTATOR("COCO Annotator"),
    LABEL_STUDIO("Label Studio"),
    UNITY("Unity Perception"),
    DATUMARO("Datumaro"),
    FIFTY_ONE("FiftyOne"),
    LABELBOX("Labelbox"),
    SUPERVISELY("Supervisely"),
    MAKE_SENSE("makesense.ai"),
    LABELME("labelme2coco"),
    HASTY("Hasty.ai"),
    DATALOOP("Dataloop"),
    KILI("Kili"),
    ENCORD("Encord"),
    SUPER_ANNOTATE("SuperAnnotate");

    private final String text;

    Exporter(String text) {
        this.text = text;
    }

    /** Its name. */
    public String text() {
        return text;
    }

    /** For programs: {@code coco-annotator}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The program that the text of {@code info} names, or null. @param info in lower case, its words between blanks */
    static Exporter named(String info) {
        if (info.contains("roboflow")) {
            return ROBOFLOW;
        }
        if (info.contains("label studio") || info.contains("labelstudio")) {
            return LABEL_STUDIO;
        }
        if (info.contains("vgg image annotator")) {
            return VIA;
        }
        if (info.contains("coco annotator")) {
            return COCO_ANNOTATOR;
        }
        if (info.contains(" unity ")) {
            return UNITY;
        }
        return info.contains("my project name") || info.contains("makesense") ? MAKE_SENSE : others(info);
    }

    private static Exporter others(String info) {
        for (Exporter exporter : new Exporter[] {
            CVAT, DATUMARO, LABELBOX, SUPERVISELY, LABELME, HASTY, DATALOOP, KILI, ENCORD, SUPER_ANNOTATE, FIFTY_ONE
        }) {
            String name = exporter.name().toLowerCase(Locale.ROOT).replace("_", "");
            if (info.contains(" " + name + " ")) {
                return exporter;
            }
        }
        return null;
    }
}
