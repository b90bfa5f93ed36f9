package dev.copra.coco.region;

import dev.copra.coco.CocoRecord;
import dev.copra.json.JsonStyle;
import dev.copra.json.JsonText;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.List;

/** The values of an annotation as JSON text, spaced as the record around them. */
public final class SegmentationWriter {
    private SegmentationWriter() {}

    /** Writes rings as a list of flat lists; whole coordinates without a point. */
    public static byte[] rings(List<double[]> rings, CocoRecord record) {
        JsonStyle style = record.style();
        JsonText text = new JsonText(256).add('[');
        for (double[] ring : rings) {
            list(text.size() > 1 ? text.add(style.comma()) : text, ring, style);
        }
        return text.add(']').toBytes();
    }

    /** Writes an RLE as {@code {"size": [h, w], "counts": "..."}}. */
    public static byte[] rle(Rle mask, CocoRecord record) {
        return rleStart(mask, record.style()).addCounts(mask).add('}').toBytes();
    }

    /** Writes an RLE as {@code {"size": [h, w], "counts": [...]}}. */
    public static byte[] counts(Rle mask, CocoRecord record) {
        JsonStyle style = record.style();
        JsonText text = rleStart(mask, style).add('[');
        int[] counts = mask.counts();
        for (int i = 0; i < counts.length; i++) {
            text.add(i > 0 ? style.comma() : "").add(counts[i]);
        }
        return text.add("]}").toBytes();
    }

    /** Writes a box as {@code [x, y, width, height]}. */
    public static byte[] box(Box box, CocoRecord record) {
        JsonText text = new JsonText(64);
        return list(text, new double[] {box.x(), box.y(), box.width(), box.height()}, record.style())
                .toBytes();
    }

    /** Writes a flat list of numbers. */
    public static byte[] numbers(double[] values, CocoRecord record) {
        return list(new JsonText(16 * values.length + 2), values, record.style())
                .toBytes();
    }

    /** Writes a number, without a point if it is whole. */
    public static byte[] number(double value) {
        return new JsonText(24).add(value).toBytes();
    }

    private static JsonText rleStart(Rle mask, JsonStyle style) {
        return new JsonText(128)
                .add("{\"size\"")
                .add(style.colon())
                .add('[')
                .add(mask.height())
                .add(style.comma())
                .add(mask.width())
                .add(']')
                .add(style.comma())
                .add("\"counts\"")
                .add(style.colon());
    }

    private static JsonText list(JsonText text, double[] values, JsonStyle style) {
        text.add('[');
        for (int i = 0; i < values.length; i++) {
            text.add(i > 0 ? style.comma() : "").add(values[i]);
        }
        return text.add(']');
    }
}
