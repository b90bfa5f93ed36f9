package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.copra.box2mask.learned.TrainingCrops;
import dev.copra.box2mask.learned.TrainingCrops.Pixels;
import dev.copra.box2mask.learned.Vocabulary;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes tensors of crops, altered or as they are. The alterations are those of {@code scripts/train}. */
final class BatchMaker {
    static final int SIZE = TrainingCrops.SIZE;
    static final int MARGIN = TrainingCrops.MARGIN;
    static final int INNER = SIZE - 2 * MARGIN;

    private static final int AREA = SIZE * SIZE;
    private static final int MAPS = TrainingCrops.MAPS;
    private static final int COUNT = TrainingCrops.MAP_COUNT;
    private static final int MAP_AREA = MAPS * MAPS;
    /** Maps that are no cues and are never hidden: the box, the image's inside and the known masks. */
    private static final long NEVER_HIDDEN = 1 | 1 << 12 | 1 << COUNT - 2 | 1 << COUNT - 1;

    private static final float MIDDLE = 127.5f;
    private static final double MIRRORED = .5;
    private static final double RECOLOURED = .7;
    private static final double CONTRAST = .15;
    private static final double BRIGHTNESS = .15;
    private static final double TINT = .05;
    private static final double GREY = .05;
    private static final double HIDDEN = .1;
    private static final double UNNAMED = .25;

    private final TrainingCrops crops;
    private final Vocabulary vocabulary;
    /** What the network said at the start of each box, or null. */
    private final Former[] before;

    /**
     * What the network said of a box at the start.
     *
     * @param probability a byte a pixel within the box
     * @param outline a byte a pixel of the grid
     */
    private record Former(byte[] probability, byte[] outline, float[] sides, float careless) {}

    BatchMaker(TrainingCrops crops, Vocabulary vocabulary) {
        this.crops = crops;
        this.vocabulary = vocabulary;
        before = new Former[crops.size()];
    }

    /** Keeps what the network says of boxes at the start. @param probability within the boxes, [n, 1, s, s] */
    void remember(int[] rows, NDArray probability, Heads heads) {
        float[] inside = probability.toFloatArray();
        float[] outline = heads.outline().toFloatArray();
        float[] sides = heads.sides().toFloatArray();
        float[] careless = heads.careless().toFloatArray();
        for (int i = 0; i < rows.length; i++) {
            before[rows[i]] = new Former(
                    bytes(inside, i * INNER * INNER, INNER * INNER),
                    bytes(outline, i * AREA, AREA),
                    Arrays.copyOfRange(sides, i * 4, i * 4 + 4),
                    careless[i]);
        }
    }

    private static byte[] bytes(float[] probability, int from, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (probability[from + i] * 255 + .5f);
        }
        return bytes;
    }

    /**
     * Makes a batch.
     *
     * @param random draws alterations; null for none
     */
    Batch make(int[] rows, RandomGenerator random, NDManager manager) throws IOException {
        int n = rows.length;
        float[] colours = new float[n * 3 * AREA];
        float[] maps = new float[n * COUNT * MAP_AREA];
        float[] plain = new float[n * 3 * INNER * INNER];
        float[] truth = new float[n * INNER * INNER];
        float[] former = new float[n * INNER * INNER];
        float[] outline = new float[n * AREA];
        float[] sides = new float[n * 4];
        float[] careless = new float[n];
        float[] known = new float[n];
        long[] categories = new long[n];
        for (int i = 0; i < n; i++) {
            int row = rows[i];
            Pixels pixels = crops.pixels(row);
            boolean mirrored = random != null && random.nextDouble() < MIRRORED;
            for (int c = 0; c < 3; c++) {
                copy(pixels.colours(), c * AREA, SIZE, mirrored, colours, (i * 3 + c) * AREA);
                within(pixels.colours(), c * AREA, mirrored, plain, (i * 3 + c) * INNER * INNER);
            }
            for (int c = 0; c < COUNT; c++) {
                copy(pixels.maps(), c * MAP_AREA, MAPS, mirrored, maps, (i * COUNT + c) * MAP_AREA);
            }
            within(pixels.mask(), 0, mirrored, truth, i * INNER * INNER);
            Former said = before[row];
            if (said != null) {
                shares(said.probability(), INNER, mirrored, former, i * INNER * INNER);
                shares(said.outline(), SIZE, mirrored, outline, i * AREA);
                for (int side = 0; side < 4; side++) {
                    // left and right change places
                    sides[i * 4 + side] = said.sides()[mirrored && side % 2 == 0 ? 2 - side : side];
                }
                careless[i] = said.careless();
            }
            known[i] = crops.hasMask(row) ? 1 : 0;
            categories[i] = vocabulary.number(crops.category(row));
            if (random != null) {
                recolour(colours, i * 3 * AREA, random);
                hide(maps, i * COUNT * MAP_AREA, random);
                categories[i] = random.nextDouble() < UNNAMED ? 0 : categories[i];
            }
        }
        Shape one = new Shape(n, 1, INNER, INNER);
        return new Batch(
                Map.of(
                        "colours", Tensors.of(colours, new Shape(n, 3, SIZE, SIZE), manager),
                        "maps", Tensors.of(maps, new Shape(n, COUNT, MAPS, MAPS), manager),
                        "category", Tensors.of(categories, manager)),
                Tensors.of(plain, new Shape(n, 3, INNER, INNER), manager),
                Tensors.of(truth, one, manager),
                Tensors.of(former, one, manager),
                new Heads(
                        Tensors.of(outline, new Shape(n, SIZE, SIZE), manager),
                        Tensors.of(sides, new Shape(n, 4), manager),
                        Tensors.of(careless, manager)),
                Tensors.of(known, manager));
    }

    /** The part of a map over the grid that lies in the box. */
    static NDArray inBox(NDArray map, int size) {
        int margin = MARGIN * size / SIZE;
        return map.get("..., {}:{}, {}:{}", margin, size - margin, margin, size - margin);
    }

    private static void copy(byte[] in, int from, int side, boolean mirrored, float[] out, int to) {
        for (int y = 0, i = 0; y < side; y++) {
            for (int x = 0; x < side; x++, i++) {
                out[to + i] = in[from + (mirrored ? y * side + side - 1 - x : i)] & 0xff;
            }
        }
    }

    private static void within(byte[] in, int from, boolean mirrored, float[] out, int to) {
        for (int y = 0, i = 0; y < INNER; y++) {
            int line = from + (MARGIN + y) * SIZE + MARGIN;
            for (int x = 0; x < INNER; x++, i++) {
                out[to + i] = (in[line + (mirrored ? INNER - 1 - x : x)] & 0xff) / 255f;
            }
        }
    }

    private static void shares(byte[] in, int side, boolean mirrored, float[] out, int to) {
        copy(in, 0, side, mirrored, out, to);
        for (int i = to; i < to + in.length; i++) {
            out[i] /= 255;
        }
    }

    /** Other contrast, brightness and tint, or no colours at all. */
    private static void recolour(float[] colours, int from, RandomGenerator random) {
        boolean changes = random.nextDouble() < RECOLOURED;
        boolean grey = random.nextDouble() < GREY;
        double factor = changes ? Math.exp(random.nextGaussian() * CONTRAST) : 1;
        double light = changes ? random.nextGaussian() * BRIGHTNESS : 0;
        for (int c = 0; c < 3; c++) {
            float shift = (float) ((light + (changes ? random.nextGaussian() * TINT : 0)) * MIDDLE);
            for (int i = from + c * AREA; i < from + (c + 1) * AREA; i++) {
                colours[i] = (float) ((colours[i] - MIDDLE) * factor) + MIDDLE + shift;
            }
        }
        for (int i = from; i < from + AREA; i++) {
            float mean = (colours[i] + colours[i + AREA] + colours[i + 2 * AREA]) / 3;
            for (int c = 0; c < 3; c++) {
                float value = grey ? mean : colours[i + c * AREA];
                colours[i + c * AREA] = Math.max(0, Math.min(255, value));
            }
        }
    }

    /** A cue that says nothing now and then teaches not to believe it alone. */
    private static void hide(float[] maps, int from, RandomGenerator random) {
        for (int c = 0; c < COUNT; c++) {
            boolean hidden = random.nextDouble() < HIDDEN && (NEVER_HIDDEN >>> c & 1) == 0;
            for (int i = from + c * MAP_AREA; hidden && i < from + (c + 1) * MAP_AREA; i++) {
                maps[i] = MIDDLE;
            }
        }
    }
}
