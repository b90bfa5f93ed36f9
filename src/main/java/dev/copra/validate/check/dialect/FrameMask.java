package dev.copra.validate.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.mask.MalformedRleException;
import dev.copra.mask.RleString;
import java.nio.charset.StandardCharsets;

/** One entry of a list of masks. */
final class FrameMask {
    private FrameMask() {}

    /**
     * What is wrong with a mask, or null.
     *
     * @param height of the video, or 0 if it is not known
     */
    static String problem(JsonNode mask, int height, int width) {
        if (mask.isNull()) {
            return null;
        }
        if (mask.isArray()) {
            return polygons(mask);
        }
        JsonNode size = mask.path("size");
        JsonNode counts = mask.path("counts");
        if (!mask.isObject()
                || size.size() != 2
                || !size.path(0).isInt()
                || !size.path(1).isInt()) {
            return "it is " + Nodes.text(mask) + ", neither an RLE with size and counts nor a list of polygons";
        }
        int rows = size.get(0).intValue();
        int columns = size.get(1).intValue();
        if (height > 0 && width > 0 && (rows != height || columns != width)) {
            return "its size is " + rows + " x " + columns + ", the video's " + height + " x " + width
                    + " (height x width)";
        }
        long pixels = (long) rows * columns;
        if (rows < 0 || columns < 0 || pixels > Integer.MAX_VALUE) {
            return "its size is " + rows + " x " + columns;
        }
        return counts.isTextual() ? compressed(counts.textValue(), (int) pixels) : plain(counts, pixels);
    }

    private static String compressed(String counts, int pixels) {
        byte[] ascii = counts.getBytes(StandardCharsets.UTF_8);
        try {
            RleString.decode(ascii, 0, ascii.length, pixels, new int[ascii.length + 1]);
            return null;
        } catch (MalformedRleException e) {
            return e.getMessage();
        }
    }

    private static String plain(JsonNode counts, long pixels) {
        if (!counts.isArray()) {
            return "its counts are " + Nodes.text(counts);
        }
        long sum = 0;
        for (JsonNode count : counts) {
            if (!count.isInt() || count.intValue() < 0) {
                return "its counts hold " + Nodes.text(count);
            }
            sum += count.intValue();
        }
        return sum == pixels ? null : "its counts add up to " + sum + ", not to " + pixels + " pixels";
    }

    private static String polygons(JsonNode rings) {
        for (JsonNode ring : rings) {
            if (!ring.isArray() || ring.size() < 6 || ring.size() % 2 != 0) {
                return "a polygon is " + Nodes.text(ring) + ", not a list of at least three points";
            }
            for (JsonNode number : ring) {
                if (!number.isNumber()) {
                    return "a polygon holds " + Nodes.text(number);
                }
            }
        }
        return null;
    }
}
