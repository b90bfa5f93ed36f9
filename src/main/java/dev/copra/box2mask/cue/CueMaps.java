package dev.copra.box2mask.cue;

import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The maps of one instance over its frame, from which the level set (and a network) tells object from surroundings.
 * Reused from instance to instance without allocation: {@link #compute} overwrites the maps of the one before. Not
 * thread-safe.
 *
 * <p>All maps are row-major over the frame and may be longer than it.
 */
public final class CueMaps {
    /** Scales of the three segmentations in Lab units; skimage's 8, 40 and 150 after its division by 255. */
    private static final float[] SCALES = {100 * 8 / 255f, 100 * 40 / 255f, 100 * 150 / 255f};

    private static final float STEP = .3f;
    private static final float CORE = .04f;
    private static final float RIM = 1.7f;

    private final float[][] lab;
    private final float[][] smooth;
    private final float[][] straddling;
    private final float[] outer;
    private final float[] inner;
    private final float[] balance;
    private final float[] barrier;
    private final float[] ratio;
    private final float[] centre;
    private final float[] band;
    private final float[] smaller;
    private final float[] alike;
    private final float[] seeds;
    private final int[][] labels;
    private final int[] segments = new int[SCALES.length];
    private final short[] bins;
    private final Blur fineBlur;
    private final Blur blur;
    private final Contrast contrast;
    private final GraphSegmentation segmentation;
    private final Straddling straddle;
    private final Barrier barriers;
    private final ColourRatio ratios;
    private Frame frame;

    /** @param capacity most pixels of a frame */
    public CueMaps(int capacity) {
        lab = new float[3][capacity];
        smooth = new float[3][capacity];
        straddling = new float[SCALES.length][capacity];
        outer = new float[capacity];
        inner = new float[capacity];
        balance = new float[capacity];
        barrier = new float[capacity];
        ratio = new float[capacity];
        centre = new float[capacity];
        band = new float[capacity];
        smaller = new float[capacity];
        alike = new float[capacity];
        seeds = new float[capacity];
        labels = new int[SCALES.length][capacity];
        bins = new short[capacity];
        fineBlur = new Blur(.7, capacity);
        blur = new Blur(1, capacity);
        contrast = new Contrast(capacity);
        segmentation = new GraphSegmentation(capacity);
        straddle = new Straddling(capacity);
        barriers = new Barrier(capacity);
        ratios = new ColourRatio(capacity);
    }

    /**
     * Computes all maps of an instance.
     *
     * @param image the image in Lab
     * @param frame where
     * @param target whose
     * @param others the image's other boxes
     */
    public void compute(Pyramid image, Frame frame, Target target, List<Target> others) {
        this.frame = frame;
        int width = frame.width();
        int height = frame.height();
        int size = frame.size();
        image.sample(frame, lab);
        for (int c = 0; c < 3; c++) {
            fineBlur.apply(lab[c], width, height, smooth[c]);
        }
        contrast.compute(smooth, width, height);
        segmentation.sort(contrast, width, height);
        for (int k = 0; k < SCALES.length; k++) {
            segments[k] = segmentation.segment(SCALES[k], labels[k]);
            straddle.compute(frame, labels[k], segments[k], straddling[k]);
        }
        for (int c = 0; c < 3; c++) {
            blur.apply(lab[c], width, height, smooth[c]);
        }
        contrast.compute(smooth, width, height);
        seed();
        System.arraycopy(seeds, 0, outer, 0, size);
        Geodesic.spread(contrast, width, height, STEP, outer);
        barriers.compute(smooth, width, height, seeds, barrier);
        Geodesic.spread(contrast, width, height, STEP, inner);
        for (int i = 0; i < size; i++) {
            balance[i] = outer[i] / (outer[i] + inner[i] + 1e-6f);
        }
        ColourRatio.index(lab, size, bins);
        ratios.compute(bins, centre, band, width, height, ratio);
        cover(target, others);
    }

    /** The frame of the maps. */
    public Frame frame() {
        return frame;
    }

    /** Colour, three bands. */
    public float[][] lab() {
        return lab;
    }

    /** Colour blurred with sigma 1, three bands. */
    public float[][] smooth() {
        return smooth;
    }

    /** Share of the pixel's segment that lies in the box, at three scales from fine to coarse. */
    public float[][] straddling() {
        return straddling;
    }

    /** outer / (outer + inner), 0 outside the box and towards 1 at its core. */
    public float[] balance() {
        return balance;
    }

    /** Geodesic distance from outside the box. */
    public float[] outer() {
        return outer;
    }

    /** Geodesic distance from the box's core. */
    public float[] inner() {
        return inner;
    }

    /** Minimum barrier distance from outside the box. */
    public float[] barrier() {
        return barrier;
    }

    /** Log ratio of the colour's likelihood in the centre of the box to that in the band around it. */
    public float[] ratio() {
        return ratio;
    }

    /** Weight of the band around the box, 0 in it and falling off away from it. */
    public float[] band() {
        return band;
    }

    /** 1 where a smaller box covers the pixel. */
    public float[] smaller() {
        return smaller;
    }

    /** 1 where another box of the same category covers the pixel. */
    public float[] alike() {
        return alike;
    }

    /** Colour bin of each pixel, for {@link ColourRatio}. */
    public short[] bins() {
        return bins;
    }

    /** Number of the pixel's segment, at three scales from fine to coarse. */
    public int[][] labels() {
        return labels;
    }

    /** How many segments there are, at three scales. */
    public int[] segments() {
        return segments;
    }

    /** Seeds of the distances from outside and from the core, and the first weights of the colour model. */
    private void seed() {
        int width = frame.width();
        int size = frame.size();
        Window box = frame.box();
        double margin = Math.max(6, Math.round(.4 * Math.sqrt((double) box.width() * box.height())));
        float fall = (float) (-1 / (.35 * margin));
        float outside = 0;
        int count = 0;
        float core = core();
        for (int y = 0; y < frame.height(); y++) {
            float v = frame.v(y);
            float dy = Math.max(Math.max(box.y() - y, y - (box.y() + box.height() - 1)), 0);
            boolean rowInside = y >= frame.inside().y()
                    && y < frame.inside().y() + frame.inside().height();
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                float u = frame.u(x);
                float r2 = u * u + v * v;
                float dx = Math.max(Math.max(box.x() - x, x - (box.x() + box.width() - 1)), 0);
                boolean inImage = rowInside
                        && x >= frame.inside().x()
                        && x < frame.inside().x() + frame.inside().width();
                boolean inBox = dx == 0 && dy == 0;
                centre[i] = inBox ? (float) StrictMath.exp(-1.5 * r2) : 0;
                band[i] = inBox || !inImage ? 0 : (float) StrictMath.exp(fall * Math.sqrt(dx * dx + dy * dy));
                outside += band[i];
                seeds[i] = !inBox && inImage ? 0 : Geodesic.FAR;
                count += seeds[i] == 0 ? 1 : 0;
                inner[i] = r2 < core ? 0 : Geodesic.FAR;
            }
        }
        for (int i = 0; i < size && (outside <= 20 || count < 1); i++) {
            float u = frame.u(i % width);
            float v = frame.v(i / width);
            float r2 = u * u + v * v;
            boolean inBox = Math.abs(u) < 1 && Math.abs(v) < 1;
            if (outside <= 20) {
                band[i] = inBox && r2 > 1.2f ? 1 : 0;
            }
            if (count < 1) {
                seeds[i] = r2 > RIM ? 0 : Geodesic.FAR;
            }
        }
    }

    /** The squared radius of the core: such that it holds a pixel however narrow the box. */
    private float core() {
        float u = frame.box().width() % 2 == 0 ? 1f / frame.box().width() : 0;
        float v = frame.box().height() % 2 == 0 ? 1f / frame.box().height() : 0;
        return Math.max(CORE, (u * u + v * v) * 1.01f);
    }

    private void cover(Target target, List<Target> others) {
        Arrays.fill(smaller, 0, frame.size(), 0);
        Arrays.fill(alike, 0, frame.size(), 0);
        double area = target.box().area();
        for (Target other : others) {
            boolean isSmaller = other.box().area() < area;
            boolean isAlike = other.categoryId().equals(target.categoryId());
            if (other == target || other.crowd() || !isSmaller && !isAlike) {
                continue;
            }
            int left = column(other.box().x());
            int right = column(other.box().right());
            int top = row(other.box().y());
            int bottom = row(other.box().bottom());
            for (int y = top; y < bottom; y++) {
                if (isSmaller) {
                    Arrays.fill(smaller, y * frame.width() + left, y * frame.width() + Math.max(left, right), 1);
                }
                if (isAlike) {
                    Arrays.fill(alike, y * frame.width() + left, y * frame.width() + Math.max(left, right), 1);
                }
            }
        }
    }

    private int column(double x) {
        double at = (x - frame.source().x()) * frame.scaleX() + frame.box().x();
        return (int) Math.min(Math.max(Math.round(at), 0), frame.width());
    }

    private int row(double y) {
        double at = (y - frame.source().y()) * frame.scaleY() + frame.box().y();
        return (int) Math.min(Math.max(Math.round(at), 0), frame.height());
    }
}
