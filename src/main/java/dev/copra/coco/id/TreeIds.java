package dev.copra.coco.id;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.json.JsonValues;

/** Ids in JSON that has been read into a tree. */
public final class TreeIds {
    private TreeIds() {}

    /**
     * The id that a value is; {@link Id#NONE} for null.
     *
     * @throws NumberFormatException if there is no value, or it is a list, an object or not finite
     */
    public static Id of(JsonNode value) {
        if (value.isMissingNode()) {
            throw new NumberFormatException("there is no id");
        }
        byte[] json = JsonValues.text(value);
        return Id.parse(json, 0, json.length);
    }

    /** The same, and {@link Id#NONE} for what can be no id. */
    public static Id ifAny(JsonNode value) {
        try {
            return of(value);
        } catch (NumberFormatException e) {
            return Id.NONE;
        }
    }
}
