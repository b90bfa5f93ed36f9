package dev.copra.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.io.Input;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** A JSON file that is a list, element by element. */
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
