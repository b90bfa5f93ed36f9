package dev.copra.format.maskpng;

import dev.copra.format.text.CsvTable;
import dev.copra.io.Input;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** @param line in the file, from 1 */
    record Row(Map<Column, String> values, int line) {
        String get(Column column) {
            return values.getOrDefault(column, "");
        }

        /** What no two images have in common: split and name; empty if there is no name. */
        String image() {
            String name = get(Column.IMAGE);
            return name.isEmpty() ? "" : get(Column.SPLIT) + '\0' + name;
        }
    }

    private MaskTable() {}

    /** The rows by image, in the file's order. Rows without an image are kept under the empty key. */
    static Map<String, List<Row>> read(Path file) throws IOException {
        Map<String, List<Row>> images = new LinkedHashMap<>();
        try (CsvTable table = new CsvTable(Input.file(file))) {
            Map<Integer, Column> columns = new HashMap<>();
            for (int i = 0; i < table.header().size(); i++) {
                for (Column column : Column.values()) {
                    if (column.title().equalsIgnoreCase(table.header().get(i).strip())) {
                        columns.put(i, column);
                    }
                }
            }
            if (!columns.containsValue(Column.IMAGE)) {
                throw new FileSystemException(file.toString(), null, "the first line names no column 'image'");
            }
            for (String[] cells = table.next(); cells != null; cells = table.next()) {
                Map<Column, String> values = new HashMap<>();
                for (int i = 0; i < cells.length; i++) {
                    if (columns.get(i) != null) {
                        values.put(columns.get(i), cells[i]);
                    }
                }
                Row row = new Row(values, table.line());
                images.computeIfAbsent(row.image(), n -> new ArrayList<>()).add(row);
            }
        }
        return images;
    }

    /** A row to be written. */
    static String[] cells(Map<Column, String> values) {
        return Arrays.stream(Column.values())
                .map(column -> values.getOrDefault(column, ""))
                .toArray(String[]::new);
    }

    /** The names of the columns. */
    static String[] header() {
        return Arrays.stream(Column.values()).map(Column::title).toArray(String[]::new);
    }
}
