package dev.copra.coco;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads values that are not written as COCO writes them, where they have one meaning only. Not for the usual case: it is slow. */
final class LooseValues {
    private LooseValues() {}

    /**
     * A number: in quotes, or true or false.
     *
     * @param seen receives how it is written
     * @throws NumberFormatException if it is none
     */
    static double number(JsonNode value, Set<Spelling> seen) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isBoolean()) {
            seen.add(Spelling.BOOLEAN_NUMBER);
            return value.booleanValue() ? 1 : 0;
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        boolean decimal =
                !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
        if (!decimal) {
            throw new NumberFormatException(text);
        }
        double number = Double.parseDouble(text);
        seen.add(Spelling.QUOTED_NUMBER);
        return number;
    }

    /** A flat list of numbers. */
    static double[] numbers(JsonNode list, Set<Spelling> seen) {
        if (!list.isArray()) {
            throw new NumberFormatException("not a list");
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(list.get(i), seen);
        }
        return numbers;
    }

    /** Keypoints: a flat list, or one of triples. */
    static double[] keypoints(JsonNode list, Set<Spelling> seen) {
        if (!list.isArray() || list.isEmpty() || !list.get(0).isArray()) {
            return numbers(list, seen);
        }
        seen.add(Spelling.NESTED_KEYPOINTS);
        return joined(list, 3, seen);
    }

    /** One list of the numbers of short ones, all of a length. */
    private static double[] joined(JsonNode lists, int length, Set<Spelling> seen) {
        double[] joined = new double[length * lists.size()];
        for (int i = 0; i < lists.size(); i++) {
            double[] numbers = numbers(lists.get(i), seen);
            if (numbers.length != length) {
                throw new NumberFormatException("not " + length + " numbers");
            }
            System.arraycopy(numbers, 0, joined, length * i, length);
        }
        return joined;
    }

    /**
     * Polygons: a ring of numbers, rings, or lists of rings; a ring may be a list of points.
     *
     * @throws NumberFormatException if it is none of these
     */
    static List<double[]> rings(JsonNode list, Set<Spelling> seen) {
        List<double[]> rings = new ArrayList<>();
        if (isRing(list)) {
            seen.add(Spelling.FLAT_POLYGON);
            rings.add(numbers(list, seen));
        } else if (arePoints(list)) {
            seen.add(Spelling.POINT_PAIRS);
            rings.add(joined(list, 2, seen));
        } else {
            for (JsonNode ring : list) {
                if (isRing(ring)) {
                    rings.add(numbers(ring, seen));
                } else if (arePoints(ring)) {
                    seen.add(Spelling.POINT_PAIRS);
                    rings.add(joined(ring, 2, seen));
                } else {
                    seen.add(Spelling.NESTED_POLYGON);
                    for (JsonNode inner : ring) {
                        boolean points = arePoints(inner);
                        rings.add(points ? joined(inner, 2, seen) : numbers(inner, seen));
                        if (points) {
                            seen.add(Spelling.POINT_PAIRS);
                        }
                    }
                }
            }
        }
        return rings;
    }

    private static boolean isRing(JsonNode list) {
        return !list.isContainerNode()
                || list.isArray() && (list.isEmpty() || !list.get(0).isContainerNode());
    }

    /** Whether all entries are lists of two: as rings they would be no polygons. */
    private static boolean arePoints(JsonNode list) {
        if (list.size() < 3) {
            return false;
        }
        for (JsonNode point : list) {
            if (!point.isArray() || point.size() != 2 || point.get(0).isContainerNode()) {
                return false;
            }
        }
        return true;
    }

    /** The counts within {@code b'...'}; null if they are not written so. */
    static byte[] withinBytes(byte[] counts) {
        int length = counts.length;
        if (length < 3
                || counts[0] != 'b'
                || counts[1] != '\'' && counts[1] != '"'
                || counts[length - 1] != counts[1]) {
            return null;
        }
        return Arrays.copyOfRange(counts, 2, length - 1);
    }

    /** The counts with one backslash for each two; null unless all come in twos. */
    static byte[] withoutDoubledBackslashes(byte[] counts) {
        byte[] single = new byte[counts.length];
        int size = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == '\\' && (++i == counts.length || counts[i] != '\\')) {
                return null;
            }
            single[size++] = counts[i];
        }
        return size == counts.length ? null : Arrays.copyOf(single, size);
    }
}
