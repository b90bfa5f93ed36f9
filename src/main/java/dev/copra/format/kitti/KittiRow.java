package dev.copra.format.kitti;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Instance;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.DecimalSums;
import dev.copra.format.text.NumberTexts;
import dev.copra.mask.Box;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row: type, truncated, occluded, alpha, the box by its corners in pixels from 0, height, width and length in metres, the location x, y,
 * z in the camera's coordinates, rotation_y, and for a detection a score. What is not known has a value of its own, as in rows of DontCare.
 */
final class KittiRow {
    private static final int COLUMNS = 15;
    private static final int BOX = 4;

    /** Some columns that are one attribute. @param unknown what they hold if it is not known */
    private record Attribute(String name, int from, int length, String unknown) {}

    private static final List<Attribute> ATTRIBUTES = List.of(
            new Attribute("truncated", 1, 1, "-1"),
            new Attribute("occluded", 2, 1, "-1"),
            new Attribute("alpha", 3, 1, "-10"),
            new Attribute("dimensions", 8, 3, "-1"),
            new Attribute("location", 11, 3, "-1000"),
            new Attribute("rotation_y", 14, 1, "-10"));

    private KittiRow() {}

    /** Whether a line has a type and 14 or 15 numbers. */
    static boolean looksLikeRow(String line) {
        String[] words = words(line);
        return (words.length == COLUMNS || words.length == COLUMNS + 1)
                && !NumberTexts.isNumber(words[0])
                && Arrays.stream(words).skip(1).allMatch(NumberTexts::isNumber);
    }

    /** The columns of a line. Before 14 or 15 numbers all words are the type: other programs write names with spaces as they are. */
    static String[] words(String line) {
        String[] words = line.strip().split("\\s+");
        int numbers = 0;
        while (numbers < Math.min(COLUMNS, words.length) && NumberTexts.isNumber(words[words.length - 1 - numbers])) {
            numbers++;
        }
        int name = words.length - numbers;
        if (name < 2
                || numbers < COLUMNS - 1
                || NumberTexts.isNumber(words[0])
                || NumberTexts.isNumber(words[name - 1])) {
            return words;
        }
        String[] columns = new String[numbers + 1];
        columns[0] = String.join(" ", Arrays.copyOf(words, name));
        System.arraycopy(words, name, columns, 1, numbers);
        return columns;
    }

    /** Reads all but the type. @param place file and line, for messages */
    static Instance.Builder read(String line, String place) throws AnnotationException {
        String[] words = words(line);
        if (words.length != COLUMNS && words.length != COLUMNS + 1) {
            throw new AnnotationException(
                    "kitti-row",
                    place,
                    "the row has " + words.length
                            + " columns, not 15 or 16: type, truncated, occluded, alpha, left, top,"
                            + " right, bottom, height, width, length, x, y, z, rotation_y, perhaps a score");
        }
        for (int i = 1; i < words.length; i++) {
            if (!NumberTexts.isNumber(words[i])) {
                throw new AnnotationException(
                        "kitti-number", place, "column " + (i + 1) + ": '" + words[i] + "' is not a number");
            }
        }
        Instance.Builder instance = Instance.builder().box(box(words, place));
        for (Attribute attribute : ATTRIBUTES) {
            JsonNode value = value(words, attribute);
            if (value != null) {
                instance.attribute(attribute.name(), value);
            }
        }
        return words.length > COLUMNS ? instance.score(NumberTexts.parse(words[COLUMNS])) : instance;
    }

    private static Box box(String[] words, String place) throws AnnotationException {
        double[] corners = new double[4];
        for (int i = 0; i < 4; i++) {
            corners[i] = NumberTexts.parse(words[BOX + i]);
            if (!Plausible.isPosition(corners[i])) {
                throw new AnnotationException(
                        "kitti-box", place, "the box reaches to " + words[BOX + i] + ", where no pixel is");
            }
        }
        if (corners[2] < corners[0] || corners[3] < corners[1]) {
            throw new AnnotationException(
                    "kitti-box",
                    place,
                    "the box ends before it begins: left, top, right, bottom are "
                            + String.join(", ", Arrays.copyOfRange(words, BOX, BOX + 4)));
        }
        return new Box(
                corners[0],
                corners[1],
                DecimalSums.minus(corners[2], corners[0]),
                DecimalSums.minus(corners[3], corners[1]));
    }

    /** The value of some columns, or null if it is not known. */
    private static JsonNode value(String[] words, Attribute attribute) {
        double unknown = Double.parseDouble(attribute.unknown());
        boolean known = false;
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = attribute.from(); i < attribute.from() + attribute.length(); i++) {
            known |= NumberTexts.parse(words[i]) != unknown;
            list.add(NumberTexts.node(words[i]));
        }
        return !known ? null : attribute.length() == 1 ? list.get(0) : list;
    }

    /** A row and whether it holds all attributes of its instance as they are. */
    record Written(String text, boolean holdsAttributes) {}

    static Written write(String type, Box box, Instance instance) {
        String[] words = new String[COLUMNS];
        words[0] = type;
        words[BOX] = NumberTexts.of(box.x());
        words[BOX + 1] = NumberTexts.of(box.y());
        words[BOX + 2] = NumberTexts.of(DecimalSums.plus(box.x(), box.width()));
        words[BOX + 3] = NumberTexts.of(DecimalSums.plus(box.y(), box.height()));
        Map<String, JsonNode> rest = new HashMap<>(instance.attributes());
        for (Attribute attribute : ATTRIBUTES) {
            Arrays.fill(words, attribute.from(), attribute.from() + attribute.length(), attribute.unknown());
            JsonNode value = rest.get(attribute.name());
            if (value != null && value.isBoolean() && attribute.length() == 1) {
                // other formats have flags where KITTI has grades
                words[attribute.from()] = value.booleanValue() ? "1" : "0";
            } else if (value != null && write(value, attribute, words)) {
                rest.remove(attribute.name());
            }
        }
        String row = String.join(" ", words);
        return new Written(instance.hasScore() ? row + " " + NumberTexts.of(instance.score()) : row, rest.isEmpty());
    }

    /** Puts a value into its columns, if they would be read as the same. */
    private static boolean write(JsonNode value, Attribute attribute, String[] words) {
        String[] own = new String[words.length];
        for (int i = 0; i < attribute.length(); i++) {
            JsonNode number = attribute.length() == 1 ? value : value.path(i);
            own[attribute.from() + i] = NumberTexts.of(number);
            if (!number.isNumber() || !NumberTexts.isNumber(own[attribute.from() + i])) {
                return false;
            }
        }
        if (!value.equals(value(own, attribute))) {
            return false;
        }
        System.arraycopy(own, attribute.from(), words, attribute.from(), attribute.length());
        return true;
    }
}
