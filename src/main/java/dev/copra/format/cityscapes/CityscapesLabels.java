package dev.copra.format.cityscapes;

import dev.copra.format.text.CsvTable;
import dev.copra.format.text.CsvWriter;
import dev.copra.io.Input;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and ids of classes: those of Cityscapes, or those of a file {@code labels.csv} with the columns name, id and has_instances.
 *
 * @param ids by name, in their order; null where a class has none
 * @param instances by name, whether its objects have numbers
 */
record CityscapesLabels(Map<String, Integer> ids, Map<String, Boolean> instances) {
    static final String FILE = "labels.csv";

    /** Classes from here on have numbered objects. */
    private static final int FIRST_THING = 24;

    /** By id from 0. */
    private static final List<String> STANDARD = List.of(
            "unlabeled",
            "ego vehicle",
            "rectification border",
            "out of roi",
            "static",
            "dynamic",
            "ground",
            "road",
            "sidewalk",
            "parking",
            "rail track",
            "building",
            "wall",
            "fence",
            "guard rail",
            "bridge",
            "tunnel",
            "pole",
            "polegroup",
            "traffic light",
            "traffic sign",
            "vegetation",
            "terrain",
            "sky",
            "person",
            "rider",
            "car",
            "truck",
            "bus",
            "caravan",
            "trailer",
            "train",
            "motorcycle",
            "bicycle");

    /** The id that Cityscapes has for a name, or 0. */
    static int standardId(String name) {
        return Math.max(0, STANDARD.indexOf(name));
    }

    /** The number of ids that Cityscapes has itself. */
    static int standardIds() {
        return STANDARD.size();
    }

    /** The table of a data set; of Cityscapes if it has none. */
    static CityscapesLabels of(Path root) throws IOException {
        Map<String, Integer> ids = new LinkedHashMap<>();
        Map<String, Boolean> instances = new LinkedHashMap<>();
        Path file = root.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            for (int id = 1; id < STANDARD.size(); id++) {
                ids.put(STANDARD.get(id), id);
                instances.put(STANDARD.get(id), id >= FIRST_THING);
            }
            return new CityscapesLabels(ids, instances);
        }
        try (CsvTable table = new CsvTable(Input.file(file))) {
            int name = table.header().indexOf("name");
            int id = table.header().indexOf("id");
            int has = table.header().indexOf("has_instances");
            if (name < 0 || id < 0) {
                throw new FileSystemException(file.toString(), null, "the first line names no columns 'name' and 'id'");
            }
            for (String[] row = table.next(); row != null; row = table.next()) {
                if (row.length <= Math.max(name, id)) {
                    continue;
                }
                String text = row[id].strip();
                try {
                    ids.put(row[name], text.isEmpty() ? null : Integer.valueOf(text));
                } catch (NumberFormatException e) {
                    throw new FileSystemException(file + ":" + table.line(), null, "'" + text + "' is no id");
                }
                instances.put(row[name], has < 0 || has >= row.length || !row[has].equals("0"));
            }
        }
        return new CityscapesLabels(ids, instances);
    }

    /** The names by id. */
    Map<Integer, String> names() {
        Map<Integer, String> names = new LinkedHashMap<>();
        ids.forEach((name, id) -> {
            if (id != null) {
                names.put(id, name);
            }
        });
        return names;
    }

    /** Writes a table. @param ids by name; null where a class has none */
    static void write(CsvWriter table, Map<String, Integer> ids) throws IOException {
        table.row("name", "id", "has_instances");
        for (Map.Entry<String, Integer> entry : ids.entrySet()) {
            Integer id = entry.getValue();
            table.row(entry.getKey(), id == null ? "" : id.toString(), "1");
        }
    }
}
