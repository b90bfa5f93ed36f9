package dev.copra.format.text;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.io.Input;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** A JSON file that is a list or an object, or has one as a member, element by element. */
public final class JsonList implements Closeable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String name;
    private final JsonParser parser;
    private int line;
    private String key;

    /** @throws IOException if it is no list, naming the file */
    public JsonList(Input input) throws IOException {
        name = input.name();
        parser = MAPPER.createParser(input.open());
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new FileSystemException(name, null, "this is no JSON list");
            }
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /**
     * The list in a member of an object.
     *
     * @throws IOException if the file is no object, or the object has no such list, naming the file
     */
    public JsonList(Input input, String member) throws IOException {
        name = input.name();
        parser = MAPPER.createParser(input.open());
        try {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean found = parser.currentName().equals(member);
                    if (parser.nextToken() == JsonToken.START_ARRAY && found) {
                        return;
                    }
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw broken(e);
        }
        throw new FileSystemException(name, null, "this is no JSON object with a list '" + member + "'");
    }

    /** The members of a file that is an object, or of the object that is a member of it, one by one. @param member null for the file's own */
    public static JsonList members(Input input, String member) throws IOException {
        JsonList list = new JsonList(input, MAPPER.createParser(input.open()));
        try {
            if (list.parser.nextToken() == JsonToken.START_OBJECT && (member == null || list.enter(member))) {
                return list;
            }
        } catch (JacksonException e) {
            list.close();
            throw list.broken(e);
        }
        list.close();
        throw new FileSystemException(
                list.name,
                null,
                member == null ? "this is no JSON object" : "this is no JSON object with an object '" + member + "'");
    }

    private boolean enter(String member) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(member);
            if (parser.nextToken() == JsonToken.START_OBJECT && found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /** Whether a file is an object that has a member. @throws IOException if it is no JSON up to there, naming the file */
    public static boolean hasMember(Input input, String member) throws IOException {
        try (JsonList file = new JsonList(input, MAPPER.createParser(input.open()))) {
            try {
                if (file.parser.nextToken() != JsonToken.START_OBJECT) {
                    return false;
                }
                while (file.parser.nextToken() == JsonToken.FIELD_NAME) {
                    if (file.parser.currentName().equals(member)) {
                        return true;
                    }
                    file.parser.nextToken();
                    file.parser.skipChildren();
                }
                return false;
            } catch (JacksonException e) {
                throw file.broken(e);
            }
        }
    }

    /** All members of an object but one, which may be large. @throws IOException if it is no object, naming the file */
    public static ObjectNode membersBut(Input input, String member) throws IOException {
        ObjectNode members = MAPPER.createObjectNode();
        try (JsonList file = new JsonList(input, MAPPER.createParser(input.open()))) {
            try {
                if (file.parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new FileSystemException(file.name, null, "this is no JSON object");
                }
                while (file.parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = file.parser.currentName();
                    file.parser.nextToken();
                    if (name.equals(member)) {
                        file.parser.skipChildren();
                    } else {
                        members.set(name, MAPPER.readTree(file.parser));
                    }
                }
            } catch (JacksonException e) {
                throw file.broken(e);
            }
        }
        return members;
    }

    private JsonList(Input input, JsonParser parser) {
        name = input.name();
        this.parser = parser;
    }

    /** The next element, or null behind the last one. */
    public JsonNode next() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (token == null || token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
                return null;
            }
            if (token == JsonToken.FIELD_NAME) {
                key = parser.currentName();
                parser.nextToken();
            }
            line = parser.currentTokenLocation().getLineNr();
            return MAPPER.readTree(parser);
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /** The name of the member read last, where the elements are members of an object. */
    public String key() {
        return key;
    }

    /** Where the element read last starts. */
    public String place() {
        return "line " + line;
    }

    private FileSystemException broken(JacksonException e) {
        int at = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        return new FileSystemException(name, null, "line " + at + ": this is no JSON: " + e.getOriginalMessage());
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
