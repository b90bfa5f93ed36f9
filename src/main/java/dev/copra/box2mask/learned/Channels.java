package dev.copra.box2mask.learned;

import dev.copra.box2mask.CategoryShapes;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Bilinear;
import dev.copra.box2mask.cue.ColourRatio;
import dev.copra.box2mask.cue.CueMaps;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.mask.Box;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the network sees of a box beside the colours: {@value #COUNT} maps over its {@link Crop}, a byte a pixel. Training reads the
 * very same bytes, written by {@code copra cues}. In order:
 *
 * <ol start="0">
 *   <li>the share of the pixel that lies in the box
 *   <li>1 where a smaller box covers the pixel
 *   <li>1 where another box of the same category covers it
 *   <li>the largest of the other boxes' category shapes
 *   <li>straddling of fine, middle and coarse segments (three maps)
 *   <li>geodesic balance
 *   <li>geodesic distance from outside, as a share of its maximum in the box
 *   <li>barrier distance from outside, likewise
 *   <li>colour ratio of the box's centre to its surroundings, from -5 to 5
 *   <li>colour ratio of what balance and straddling take for the object to all else, from -5 to 5
 *   <li>1 inside the image
 *   <li>the category's shape
 *   <li>how much of the pixel the known masks of other instances of the same category cover, at most one of them
 *   <li>the same for those of other categories
 * </ol>
 *
 * <p>Not thread-safe; reused from box to box without allocation.
 */
final class Channels {
    /** How many maps there are. */
    static final int COUNT = 16;

    /** Bytes of all maps of a box. */
    static final int BYTES = COUNT * Crop.MAPS * Crop.MAPS;

    private static final int SIZE = Crop.MAPS;
    private static final int AREA = SIZE * SIZE;
    private static final Map<String, float[]> SHAPES = new ConcurrentHashMap<>();

    private final CueMaps maps = new CueMaps(AREA);
    private final ColourRatio colours = new ColourRatio(AREA);
    private final float[] covered = new float[AREA];
    private final float[] shape = new float[AREA];
    private final float[] othersShape = new float[AREA];
    private final float[] front = new float[AREA];
    private final float[] behind = new float[AREA];
    private final float[] ratio = new float[AREA];
    private final float[] columns = new float[SIZE];
    private final float[] rows = new float[SIZE];

    /**
     * Writes all maps of a box, one after the other, each row-major.
     *
     * @param image the image in Lab
     * @param frame the box's {@link Crop} of {@link Crop#MAPS}
     * @param target the box
     * @param all the boxes of the image, with or without the target
     * @param out receives {@value #BYTES} bytes
     */
    void write(Pyramid image, Frame frame, Target target, List<Target> all, ByteBuffer out) {
        maps.compute(image, frame, target, all);
        cover(frame, target.box());
        Arrays.fill(shape, 0);
        draw(frame, target, shape);
        Arrays.fill(othersShape, 0);
        for (Target other : all) {
            if (other != target && !other.crowd()) {
                draw(frame, other, othersShape);
            }
        }
        separate();
        put(covered, 0, 1, out);
        put(maps.smaller(), 0, 1, out);
        put(maps.alike(), 0, 1, out);
        put(othersShape, 0, 1, out);
        for (float[] share : maps.straddling()) {
            put(share, 0, 1, out);
        }
        put(maps.balance(), 0, 1, out);
        put(maps.outer(), 0, 1 / mostInBox(maps.outer()), out);
        put(maps.barrier(), 0, 1 / mostInBox(maps.barrier()), out);
        put(maps.ratio(), ColourRatio.LIMIT, 1 / (2 * ColourRatio.LIMIT), out);
        put(ratio, ColourRatio.LIMIT, 1 / (2 * ColourRatio.LIMIT), out);
        inside(frame.inside(), out);
        put(shape, 0, 1, out);
        known(frame, target, all, true, out);
        known(frame, target, all, false, out);
    }

    /** The known masks of the other instances that have the target's category, or that have not. */
    private void known(Frame frame, Target target, List<Target> all, boolean alike, ByteBuffer out) {
        Arrays.fill(shape, 0);
        for (Target other : all) {
            if (other != target && other.known() != null && other.categoryId().equals(target.categoryId()) == alike) {
                Coverage.add(other.known(), frame, shape);
            }
        }
        put(shape, 0, 1, out);
    }

    /** The share of each pixel that lies in the box. */
    private void cover(Frame frame, Box box) {
        share(
                box.x(),
                box.right(),
                frame.source().x(),
                frame.scaleX(),
                frame.box().x(),
                columns);
        share(
                box.y(),
                box.bottom(),
                frame.source().y(),
                frame.scaleY(),
                frame.box().y(),
                rows);
        for (int y = 0, i = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++, i++) {
                covered[i] = columns[x] * rows[y];
            }
        }
    }

    private static void share(double from, double to, int source, double scale, int margin, float[] out) {
        double first = (from - source) * scale + margin;
        double last = (to - source) * scale + margin;
        for (int i = 0; i < SIZE; i++) {
            out[i] = (float) Math.max(0, Math.min(i + 1, last) - Math.max(i, first));
        }
    }

    /** Stretches the shape of a box's category over the box and takes the larger of it and what is there. */
    private static void draw(Frame frame, Target target, float[] out) {
        float[] mean = SHAPES.computeIfAbsent(
                String.valueOf(target.category()), name -> CategoryShapes.load().mean(name));
        Box box = target.box();
        double stepX = 1 / frame.scaleX();
        double stepY = 1 / frame.scaleY();
        double left = frame.source().x() - frame.box().x() * stepX;
        double top = frame.source().y() - frame.box().y() * stepY;
        int lastColumn = Math.min(SIZE, first(box.right(), left, stepX));
        int lastRow = Math.min(SIZE, first(box.bottom(), top, stepY));
        for (int y = Math.max(0, first(box.y(), top, stepY)); y < lastRow; y++) {
            double v = (top + (y + .5) * stepY - box.y()) / box.height();
            for (int x = Math.max(0, first(box.x(), left, stepX)); x < lastColumn; x++) {
                double u = (left + (x + .5) * stepX - box.x()) / box.width();
                float p = Bilinear.interpolate(
                        mean, CategoryShapes.SIZE, CategoryShapes.SIZE, (float) (u * CategoryShapes.SIZE - .5), (float)
                                (v * CategoryShapes.SIZE - .5));
                int i = y * SIZE + x;
                out[i] = Math.max(out[i], p);
            }
        }
    }

    /** The first pixel of the grid whose centre is not before a coordinate of the image. */
    private static int first(double coordinate, double origin, double step) {
        return (int) Math.ceil((coordinate - origin) / step - .5);
    }

    /** The second colour ratio: balance and straddling say what is object, where the first one took the centre. */
    private void separate() {
        for (int i = 0; i < AREA; i++) {
            float object = covered[i] * maps.balance()[i] * maps.straddling()[1][i];
            front[i] = object;
            behind[i] = maps.band()[i] + covered[i] - object;
        }
        colours.compute(maps.bins(), front, behind, SIZE, SIZE, ratio);
    }

    private float mostInBox(float[] map) {
        Window box = maps.frame().box();
        float most = 1e-6f;
        for (int y = 0; y < box.height(); y++) {
            for (int x = 0; x < box.width(); x++) {
                most = Math.max(most, map[maps.frame().index(x, y)]);
            }
        }
        return most;
    }

    private static void put(float[] map, float offset, float scale, ByteBuffer out) {
        for (int i = 0; i < AREA; i++) {
            float share = Math.min(Math.max((map[i] + offset) * scale, 0), 1);
            out.put((byte) (share * 255 + .5f));
        }
    }

    private static void inside(Window inside, ByteBuffer out) {
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                out.put((byte) (inside.contains(x, y) ? 255 : 0));
            }
        }
    }
}
