package dev.copra.format;

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

/** A JSON file that is a list, or has one as a member, element by element. */
public final class JsonList implements Closeable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String name;
    private final JsonParser parser;
    private int line;

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
            if (token == null || token == JsonToken.END_ARRAY) {
                return null;
            }
            line = parser.currentTokenLocation().getLineNr();
            return MAPPER.readTree(parser);
        } catch (JacksonException e) {
            throw broken(e);
        }
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
