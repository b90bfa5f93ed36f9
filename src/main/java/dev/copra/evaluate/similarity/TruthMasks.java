package dev.copra.evaluate.similarity;

import dev.copra.evaluate.read.Instances;
import dev.copra.overlap.MaskPool;
import dev.copra.shape.PolygonRasterizer;

/**
 * The masks of truths, of which one that the file has as polygons is made when a detection comes near it, and kept until the
 * next one is asked for. One a thread.
 */
final class TruthMasks {
    private final Instances truths;
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();
    private final MaskPool made = new MaskPool();
    private int last = Instances.NONE;

    TruthMasks(Instances truths) {
        this.truths = truths;
    }

    /** Whether a detection's mask is so near that the truth's mask is worth making. */
    boolean mayMeet(int truth, MaskPool found, int mask) {
        int outline = truths.outline[truth];
        return truth == last || outline == Instances.NONE || truths.outlines.mayMeet(outline, found, mask);
    }

    /** The pool that has a truth's mask. */
    MaskPool pool(int truth) {
        if (truths.outline[truth] == Instances.NONE) {
            return truths.masks;
        }
        if (truth != last) {
            made.clear();
            made.add(truths.mask(truth, rasterizer));
            last = truth;
        }
        return made;
    }

    /** The index of a truth's mask in its pool. */
    int index(int truth) {
        return truths.outline[truth] == Instances.NONE ? truths.mask[truth] : 0;
    }
}
