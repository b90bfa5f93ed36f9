package dev.copra.dataset.tile;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.overlap.BoxOverlap;
import java.util.Arrays;

/**
 * What a tile has of an object, in the whole image.
 *
 * @param order its place among all parts of the image
 * @param tile where its tile is
 * @param segmentation as it is written, in the tile
 * @param mask in the whole image; null if it has none
 * @param box x, y, width, height in the whole image; null if it has none
 * @param keypoints x, y, v in the whole image; null if it has none
 * @param score 1 if it has none
 */
record PlacedPart(
        int order,
        CocoRecord record,
        TilePlace tile,
        Segmentation segmentation,
        Rle mask,
        double[] box,
        double[] keypoints,
        double score,
        Id category) {

    static PlacedPart of(int order, CocoRecord record, TileOrigin origin, SegmentationRasterizer rasterizer)
            throws AnnotationException {
        TilePlace tile = origin.place();
        Segmentation segmentation = record.segmentation();
        Rle part = rasterizer.rasterize(segmentation, record, tile.height(), tile.width());
        Rle mask = part == null ? null : tile.putBack(part, origin.height(), origin.width());
        double[] box = record.numbers("bbox");
        if (box != null && (box.length != 4 || !Arrays.stream(box).allMatch(Double::isFinite))) {
            throw record.wrong("bbox-length", "bbox is " + record.excerpt("bbox") + ", not x, y, width and height");
        }
        if (box != null) {
            box = new double[] {box[0] + tile.x(), box[1] + tile.y(), box[2], box[3]};
        }
        double[] keypoints = record.keypoints();
        if (keypoints != null) {
            for (int k = 0; k + 2 < keypoints.length; k += 3) {
                boolean placed = keypoints[k + 2] > 0;
                keypoints[k] += placed ? tile.x() : 0;
                keypoints[k + 1] += placed ? tile.y() : 0;
            }
        }
        return new PlacedPart(
                order,
                record,
                tile,
                segmentation,
                mask,
                box,
                keypoints,
                record.number("score", 1),
                record.id("category_id"));
    }

    /** A box about it, x, y, width, height; of no extent if it has neither box nor mask. */
    double[] bounds() {
        if (mask == null || box != null && mask.isEmpty()) {
            return box == null ? new double[4] : box;
        }
        Box bounds = mask.bounds();
        return new double[] {bounds.x(), bounds.y(), bounds.width(), bounds.height()};
    }

    /** The IoU with a part of another tile within the strip that both tiles show; 0 if there is none. */
    double seamIou(PlacedPart other, int imageHeight, int imageWidth) {
        TilePlace strip = tile.equals(other.tile) ? null : tile.common(other.tile);
        if (strip == null) {
            return 0;
        }
        if (mask != null && other.mask != null) {
            TilePlace inside = new TilePlace(
                    strip.x(),
                    strip.y(),
                    Math.min(strip.width(), imageWidth - strip.x()),
                    Math.min(strip.height(), imageHeight - strip.y()));
            return inside.width() <= 0 || inside.height() <= 0
                    ? 0
                    : inside.cut(mask).iou(inside.cut(other.mask));
        }
        return BoxOverlap.iou(strip.cut(bounds()), 0, strip.cut(other.bounds()), 0, false);
    }
}
