package dev.copra.format.maskpng;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.copra.format.TextFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table {@code masks.csv}: a row an instance, and one for each image without an instance. Only {@code image} is needed of its
 * columns; they may come in any order.
 */
final class MaskTable {
    static final String NAME = "masks.csv";

    /** The columns, in the order in which they are written. */
    enum Column {
        /** Name of the image. */
        IMAGE,
        IMAGE_ID,
        SPLIT,
        WIDTH,
        HEIGHT,
        /** The PNG, from the folder of the table on; empty if the instance has no mask. */
        MASK,
        /** The pixels of the PNG that are the instance's; if it is empty, all but 0. */
        VALUE,
        CATEGORY,
        ID,
        CROWD,
        SCORE,
        TRACK_ID,
        AREA,
        /** x, y, width, height, as a list of JSON. */
        BBOX,
        ROTATION,
        KEYPOINTS,
        /** An object of JSON. */
        ATTRIBUTES;

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param line in the file, from 1, if no value has a line break */
    record Row(Map<Column, String> values, int line) {
        String get(Column column) {
            return values.getOrDefault(column, "");
        }
    }

    private MaskTable() {}

    /** The rows by image, in the file's order. Rows without an image are kept under the empty name. */
    static Map<String, List<Row>> read(Path file) throws IOException {
        Map<String, List<Row>> images = new LinkedHashMap<>();
        try (MappingIterator<List<String>> rows = new CsvMapper()
                .readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readValues(TextFile.read(file))) {
            Map<Integer, Column> columns = new HashMap<>();
            List<String> head = rows.hasNextValue() ? rows.nextValue() : List.of();
            for (int i = 0; i < head.size(); i++) {
                for (Column column : Column.values()) {
                    if (column.title().equalsIgnoreCase(head.get(i).strip())) {
                        columns.put(i, column);
                    }
                }
            }
            if (!columns.containsValue(Column.IMAGE)) {
                throw new FileSystemException(file.toString(), null, "the first line names no column 'image'");
            }
            for (int line = 2; rows.hasNextValue(); line++) {
                List<String> cells = rows.nextValue();
                Map<Column, String> values = new HashMap<>();
                for (int i = 0; i < cells.size(); i++) {
                    if (columns.get(i) != null) {
                        values.put(columns.get(i), cells.get(i));
                    }
                }
                Row row = new Row(values, line);
                images.computeIfAbsent(row.get(Column.IMAGE), n -> new ArrayList<>())
                        .add(row);
            }
        } catch (JsonProcessingException e) {
            throw new FileSystemException(file.toString(), null, "this is no CSV: " + e.getOriginalMessage());
        }
        return images;
    }

    /** Writes rows. */
    static final class Writer {
        private final SequenceWriter rows;

        /** @param out is closed with this writer's {@link #end} */
        Writer(OutputStream out) throws IOException {
            rows = new CsvMapper()
                    .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                    .writer()
                    .writeValues(out);
            List<String> head = new ArrayList<>();
            for (Column column : Column.values()) {
                head.add(column.title());
            }
            rows.write(head);
        }

        void row(Map<Column, String> values) throws IOException {
            List<String> cells = new ArrayList<>();
            for (Column column : Column.values()) {
                cells.add(values.getOrDefault(column, ""));
            }
            rows.write(cells);
        }

        void end() throws IOException {
            rows.close();
        }
    }
}
