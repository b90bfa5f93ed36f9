package dev.copra.coco;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Masks as the JSON text of a member {@code segmentation}, spaced as the record around it. */
public final class SegmentationWriter {
    private SegmentationWriter() {}

    /** Writes rings as a list of flat lists; whole coordinates without a point. */
    public static byte[] rings(List<double[]> rings, CocoRecord record) {
        JsonStyle style = record.style();
        StringBuilder text = new StringBuilder(64);
        text.append('[');
        for (double[] ring : rings) {
            text.append(text.length() > 1 ? style.comma() : "").append('[');
            list(text, ring, style);
            text.append(']');
        }
        return ascii(text.append(']'));
    }

    /** Writes an RLE as {@code {"size": [h, w], "counts": "..."}}. */
    public static byte[] rle(Rle mask, CocoRecord record) {
        return rle(mask, false, record.style());
    }

    /** Writes a box as {@code [x, y, width, height]}. */
    public static byte[] box(Box box, CocoRecord record) {
        StringBuilder text = new StringBuilder(32).append('[');
        list(text, new double[] {box.x(), box.y(), box.width(), box.height()}, record.style());
        return ascii(text.append(']'));
    }

    /** Writes an RLE as {@code {"size": [h, w], "counts": [...]}}. */
    public static byte[] counts(Rle mask, CocoRecord record) {
        return rle(mask, true, record.style());
    }

    /** A number as JSON text, without a point if it is whole. */
    public static byte[] number(double value) {
        StringBuilder text = new StringBuilder();
        number(text, value);
        return ascii(text);
    }

    private static byte[] rle(Rle mask, boolean list, JsonStyle style) {
        StringBuilder text = new StringBuilder(64)
                .append("{\"size\"")
                .append(style.colon())
                .append('[')
                .append(mask.height())
                .append(style.comma())
                .append(mask.width())
                .append(']')
                .append(style.comma())
                .append("\"counts\"")
                .append(style.colon());
        if (list) {
            text.append('[');
            int[] counts = mask.counts();
            for (int i = 0; i < counts.length; i++) {
                text.append(i > 0 ? style.comma() : "").append(counts[i]);
            }
            text.append(']');
        } else {
            text.append('"');
            escape(text, mask.toCountsString());
            text.append('"');
        }
        return ascii(text.append('}'));
    }

    /** The codec's alphabet has one character that JSON escapes: the backslash. */
    private static void escape(StringBuilder text, String counts) {
        int from = 0;
        for (int at = counts.indexOf('\\'); at >= 0; at = counts.indexOf('\\', at + 1)) {
            text.append(counts, from, at).append('\\');
            from = at;
        }
        text.append(counts, from, counts.length());
    }

    private static void list(StringBuilder text, double[] values, JsonStyle style) {
        for (int i = 0; i < values.length; i++) {
            number(text.append(i > 0 ? style.comma() : ""), values[i]);
        }
    }

    private static void number(StringBuilder text, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            text.append((long) value);
        } else {
            text.append(value);
        }
    }

    private static byte[] ascii(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
