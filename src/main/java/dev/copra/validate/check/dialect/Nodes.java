package dev.copra.validate.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import java.nio.charset.StandardCharsets;

/** Values within a record, as trees. */
final class Nodes {
    private static final int MOST_SHOWN = 60;

    private Nodes() {}

    /** An id, or none if it is absent or no id. */
    static Id id(JsonNode value) {
        if (value.isMissingNode() || value.isContainerNode()) {
            return Id.NONE;
        }
        try {
            byte[] json = value.toString().getBytes(StandardCharsets.UTF_8);
            Id id = Id.parse(json, 0, json.length);
            return id.isString() || id.isWhole() ? id : Id.NONE;
        } catch (NumberFormatException e) {
            return Id.NONE;
        }
    }

    /** Four finite numbers of which the last two are at least 0, or null. */
    static double[] box(JsonNode value) {
        if (!value.isArray() || value.size() != 4) {
            return null;
        }
        double[] box = new double[4];
        for (int i = 0; i < 4; i++) {
            box[i] = value.get(i).isNumber() ? value.get(i).doubleValue() : Double.NaN;
        }
        return Double.isFinite(box[0] + box[1] + box[2] + box[3]) && box[2] >= 0 && box[3] >= 0 ? box : null;
    }

    /** A value for a message, cut where it is long. */
    static String text(JsonNode value) {
        if (value.isMissingNode()) {
            return "missing";
        }
        String text = value.toString();
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }
}
