package dev.copra.coco.region;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;

/** The angle of an annotation's box, as CVAT writes it: {@code attributes.rotation}. */
public final class BoxRotation {
    private BoxRotation() {}

    /**
     * The angle by which a box is turned about its centre.
     *
     * @return degrees clockwise, above -360 and below 360; 0 where the record has none
     */
    public static double degrees(CocoRecord annotation) {
        if (annotation.first("attributes") != '{') {
            return 0;
        }
        try {
            JsonNode rotation = annotation.tree("attributes").get("rotation");
            double degrees = rotation != null && rotation.isNumber() ? rotation.asDouble() % 360 : 0;
            return Double.isFinite(degrees) ? degrees : 0;
        } catch (AnnotationException e) {
            // what these attributes are is no matter of the box
            return 0;
        }
    }
}
