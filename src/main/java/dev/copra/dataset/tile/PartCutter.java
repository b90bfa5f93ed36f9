package dev.copra.dataset.tile;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.region.SegmentationWriter;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cuts an annotation to a tile. An object that lies in the tile is moved and otherwise stays as it is; of one that is cut, the box is that
 * around the pixels that are left, or what is left of the box if it has no mask, and {@code visible} says how much is left.
 */
final class PartCutter {
    private final double minVisible;
    private final PlacedShapes shapes;

    PartCutter(TileOptions options) {
        minVisible = options.minVisible();
        shapes = new PlacedShapes(options.encoding());
    }

    /**
     * What lies in a tile.
     *
     * @param values new values of members; null if it is too little
     * @param visible share of the object, above 0
     */
    record Part(CocoRecord record, Map<String, byte[]> values, double visible) {
        boolean isWhole() {
            return visible == 1;
        }
    }

    /**
     * The part of an annotation in a tile; null if there is none.
     *
     * @throws AnnotationException if it cannot be cut
     */
    Part cut(WholeAnnotation whole, TilePlace tile) throws AnnotationException {
        double visible;
        Rle part = null;
        if (whole.hasPixels()) {
            if (!touches(whole.mask().bounds(), tile)) {
                return null;
            }
            part = tile.cut(whole.mask());
            visible = (double) part.area() / whole.mask().area();
        } else if (whole.box() != null) {
            visible = visible(whole.inImage(), tile);
        } else {
            long inside = whole.labelled().stream()
                    .filter(point -> tile.holds(point[0], point[1]))
                    .count();
            visible = (double) inside / whole.labelled().size();
        }
        if (visible == 0) {
            return null;
        }
        CocoRecord record = whole.record();
        if (visible < minVisible) {
            return new Part(record, null, visible);
        }
        Map<String, byte[]> values = new LinkedHashMap<>();
        if (whole.mask() != null) {
            // a mask without a pixel has none in the tile
            Rle mask = part == null ? Rle.empty(tile.height(), tile.width()) : part;
            values.put("segmentation", shapes.segmentation(whole.segmentation(), mask, -tile.x(), -tile.y(), record));
        }
        if (whole.box() != null) {
            values.put("bbox", PlacedShapes.box(box(whole, part, visible, tile), record));
        }
        if (visible < 1) {
            if (record.has("area") && (whole.box() != null || part != null)) {
                double[] box = box(whole, part, visible, tile);
                values.put(
                        "area",
                        SegmentationWriter.number(part != null ? part.area() : PlacedShapes.round(box[2] * box[3])));
            }
            double rounded = Math.max(1e-4, Math.min(.9999, Math.rint(visible * 1e4) / 1e4));
            values.put("visible", SegmentationWriter.number(rounded));
        }
        points(whole, tile, values);
        return new Part(record, values, visible);
    }

    private static boolean touches(Box bounds, TilePlace tile) {
        return bounds.x() < tile.x() + tile.width()
                && bounds.right() > tile.x()
                && bounds.y() < tile.y() + tile.height()
                && bounds.bottom() > tile.y();
    }

    /** The share of a box that is in a tile. One of no area is wholly in the tile that holds its first corner. */
    private static double visible(Box box, TilePlace tile) {
        if (tile.holds(box.x(), box.y(), box.right(), box.bottom()) && box.area() > 0) {
            return 1;
        }
        if (box.area() <= 0) {
            return tile.holds(box.x(), box.y()) ? 1 : 0;
        }
        double[] part = tile.cut(new double[] {box.x(), box.y(), box.width(), box.height()});
        return Math.min(1, part[2] * part[3] / box.area());
    }

    private static double[] box(WholeAnnotation whole, Rle part, double visible, TilePlace tile)
            throws AnnotationException {
        double[] box = whole.box();
        if (whole.degrees() != 0) {
            Box upright = whole.upright();
            if (!tile.holds(upright.x(), upright.y(), upright.right(), upright.bottom())) {
                throw whole.record().wrong("bbox-rotated", "its turned box is cut by a tile; that part is left out");
            }
            return new double[] {box[0] - tile.x(), box[1] - tile.y(), box[2], box[3]};
        }
        if (visible < 1 && part != null) {
            Box bounds = part.bounds();
            return new double[] {bounds.x(), bounds.y(), bounds.width(), bounds.height()};
        }
        return tile.cut(box);
    }

    private static void points(WholeAnnotation whole, TilePlace tile, Map<String, byte[]> values) {
        CocoRecord record = whole.record();
        whole.points().forEach((name, points) -> {
            double[] moved = points.clone();
            int labelled = 0;
            for (int k = 0; k + 2 < moved.length; k += 3) {
                boolean inside = moved[k + 2] > 0 && tile.holds(moved[k], moved[k + 1]);
                moved[k] = inside ? PlacedShapes.round(moved[k] - tile.x()) : 0;
                moved[k + 1] = inside ? PlacedShapes.round(moved[k + 1] - tile.y()) : 0;
                moved[k + 2] = inside ? moved[k + 2] : 0;
                labelled += inside ? 1 : 0;
            }
            values.put(name, SegmentationWriter.numbers(moved, record));
            if (name.equals("keypoints") && record.has("num_keypoints")) {
                values.put("num_keypoints", Integer.toString(labelled).getBytes(StandardCharsets.US_ASCII));
            }
        });
        whole.boxes().forEach((name, box) -> values.put(name, PlacedShapes.box(tile.cut(box), record)));
    }
}
