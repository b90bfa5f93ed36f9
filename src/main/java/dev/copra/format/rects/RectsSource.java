package dev.copra.format.rects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.LabelFolders;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.Plausible;
import dev.copra.format.region.Quadrilaterals;
import dev.copra.format.text.JsonFile;
import dev.copra.shape.TurnedBox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a JSON file an image. The files are read twice: what the categories are is known only after the last one. */
final class RectsSource implements DatasetSource {
    private static final Map<String, String> LISTS =
            Map.of(RectsFormat.CHARS, RectsFormat.CHAR, RectsFormat.LINES, RectsFormat.LINE);

    private final LabelFolders folders;
    private final ReadOptions options;
    private final NameIndex names;

    RectsSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        folders = new LabelFolders(
                input, RectsFormat.labels(input), List.of(RectsFormat.IMAGES), ".json", ".jpg", options);
        TreeSet<String> met = new TreeSet<>();
        for (Path file : folders.files()) {
            try {
                JsonNode root = JsonFile.read(file);
                LISTS.forEach((list, usual) -> {
                    for (JsonNode text : root.path(list)) {
                        met.add(category(text, usual));
                    }
                });
            } catch (AnnotationException e) {
                // it is told when the file is read again
                continue;
            }
        }
        names = NameIndex.of(options.classes(), met);
    }

    private static String category(JsonNode text, String usual) {
        return text.path(RectsFormat.CATEGORY).isTextual()
                ? text.path(RectsFormat.CATEGORY).textValue()
                : usual;
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        folders.read((image, file) -> {
            try {
                image(visitor, image, file.toString(), JsonFile.read(file));
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        });
    }

    private void image(Visitor visitor, DatasetImage image, String file, JsonNode root)
            throws IOException, AnnotationException {
        if (!root.path(RectsFormat.CHARS).isArray()
                && !root.path(RectsFormat.LINES).isArray()) {
            throw new AnnotationException(
                    "rects-file", file, "the file has no list 'chars' and no list 'lines'; it is left out");
        }
        List<Instance> instances = new ArrayList<>();
        for (String list : List.of(RectsFormat.CHARS, RectsFormat.LINES)) {
            int at = 0;
            for (JsonNode text : root.path(list)) {
                try {
                    instances.add(instance(text, LISTS.get(list), file + ", " + list + "[" + at + "]"));
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
                at++;
            }
        }
        visitor.image(image, instances);
    }

    private Instance instance(JsonNode text, String usual, String place) throws AnnotationException {
        JsonNode points = text.path("points");
        double[] corners = new double[8];
        boolean good = points.size() == corners.length;
        for (int i = 0; good && i < corners.length; i++) {
            corners[i] = points.get(i).asDouble();
            good = points.get(i).isNumber() && Plausible.isPosition(corners[i]);
        }
        if (!good) {
            throw new AnnotationException(
                    "rects-points", place, "its points are not eight numbers x, y of four corners");
        }
        Instance.Builder instance = Instance.builder().category(names.position(category(text, usual)));
        TurnedBox box = Quadrilaterals.rectangle(corners);
        if (box == null) {
            instance.region(new Region.Rings(List.of(corners)));
        } else {
            instance.box(box.box()).rotation(box.degrees());
        }
        if (!text.path(RectsFormat.TEXT).asText().isEmpty()) {
            instance.attribute(RectsFormat.TEXT, text.get(RectsFormat.TEXT));
        }
        if (text.path(RectsFormat.IGNORE).asBoolean()) {
            instance.attribute(RectsFormat.IGNORE, BooleanNode.TRUE);
        }
        return instance.build();
    }
}
