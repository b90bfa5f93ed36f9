package dev.copra.format.maskpng;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.maskpng.MaskTable.Column;
import dev.copra.format.maskpng.MaskTable.Row;
import dev.copra.format.name.IdNodes;
import dev.copra.format.region.Plausible;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** Between rows of the table and images and instances. */
final class TableRows {
    private TableRows() {}

    static Map<Column, String> of(DatasetImage image) {
        Map<Column, String> row = new EnumMap<>(Column.class);
        row.put(Column.IMAGE, image.fileName());
        row.put(Column.IMAGE_ID, text(image.id()));
        row.put(Column.SPLIT, image.split());
        if (image.hasSize()) {
            row.put(Column.WIDTH, Integer.toString(image.width()));
            row.put(Column.HEIGHT, Integer.toString(image.height()));
        }
        return row;
    }

    /** @param box whether the box is written, where it does not follow from the mask */
    static Map<Column, String> of(DatasetImage image, Instance instance, String category, boolean box) {
        Map<Column, String> row = of(image);
        row.put(Column.CATEGORY, category);
        row.put(Column.ID, text(instance.id()));
        row.put(Column.CROWD, instance.crowd() ? "1" : "0");
        row.put(Column.TRACK_ID, text(instance.track()));
        if (instance.hasScore()) {
            row.put(Column.SCORE, Double.toString(instance.score()));
        }
        if (!Double.isNaN(instance.area())) {
            row.put(Column.AREA, Double.toString(instance.area()));
        }
        if (box && instance.box() != null) {
            Box b = instance.box();
            row.put(Column.BBOX, list(b.x(), b.y(), b.width(), b.height()));
            if (instance.rotation() != 0) {
                row.put(Column.ROTATION, Double.toString(instance.rotation()));
            }
        }
        if (instance.keypoints() != null) {
            row.put(Column.KEYPOINTS, list(instance.keypoints()));
        }
        if (!instance.attributes().isEmpty()) {
            ObjectNode attributes = JsonNodeFactory.instance.objectNode();
            instance.attributes().forEach(attributes::set);
            row.put(Column.ATTRIBUTES, text(attributes));
        }
        return row;
    }

    private static String list(double... values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (double value : values) {
            list.add(value);
        }
        return text(list);
    }

    private static String text(JsonNode value) {
        return new String(JsonValues.text(value), StandardCharsets.UTF_8);
    }

    /** An id as JSON, so that a text stays one. */
    private static String text(Id id) {
        return id.present() ? new String(id.json(), StandardCharsets.UTF_8) : "";
    }

    static DatasetImage image(Row row, ReadOptions options, String place) throws IOException {
        return Plausible.sized(
                new DatasetImage(id(row.get(Column.IMAGE_ID)), row.get(Column.IMAGE), row.get(Column.SPLIT), 0, 0),
                side(row.get(Column.WIDTH)),
                side(row.get(Column.HEIGHT)),
                options,
                place);
    }

    /** An instance without its category and mask. @param place file and line, for messages */
    static Instance.Builder instance(Row row, String place) throws AnnotationException {
        Instance.Builder instance = Instance.builder()
                .id(id(row.get(Column.ID)))
                .crowd(row.get(Column.CROWD).equals("1")
                        || row.get(Column.CROWD).equalsIgnoreCase("true"))
                .track(id(row.get(Column.TRACK_ID)))
                .score(number(row, Column.SCORE, Double.NaN, place))
                .area(number(row, Column.AREA, Double.NaN, place))
                .rotation(number(row, Column.ROTATION, 0, place));
        double[] box = numbers(row, Column.BBOX, place);
        if (box != null) {
            if (box.length != 4 || box[2] < 0 || box[3] < 0) {
                throw new AnnotationException("mask-table", place, "bbox is no list of x, y, width and height");
            }
            instance.box(new Box(box[0], box[1], box[2], box[3]));
        }
        instance.keypoints(numbers(row, Column.KEYPOINTS, place));
        JsonNode attributes = tree(row, Column.ATTRIBUTES, place);
        if (attributes != null) {
            attributes.properties().forEach(a -> instance.attribute(a.getKey(), a.getValue()));
        }
        return instance;
    }

    private static JsonNode tree(Row row, Column column, String place) throws AnnotationException {
        String text = row.get(column);
        if (text.isBlank()) {
            return null;
        }
        try {
            byte[] json = text.getBytes(StandardCharsets.UTF_8);
            return JsonValues.tree(json, 0, json.length);
        } catch (IOException e) {
            throw new AnnotationException("mask-table", place, column.title() + " is no JSON");
        }
    }

    private static double[] numbers(Row row, Column column, String place) throws AnnotationException {
        JsonNode list = tree(row, column, place);
        if (list == null) {
            return null;
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!list.get(i).isNumber() || !Plausible.isPosition(list.get(i).doubleValue())) {
                throw new AnnotationException("mask-table", place, column.title() + " is no list of numbers");
            }
            numbers[i] = list.get(i).doubleValue();
        }
        return numbers;
    }

    private static double number(Row row, Column column, double absent, String place) throws AnnotationException {
        String text = row.get(column).strip();
        try {
            return text.isEmpty() ? absent : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new AnnotationException("mask-table", place, "'" + text + "' is no number for " + column.title());
        }
    }

    private static Id id(String text) {
        if (text.isBlank()) {
            return Id.NONE;
        }
        try {
            byte[] json = text.getBytes(StandardCharsets.UTF_8);
            return IdNodes.id(JsonValues.tree(json, 0, json.length));
        } catch (IOException e) {
            // a word that nobody put into quotes
            return Id.of(text);
        }
    }

    private static int side(String text) {
        try {
            int side = Integer.parseInt(text.strip());
            return side > 0 && side <= 1 << 20 ? side : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
