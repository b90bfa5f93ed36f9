package dev.copra.evaluate.similarity;

import dev.copra.evaluate.read.Instances;
import dev.copra.mask.Rle;
import dev.copra.overlap.MaskPool;
import dev.copra.run.Workers;
import dev.copra.shape.PolygonRasterizer;

/**
 * The boundaries of masks (B. Cheng et al., Boundary IoU: Improving Object-Centric Image Segmentation Evaluation, 2021): the
 * pixels of a mask that are no further from its outline than a share of the image's diagonal. As {@code mask_to_boundary} in
 * boundary-iou-api: what an erosion by a square takes away, where what lies outside the image is not in the mask.
 */
public final class Boundaries {
    private Boundaries() {}

    /** The boundaries of all objects' masks, at the objects' indices. */
    static MaskPool of(Instances objects, double ratio, int threads) {
        Rle[] edges = new Rle[objects.size];
        Workers.compute(threads, edges.length, worker -> {
            PolygonRasterizer rasterizer = new PolygonRasterizer();
            return i -> edges[i] = of(objects.mask(i, rasterizer), ratio);
        });
        MaskPool pool = new MaskPool();
        for (Rle edge : edges) {
            pool.add(edge);
        }
        return pool;
    }

    /** The pixels of a mask within its boundary. */
    public static Rle of(Rle mask, double ratio) {
        return mask.difference(eroded(mask, width(mask.height(), mask.width(), ratio)));
    }

    /** How many pixels a boundary is wide: at least 1, halves to even as Python rounds. */
    static int width(int height, int width, double ratio) {
        double diagonal = Math.sqrt((double) height * height + (double) width * width);
        return (int) Math.max(1, Math.rint(ratio * diagonal));
    }

    /** The pixels whose neighbours up to a distance, in rows and columns alike, are all in the mask. */
    private static Rle eroded(Rle mask, int distance) {
        Rle rows = spread(mask, distance, 1, 0);
        return spread(rows, distance, 0, 1);
    }

    /** The pixels whose neighbours up to a distance in one direction are all in the mask, in steps that double. */
    private static Rle spread(Rle mask, int distance, int dx, int dy) {
        Rle all = mask;
        int span = 1;
        while (span < 2 * distance + 1 && !all.isEmpty()) {
            int step = Math.min(span, 2 * distance + 1 - span);
            all = all.intersection(all.translate(dx * step, dy * step));
            span += step;
        }
        return all.isEmpty() ? all : all.translate(-dx * distance, -dy * distance);
    }
}
