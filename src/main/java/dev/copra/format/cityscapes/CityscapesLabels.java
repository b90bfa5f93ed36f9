package dev.copra.format.cityscapes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.copra.format.TextFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        try (MappingIterator<List<String>> rows = new CsvMapper()
                .readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(TextFile.read(file))) {
            List<String> head = rows.hasNextValue() ? rows.nextValue() : List.of();
            int name = head.indexOf("name");
            int id = head.indexOf("id");
            int has = head.indexOf("has_instances");
            if (name < 0 || id < 0) {
                throw new FileSystemException(file.toString(), null, "the first line names no columns 'name' and 'id'");
            }
            for (int line = 2; rows.hasNextValue(); line++) {
                List<String> row = rows.nextValue();
                if (row.size() <= Math.max(name, id)) {
                    continue;
                }
                String text = row.get(id).strip();
                try {
                    ids.put(row.get(name), text.isEmpty() ? null : Integer.valueOf(text));
                } catch (NumberFormatException e) {
                    throw new FileSystemException(file + ":" + line, null, "'" + text + "' is no id");
                }
                instances.put(
                        row.get(name),
                        has < 0 || has >= row.size() || !row.get(has).equals("0"));
            }
        } catch (JsonProcessingException e) {
            throw new FileSystemException(file.toString(), null, "this is no CSV: " + e.getOriginalMessage());
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
    static void write(OutputStream out, Map<String, Integer> ids) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("name", "id", "has_instances"));
        ids.forEach((name, id) -> rows.add(List.of(name, id == null ? "" : id.toString(), "1")));
        try (SequenceWriter writer = new CsvMapper().writer().writeValues(out)) {
            for (List<String> row : rows) {
                writer.write(row);
            }
        }
    }
}
