package dev.copra.coco;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where Jackson says that the records of a document and their members lie: what the reader is measured by. */
final class JacksonRecords {
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** A member, in offsets from the document's start. */
    record Member(String name, int nameFrom, int valueFrom, int valueTo) {}

    /** A record; its members in order. */
    record Found(Section section, int index, int from, int to, List<Member> members) {
        Member member(String name) {
            return members.stream()
                    .filter(m -> m.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final byte[] json;
    private final JsonParser parser;
    private final List<Found> found = new ArrayList<>();

    private JacksonRecords(byte[] json) throws IOException {
        this.json = json;
        parser = JACKSON.createParser(json);
    }

    static List<Found> find(byte[] json) throws IOException {
        JacksonRecords records = new JacksonRecords(json);
        for (JsonToken token = records.parser.nextToken(); token != null; token = records.parser.nextToken()) {
            records.root(token);
        }
        return records.found;
    }

    private void root(JsonToken token) throws IOException {
        if (token == JsonToken.START_ARRAY) {
            list(Section.ANNOTATIONS);
            return;
        }
        int from = from();
        List<Member> members = members(true);
        if (members.stream().anyMatch(m -> m.name().equals("image_id"))) {
            found.add(new Found(Section.ANNOTATIONS, found.size(), from, to(), members));
        }
    }

    private void list(Section section) throws IOException {
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int from = from();
            List<Member> members = members(false);
            found.add(new Found(section, index++, from, to(), members));
        }
    }

    /** Reads an object to its end. */
    private List<Member> members(boolean root) throws IOException {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int nameFrom = from();
            JsonToken value = parser.nextToken();
            int valueFrom = from();
            Section section = root ? Section.of(name) : null;
            if (section != null && value == JsonToken.START_ARRAY) {
                list(section);
            } else {
                parser.skipChildren();
                parser.finishToken();
            }
            members.add(new Member(name, nameFrom, valueFrom, to()));
        }
        return members;
    }

    private int from() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Jackson has read past a number by the character that ended it, and has then stepped back. */
    private int to() throws IOException {
        parser.finishToken();
        int to = (int) parser.currentLocation().getByteOffset();
        while (json[to - 1] <= ' ' && json[to - 1] >= 0) {
            to--;
        }
        return to;
    }
}
