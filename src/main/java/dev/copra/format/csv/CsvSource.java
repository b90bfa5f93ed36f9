package dev.copra.format.csv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.coco.CocoRegions;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameIndex;
import dev.copra.format.text.CsvTable;
import dev.copra.io.Input;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads a table, a row an instance. It is read twice: first for the names of the categories and to see whether the rows of each image
 * stand together. If they do, memory is bounded by the longest image; else all rows are kept.
 */
final class CsvSource implements DatasetSource {
    private final Input input;
    private final ReadOptions options;
    private final ImageFolder images;
    private final boolean hasHeader;
    private final NameIndex names;
    private final Columns columns;
    private boolean standTogether = true;

    /** A row and where it stands. */
    private record Row(String[] values, String place) {}

    CsvSource(Input input, ReadOptions options) throws IOException {
        this.input = input.spooled();
        this.options = options;
        images = ImageFolder.of(options);
        TreeSet<String> met = new TreeSet<>();
        Map<String, Id> ids = new HashMap<>();
        Map<String, Boolean> seen = new HashMap<>();
        try (CsvTable table = new CsvTable(this.input)) {
            columns = Columns.of(table.header());
            if (!columns.areUsable()) {
                throw new FileSystemException(
                        input.name(),
                        null,
                        "the header names no columns for the image and the box, such as"
                                + " filename,class,xmin,ymin,xmax,ymax; it is " + String.join(",", table.header()));
            }
            hasHeader = !Columns.isRow(table.header());
            if (!hasHeader) {
                table.firstIsRow();
            }
            String before = null;
            for (String[] row = table.next(); row != null; row = table.next()) {
                String file = key(row);
                if (!file.equals(before) && seen.put(file, true) != null) {
                    standTogether = false;
                }
                before = file;
                String category = category(row);
                if (category != null) {
                    met.add(category);
                    ids.putIfAbsent(category, id(columns.value(row, "categoryId")));
                }
            }
        }
        List<DatasetCategory> categories = new ArrayList<>();
        for (DatasetCategory category :
                NameIndex.of(options.classes(), met).catalog().categories()) {
            Id id = ids.getOrDefault(category.name(), Id.NONE);
            boolean taken = categories.stream().anyMatch(c -> c.id().present() && c.id().equals(id));
            categories.add(new DatasetCategory(taken ? Id.NONE : id, category.name()));
        }
        names = NameIndex.of(categories);
    }

    /** The name of a row's category, or null if it is a row of an image alone or has none. */
    private String category(String[] row) {
        if (columns.has("category")) {
            // an empty name is one where there is an id, or where no other column could say that there is an instance
            String name = columns.value(row, "category");
            return name.isEmpty()
                            && (!columns.has("categoryId")
                                    || columns.value(row, "categoryId").isEmpty())
                    ? null
                    : name;
        }
        String id = columns.value(row, "categoryId");
        return id.isEmpty() ? null : id;
    }

    private static Id id(String text) {
        if (text.isEmpty()) {
            return Id.NONE;
        }
        try {
            byte[] json = text.getBytes(StandardCharsets.UTF_8);
            JsonValues.tree(json, 0, json.length);
            return Id.parse(json, 0, json.length);
        } catch (IOException | NumberFormatException e) {
            return Id.of(text);
        }
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        try (CsvTable table = new CsvTable(input)) {
            if (!hasHeader) {
                table.firstIsRow();
            }
            Map<String, List<Row>> all = new LinkedHashMap<>();
            for (String[] row = table.next(); row != null; row = table.next()) {
                String file = key(row);
                if (standTogether && !all.isEmpty() && !all.containsKey(file)) {
                    show(all, visitor);
                    all.clear();
                }
                all.computeIfAbsent(file, f -> new ArrayList<>()).add(new Row(row, "line " + table.line()));
            }
            show(all, visitor);
        }
    }

    /** What no two images have in common: split and name. */
    private String key(String[] row) {
        String split = columns.value(row, "split");
        String file = columns.value(row, "file");
        return split.isEmpty() ? file : split + '\0' + file;
    }

    private void show(Map<String, List<Row>> all, Visitor visitor) throws IOException {
        for (List<Row> rows : all.values()) {
            DatasetImage image;
            try {
                image = image(rows.get(0));
            } catch (AnnotationException e) {
                options.problems().add(e);
                continue;
            }
            List<Instance> instances = new ArrayList<>();
            for (Row row : rows) {
                try {
                    Instance instance = instance(row, image);
                    if (instance != null) {
                        instances.add(instance);
                    }
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
            visitor.image(image, instances);
        }
    }

    private DatasetImage image(Row row) throws AnnotationException {
        String file = columns.value(row.values(), "file");
        if (file.isEmpty()) {
            throw new AnnotationException("csv-file", row.place(), "the row names no image");
        }
        Map<String, JsonNode> extras = object(row, "imageMembers");
        double width = number(row, "imageWidth", 0);
        double height = number(row, "imageHeight", 0);
        DatasetImage image = new DatasetImage(
                id(columns.value(row.values(), "imageId")),
                file,
                columns.value(row.values(), "split"),
                side(width, row),
                side(height, row),
                extras);
        return images.sized(image, row.place());
    }

    private static int side(double side, Row row) throws AnnotationException {
        if (!(side >= 0 && side == Math.rint(side) && side <= 1 << 20)) {
            throw new AnnotationException("csv-size", row.place(), side + " is no number of pixels of an image's side");
        }
        return (int) side;
    }

    private Instance instance(Row row, DatasetImage image) throws AnnotationException {
        Box box = box(row);
        String segmentation = columns.value(row.values(), "segmentation");
        String category = category(row.values());
        String keypoints = columns.value(row.values(), "keypoints");
        if (box == null && segmentation.isEmpty() && category == null && keypoints.isEmpty()) {
            return null;
        }
        Instance.Builder instance = Instance.builder()
                .id(id(columns.value(row.values(), "id")))
                .box(box)
                .rotation(number(row, "rotation", 0))
                .score(number(row, "score", Double.NaN))
                .area(number(row, "area", Double.NaN))
                .track(id(columns.value(row.values(), "track")))
                .crowd(isTrue(columns.value(row.values(), "crowd")));
        if (category != null) {
            instance.category(names.position(category));
        }
        if (!segmentation.isEmpty()) {
            instance.region(CocoRegions.read(segmentation, image, row.place()));
        }
        if (!keypoints.isEmpty()) {
            instance.keypoints(list(row, "keypoints"));
        }
        object(row, "attributes").forEach(instance::attribute);
        object(row, "members").forEach(instance::extra);
        return instance.build();
    }

    private static boolean isTrue(String text) {
        return text.equalsIgnoreCase("true") || text.equals("1") || text.equals("1.0");
    }

    private Box box(Row row) throws AnnotationException {
        double[] box;
        if (columns.has("box")) {
            if (columns.value(row.values(), "box").isEmpty()) {
                return null;
            }
            box = list(row, "box");
            if (box.length != 4) {
                throw new AnnotationException("csv-box", row.place(), "the box has " + box.length + " numbers, not 4");
            }
        } else {
            boolean corners = columns.has("left");
            double x = number(row, corners ? "left" : "x", Double.NaN);
            double y = number(row, corners ? "top" : "y", Double.NaN);
            boolean sized = columns.has("boxWidth");
            double third = number(row, sized ? "boxWidth" : "right", Double.NaN);
            double fourth = number(row, sized ? "boxHeight" : "bottom", Double.NaN);
            if (Double.isNaN(x) && Double.isNaN(y) && Double.isNaN(third) && Double.isNaN(fourth)) {
                return null;
            }
            box = new double[] {x, y, sized ? third : third - x, sized ? fourth : fourth - y};
        }
        try {
            return new Box(box[0], box[1], box[2], box[3]);
        } catch (IllegalArgumentException e) {
            throw new AnnotationException("csv-box", row.place(), e.getMessage());
        }
    }

    private double number(Row row, String meaning, double absent) throws AnnotationException {
        String text = columns.value(row.values(), meaning);
        if (text.isEmpty()) {
            return absent;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new AnnotationException("csv-number", row.place(), "'" + text + "' is not a number");
        }
    }

    private double[] list(Row row, String meaning) throws AnnotationException {
        JsonNode tree = tree(row, meaning);
        double[] numbers = new double[tree.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!tree.get(i).isNumber()) {
                throw new AnnotationException("csv-list", row.place(), meaning + " is not a list of numbers");
            }
            numbers[i] = tree.get(i).asDouble();
        }
        return numbers;
    }

    private Map<String, JsonNode> object(Row row, String meaning) throws AnnotationException {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (!columns.value(row.values(), meaning).isEmpty()) {
            tree(row, meaning).properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        }
        return members;
    }

    private JsonNode tree(Row row, String meaning) throws AnnotationException {
        byte[] json = columns.value(row.values(), meaning).getBytes(StandardCharsets.UTF_8);
        try {
            return JsonValues.tree(json, 0, json.length);
        } catch (IOException e) {
            throw new AnnotationException("csv-json", row.place(), meaning + " is no JSON");
        }
    }
}
