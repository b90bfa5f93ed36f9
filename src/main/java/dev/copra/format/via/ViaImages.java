package dev.copra.format.via;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.format.text.CsvTable;
import dev.copra.format.text.JsonList;
import dev.copra.io.Input;
import dev.copra.json.JsonValues;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The images of a file, one by one: of a project, of annotations in JSON, or of a table with a row a region. */
sealed interface ViaImages extends Closeable {
    /** A column that no other table has. */
    String COLUMN = "region_shape_attributes";

    /** The next image as JSON has it, or null behind the last one. */
    JsonNode next() throws IOException;

    /** Where the image read last starts. */
    String place();

    /** @param isProject whether a file of JSON is a project */
    static ViaImages open(Input input, boolean isProject) throws IOException {
        return isTable(input)
                ? new Rows(new CsvTable(input))
                : new Members(JsonList.members(input, isProject ? ViaFormat.IMAGES : null));
    }

    /** Whether a file is a table, which begins with a name and not with a brace. */
    static boolean isTable(Input input) throws IOException {
        try (InputStream in = input.open()) {
            int c = in.read();
            while (c >= 0 && c <= ' ' || c > 0x7F) {
                c = in.read();
            }
            return c == '#' || c == '"' || c == 'f';
        }
    }

    /** Images in JSON. */
    record Members(JsonList list) implements ViaImages {
        @Override
        public JsonNode next() throws IOException {
            return list.next();
        }

        @Override
        public String place() {
            return list.place();
        }

        @Override
        public void close() throws IOException {
            list.close();
        }
    }

    /** Images in a table; rows of one image that follow each other are its regions. */
    final class Rows implements ViaImages {
        private final CsvTable table;
        private final List<String> columns;
        private String[] ahead;
        private String placeAhead;
        private String place;

        Rows(CsvTable table) throws IOException {
            this.table = table;
            columns = table.header().stream()
                    .map(name -> name.replaceFirst("^#", ""))
                    .toList();
            advance();
        }

        private void advance() throws IOException {
            ahead = table.next();
            placeAhead = "line " + table.line();
        }

        @Override
        public JsonNode next() throws IOException {
            if (ahead == null) {
                return null;
            }
            place = placeAhead;
            String file = value("filename");
            ObjectNode image = JsonNodeFactory.instance.objectNode();
            image.put("filename", file);
            image.set("file_attributes", json("file_attributes"));
            ArrayNode regions = image.putArray("regions");
            while (ahead != null && value("filename").equals(file)) {
                JsonNode shape = json(COLUMN);
                if (!shape.isObject() || !shape.isEmpty()) {
                    ObjectNode region = regions.addObject();
                    region.set("shape_attributes", shape);
                    region.set("region_attributes", json("region_attributes"));
                }
                advance();
            }
            return image;
        }

        private String value(String column) {
            int at = columns.indexOf(column);
            return at >= 0 && at < ahead.length ? ahead[at] : "";
        }

        /** The JSON in a cell; what is none comes as a text. */
        private JsonNode json(String column) {
            byte[] text = value(column).getBytes(StandardCharsets.UTF_8);
            try {
                JsonNode tree = JsonValues.tree(text, 0, text.length);
                return tree == null || tree.isMissingNode() ? JsonNodeFactory.instance.objectNode() : tree;
            } catch (IOException e) {
                return TextNode.valueOf(value(column));
            }
        }

        @Override
        public String place() {
            return place;
        }

        @Override
        public void close() throws IOException {
            table.close();
        }
    }
}
