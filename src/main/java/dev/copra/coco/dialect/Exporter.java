package dev.copra.coco.dialect;

import java.util.Locale;

/** A program that writes COCO files with habits of its own. */
public enum Exporter {
    /** Written by CVAT. */
    CVAT("CVAT"),
    /** Written by Roboflow. */
    ROBOFLOW("Roboflow"),
    /** Written by VIA. */
    VIA("VIA"),
    /** Written by COCO Annotator. */
    COCO_ANNOTATOR("COCO Annotator"),
    /** Written by Label Studio. */
    LABEL_STUDIO("Label Studio"),
    /** Written by Unity Perception. */
    UNITY("Unity Perception"),
    /** Written by Datumaro. */
    DATUMARO("Datumaro"),
    /** Written by FiftyOne. */
    FIFTY_ONE("FiftyOne"),
    /** Written by Labelbox. */
    LABELBOX("Labelbox"),
    /** Written by Supervisely. */
    SUPERVISELY("Supervisely"),
    /** Written by makesense.ai. */
    MAKE_SENSE("makesense.ai"),
    /** Written by labelme2coco. */
    LABELME("labelme2coco"),
    /** Written by Hasty.ai. */
    HASTY("Hasty.ai"),
    /** Written by Dataloop. */
    DATALOOP("Dataloop"),
    /** Written by Kili. */
    KILI("Kili"),
    /** Written by Encord. */
    ENCORD("Encord"),
    /** Written by SuperAnnotate. */
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
