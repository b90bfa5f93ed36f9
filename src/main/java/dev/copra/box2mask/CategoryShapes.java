package dev.copra.box2mask;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Where in its box an instance of a category usually is: mean masks of COCO's 80 categories in the box's frame, 28 x 28
 * cells, row-major. A category of few instances is drawn towards the mean of all, (sum + 8 global) / (count + 8).
 *
 * <p>The numbers are statistics of annotations of COCO 2017 and LVIS v1, both CC BY 4.0; the file beside the resource
 * attributes them.
 */
public final class CategoryShapes {
    /** Cells along each side of a mean mask. */
    public static final int SIZE = 28;

    /** A pixel is in the shape if more than this share of instances covers it. */
    public static final double THRESHOLD = 0.4;

    private final float[] global;
    private final Map<String, float[]> means;

    private CategoryShapes(float[] global, Map<String, float[]> means) {
        this.global = global;
        this.means = means;
    }

    private static final class Holder {
        static final CategoryShapes INSTANCE = read();
    }

    /** The shapes that come with the program, read on the first call. */
    public static CategoryShapes load() {
        return Holder.INSTANCE;
    }

    /** The names that have a mean of their own, lower case. */
    public Set<String> names() {
        return Set.copyOf(means.keySet());
    }

    /**
     * The share of a category's instances that cover each cell of their box.
     *
     * @param category a name of COCO's, in any case, with spaces or underscores; any other, and null, has the mean of all
     *     categories
     * @return {@code SIZE * SIZE} shares from 0 to 1, row-major, the caller's own
     */
    public float[] mean(String category) {
        return find(category).clone();
    }

    /**
     * The mask of the pixels whose centres lie in the box where the mean, bilinearly interpolated between the cells'
     * centres, is above {@link #THRESHOLD}. Empty if the box has no pixel's centre. Takes time by the box's columns.
     *
     * @param box in the image's pixels; what is outside the image is cut off
     * @throws IllegalArgumentException if the image has more than 2^31 - 1 pixels
     */
    public Rle rasterize(String category, Box box, int height, int width) {
        return MeanMaskRasterizer.rasterize(find(category), box, height, width);
    }

    private float[] find(String category) {
        return category == null ? global : means.getOrDefault(normalize(category), global);
    }

    private static String normalize(String name) {
        return name.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static CategoryShapes read() {
        try (InputStream resource = CategoryShapes.class.getResourceAsStream("category-shapes.bin.gz");
                DataInputStream in = new DataInputStream(new GZIPInputStream(resource, 1 << 15))) {
            if (in.readUnsignedByte() != SIZE) {
                throw new IOException("category-shapes.bin.gz is of another size");
            }
            int shrink = in.readUnsignedByte();
            float[] global = drawn(in.readNBytes(SIZE * SIZE), 1, new float[SIZE * SIZE], 0);
            Map<String, float[]> means = new HashMap<>();
            for (int rest = in.readUnsignedShort(); rest > 0; rest--) {
                String name = in.readUTF();
                int count = in.readInt();
                means.put(normalize(name), drawn(in.readNBytes(SIZE * SIZE), count, global, shrink));
            }
            return new CategoryShapes(global, means);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mean of {@code count} instances with {@code shrink} instances of the global mean added. */
    private static float[] drawn(byte[] mean, int count, float[] global, int shrink) {
        float[] shares = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            double sum = count * ((mean[i] & 0xff) / 255.0);
            shares[i] = (float) ((sum + shrink * (double) global[i]) / (count + shrink));
        }
        return shares;
    }
}
