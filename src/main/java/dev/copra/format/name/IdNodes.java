package dev.copra.format.name;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import dev.copra.json.JsonMembers;
import dev.copra.json.JsonValues;
import java.io.IOException;

/** Ids as members of JSON. */
public final class IdNodes {
    private IdNodes() {}

    /** The id in a member; {@link Id#NONE} if there is none, or something that is no id. */
    public static Id id(JsonNode value) {
        if (value == null || value.isMissingNode() || value.isContainerNode()) {
            return Id.NONE;
        }
        byte[] json = JsonValues.text(value);
        try {
            return Id.parse(json, 0, json.length);
        } catch (NumberFormatException e) {
            return Id.NONE;
        }
    }

    /** The id in a member of an object; {@link Id#NONE} if there is none, or something that is no id. */
    public static Id id(JsonMembers object, String name) {
        int member = object.find(name);
        if (member < 0) {
            return Id.NONE;
        }
        try {
            return Id.parse(object.text(), object.from(member), object.to(member));
        } catch (NumberFormatException e) {
            return Id.NONE;
        }
    }

    /** An id as a member. */
    public static JsonNode node(Id id) {
        byte[] json = id.json();
        try {
            return JsonValues.tree(json, 0, json.length);
        } catch (IOException e) {
            throw new IllegalArgumentException("an id that is no JSON: " + id, e);
        }
    }
}
