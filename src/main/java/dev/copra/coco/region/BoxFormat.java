package dev.copra.coco.region;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.io.Remedy;
import dev.copra.mask.Box;
import java.util.Locale;

/**
 * How four numbers state a box.
 *
 * @param layout what the numbers are
 * @param normalized whether they are shares of the image's width and height instead of pixels
 */
public record BoxFormat(Layout layout, boolean normalized) {
    /** COCO's own: left, top, width, height in pixels. */
    public static final BoxFormat COCO = new BoxFormat(Layout.XYWH, false);

    /** What the four numbers are. */
    public enum Layout {
        /** Left, top, width, height. */
        XYWH,
        /** Left, top, right, bottom. */
        XYXY,
        /** Centre, then width and height. */
        CXCYWH
    }

    /** Whether it is COCO's own. */
    public boolean isCoco() {
        return layout == Layout.XYWH && !normalized;
    }

    /**
     * Reads a name such as {@code xyxy} or {@code cxcywh:normalized}.
     *
     * @throws IllegalArgumentException if there is no such format
     */
    public static BoxFormat parse(String name) {
        String[] parts = name.split(":", -1);
        if (parts.length > 2 || parts.length == 2 && !parts[1].equals("normalized")) {
            throw new IllegalArgumentException("'" + name + "' is no box format; write xyxy or xyxy:normalized");
        }
        for (Layout layout : Layout.values()) {
            if (layout.name().toLowerCase(Locale.ROOT).equals(parts[0])) {
                return new BoxFormat(layout, parts.length == 2);
            }
        }
        throw new IllegalArgumentException("'" + name + "' is no box format; there are xywh, xyxy and cxcywh");
    }

    /**
     * The box of a record's member {@code bbox}.
     *
     * @param height the image's height
     * @param width the image's width
     * @throws AnnotationException if the member is missing or states no box
     */
    public Box read(CocoRecord record, int height, int width) throws AnnotationException {
        double[] v = record.numbers("bbox");
        if (v == null) {
            throw record.wrong("bbox-missing", "there is no bbox");
        }
        if (v.length != 4) {
            throw record.wrong("bbox-length", "bbox has " + v.length + " numbers instead of 4");
        }
        double sx = normalized ? width : 1;
        double sy = normalized ? height : 1;
        double a = v[0] * sx;
        double b = v[1] * sy;
        double c = v[2] * sx;
        double d = v[3] * sy;
        try {
            return switch (layout) {
                case XYWH -> new Box(a, b, c, d);
                case XYXY -> Box.ofCorners(a, b, c, d);
                case CXCYWH -> new Box(a - c / 2, b - d / 2, c, d);
            };
        } catch (IllegalArgumentException e) {
            boolean finite = Double.isFinite(a + b + c + d);
            throw record.wrong(finite ? "bbox-negative" : "bbox-nonfinite", e.getMessage())
                    .with(finite && layout == Layout.XYWH ? Remedy.CORNERS : null);
        }
    }
}
