package dev.copra.coco.region;

import dev.copra.coco.CocoRecord;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import dev.copra.shape.PolygonRasterizer;
import dev.copra.shape.RingSimplifier;
import java.util.List;

/** Writes masks in one encoding, and keeps account of what simplified polygons cost. */
public final class MaskEncoder {
    private final Encoding encoding;
    private final double tolerance;
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();

    private long simplified;
    private double sumOfIou;
    private double leastIou = 1;

    /** @param tolerance how far a simplified polygon may deviate, in pixels; 0 keeps it exact */
    public MaskEncoder(Encoding encoding, double tolerance) {
        this.encoding = encoding;
        this.tolerance = tolerance;
    }

    /** Whether masks lose something, of which account is kept. */
    public boolean simplifies() {
        return tolerance > 0;
    }

    /** Another one for one more thread. @throws IllegalStateException if account is kept, which is by the order of the masks */
    public MaskEncoder forThread() {
        if (simplifies()) {
            throw new IllegalStateException("what simplified masks lose is counted by one encoder");
        }
        return new MaskEncoder(encoding, tolerance);
    }

    /**
     * What simplification cost.
     *
     * @param masks how many were simplified
     * @param meanIou of the simplified masks with the exact ones
     * @param leastIou the worst of them
     */
    public record Loss(long masks, double meanIou, double leastIou) {}

    /** What simplified polygons have cost so far. */
    public Loss loss() {
        return new Loss(simplified, simplified == 0 ? 1 : sumOfIou / simplified, leastIou);
    }

    /** How masks are written. */
    public Encoding encoding() {
        return encoding;
    }

    /**
     * Encodes a mask. One without a pixel has no ring and is written as RLE whatever the encoding, because {@code []} would
     * say that there is no mask, and pycocotools' {@code annToRLE} fails on it.
     *
     * @param record whose spacing is followed
     */
    public byte[] encode(Rle mask, CocoRecord record) {
        return switch (encoding) {
            case RLE -> SegmentationWriter.rle(mask, record);
            case COUNTS -> SegmentationWriter.counts(mask, record);
            case POLYGON ->
                mask.isEmpty() ? SegmentationWriter.rle(mask, record) : SegmentationWriter.rings(rings(mask), record);
        };
    }

    private List<double[]> rings(Rle mask) {
        List<double[]> exact = MaskTracer.trace(mask);
        if (!simplifies()) {
            return exact;
        }
        List<double[]> simple = RingSimplifier.simplify(exact, tolerance);
        double iou = rasterizer.rasterize(simple, mask.height(), mask.width()).iou(mask);
        simplified++;
        sumOfIou += iou;
        leastIou = Math.min(leastIou, iou);
        return simple;
    }
}
