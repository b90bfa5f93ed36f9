package dev.copra.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.LawCases;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all masks: the algebra's laws, and agreement with the obvious way to do it pixel by pixel. */
class MaskLawsTest {

    static LongStream seeds() {
        return LawCases.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lawsHold(long seed) {
        Random random = new Random(seed);
        RandomMasks masks = new RandomMasks(random);
        for (int i = 0; i < LawCases.CASES_PER_SEED; i++) {
            int height = masks.side();
            int width = masks.side();
            Rle a = masks.next(height, width);
            Rle b = masks.next(height, width);
            try {
                codecsInvert(a);
                setsAgree(a, b);
                setsAgree(masks.withEmptyRuns(a), masks.withEmptyRuns(b));
                Rle any = random.nextBoolean() ? a : masks.withEmptyRuns(a);
                movesAgree(any, random);
                sampledAgrees(any, 1 + random.nextInt(5));
                regionsAgree(any);
                rowsAgree(any);
                assertEquals(boundsByPixel(a), any.bounds());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", case " + i + ": " + a + " and " + b, e);
            }
        }
    }

    private static void rowsAgree(Rle mask) {
        byte[] dense = mask.toDense();
        int[] expected = new int[dense.length];
        for (int p = 0; p < dense.length; p++) {
            expected[p / mask.height() + mask.width() * (p % mask.height())] = 7 * dense[p];
        }
        assertArrayEquals(expected, mask.toRows(7));
    }

    private static void sampledAgrees(Rle mask, int step) {
        byte[] dense = mask.toDense();
        int rows = (mask.height() + step - 1) / step;
        int columns = (mask.width() + step - 1) / step;
        byte[] expected = new byte[rows * columns];
        for (int x = 0; x < columns; x++) {
            for (int y = 0; y < rows; y++) {
                expected[x * rows + y] = dense[x * step * mask.height() + y * step];
            }
        }
        assertArrayEquals(expected, mask.sampled(step).toDense());
    }

    private static void codecsInvert(Rle a) {
        assertEquals(a, Rle.parse(a.height(), a.width(), a.toCountsString()));
        assertEquals(a, Rle.ofDense(a.toDense(), a.height(), a.width()));
        byte[] dense = new byte[a.height() * a.width()];
        Arrays.fill(dense, (byte) 7);
        a.toDense(dense);
        assertArrayEquals(a.toDense(), dense);
        for (int i = 0; i < dense.length; i++) {
            dense[i] *= (byte) (i * 37 % 255 + 1);
        }
        assertEquals(a, Rle.ofDense(dense, a.height(), a.width()), "any value but 0 is set");
    }

    private static void setsAgree(Rle a, Rle b) {
        byte[] denseA = a.toDense();
        byte[] denseB = b.toDense();
        byte[] union = new byte[denseA.length];
        byte[] intersection = new byte[denseA.length];
        byte[] difference = new byte[denseA.length];
        int common = 0;
        for (int i = 0; i < denseA.length; i++) {
            union[i] = (byte) (denseA[i] | denseB[i]);
            intersection[i] = (byte) (denseA[i] & denseB[i]);
            difference[i] = (byte) (denseA[i] & ~denseB[i]);
            common += intersection[i];
        }
        assertMask(union, a.union(b));
        assertMask(intersection, a.intersection(b));
        assertMask(difference, a.difference(b));
        assertEquals(a.union(b), Rle.union(List.of(b, a, b)));
        assertEquals(a.union(b), b.union(a));
        Rle canonical = a.union(a);
        assertMask(denseA, canonical);
        assertEquals(canonical, canonical.complement().complement());
        assertEquals(canonical.union(b).complement(), a.complement().intersection(b.complement()), "De Morgan");
        assertEquals(a.difference(b), a.intersection(b.complement()));
        assertEquals(a.area() + b.area(), a.union(b).area() + a.intersection(b).area());
        assertEquals(common, a.intersectionArea(b));
        assertEquals(common == 0 ? 0 : (double) common / a.union(b).area(), a.iou(b));
        assertEquals(common == 0 ? 0 : (double) common / a.area(), a.crowdIou(b));
        assertEquals(a.area() == 0, a.isEmpty());
        assertTrue(a.iou(b) >= 0 && a.iou(b) <= 1);
    }

    private static void movesAgree(Rle a, Random random) {
        int height = a.height();
        int width = a.width();
        byte[] dense = a.toDense();
        int left = random.nextInt(width + 1);
        int top = random.nextInt(height + 1);
        int right = left + random.nextInt(width - left + 1);
        int bottom = top + random.nextInt(height - top + 1);
        int dx = random.nextInt(2 * width + 3) - width - 1;
        int dy = random.nextInt(2 * height + 3) - height - 1;
        byte[] cropped = new byte[(right - left) * (bottom - top)];
        byte[] shifted = new byte[dense.length];
        byte[] mirrored = new byte[dense.length];
        byte[] upended = new byte[dense.length];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                byte value = dense[y + height * x];
                if (x >= left && x < right && y >= top && y < bottom) {
                    cropped[y - top + (bottom - top) * (x - left)] = value;
                }
                if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height) {
                    shifted[y + dy + height * (x + dx)] = value;
                }
                mirrored[y + height * (width - 1 - x)] = value;
                upended[height - 1 - y + height * x] = value;
            }
        }
        assertMask(cropped, a.crop(left, top, right, bottom));
        assertMask(shifted, a.translate(dx, dy));
        assertMask(mirrored, a.flipHorizontal());
        assertMask(upended, a.flipVertical());
        assertMask(dense, a.flipHorizontal().flipHorizontal());
        assertMask(dense, a.flipVertical().flipVertical());
        assertTrue(a.translate(Integer.MIN_VALUE, 0).isEmpty());
        assertTrue(a.translate(0, Integer.MAX_VALUE).isEmpty() || height == 0);
        Rle rectangle = Rle.ofRectangle(height, width, left - dx, top - dy, right + dx, bottom + dy);
        byte[] expected = new byte[dense.length];
        for (int x = Math.max(left - dx, 0); x < Math.min(right + dx, width); x++) {
            for (int y = Math.max(top - dy, 0); y < Math.min(bottom + dy, height); y++) {
                expected[y + height * x] = 1;
            }
        }
        assertMask(expected, rectangle);
    }

    private static void regionsAgree(Rle a) {
        assertEquals(
                new MaskRegions(
                        a.area(),
                        a.components(Connectivity.EIGHT).size(),
                        a.fillHoles()
                                .difference(a)
                                .components(Connectivity.FOUR)
                                .size()),
                a.regions());
        for (Connectivity connectivity : Connectivity.values()) {
            List<byte[]> expected = componentsByPixel(a.toDense(), a.height(), a.width(), connectivity);
            List<Rle> components = a.components(connectivity);
            assertEquals(expected.size(), components.size());
            Rle largest = Rle.empty(a.height(), a.width());
            for (int i = 0; i < expected.size(); i++) {
                assertMask(expected.get(i), components.get(i));
                largest = components.get(i).area() > largest.area() ? components.get(i) : largest;
            }
            assertEquals(largest, a.largestComponent(connectivity));
            if (!components.isEmpty()) {
                assertMask(a.toDense(), Rle.union(components));
            }
        }
        byte[] filled = a.toDense();
        for (byte[] gap : componentsByPixel(a.complement().toDense(), a.height(), a.width(), Connectivity.FOUR)) {
            boolean closed = true;
            for (int i = 0; i < gap.length; i++) {
                int x = i / a.height();
                int y = i % a.height();
                closed &= gap[i] == 0 || x > 0 && x < a.width() - 1 && y > 0 && y < a.height() - 1;
            }
            for (int i = 0; i < gap.length && closed; i++) {
                filled[i] |= gap[i];
            }
        }
        assertMask(filled, a.fillHoles());
        assertEquals(a.fillHoles(), a.fillHoles().fillHoles());
    }

    private static List<byte[]> componentsByPixel(byte[] dense, int height, int width, Connectivity connectivity) {
        List<byte[]> components = new ArrayList<>();
        byte[] rest = dense.clone();
        for (int first = 0; first < rest.length; first++) {
            if (rest[first] == 0) {
                continue;
            }
            byte[] component = new byte[rest.length];
            Deque<Integer> open = new ArrayDeque<>(List.of(first));
            rest[first] = 0;
            while (!open.isEmpty()) {
                int at = open.pop();
                component[at] = 1;
                for (int i = 0; i < 9; i++) {
                    int x = at / height + i / 3 - 1;
                    int y = at % height + i % 3 - 1;
                    boolean neighbour = connectivity == Connectivity.EIGHT || i % 2 == 1;
                    if (neighbour && x >= 0 && x < width && y >= 0 && y < height && rest[y + height * x] != 0) {
                        rest[y + height * x] = 0;
                        open.push(y + height * x);
                    }
                }
            }
            components.add(component);
        }
        return components;
    }

    private static Box boundsByPixel(Rle a) {
        byte[] dense = a.toDense();
        int[] xs = new int[(int) a.area()];
        int[] ys = new int[xs.length];
        int size = 0;
        for (int i = 0; i < dense.length; i++) {
            if (dense[i] != 0) {
                xs[size] = i / a.height();
                ys[size++] = i % a.height();
            }
        }
        Arrays.sort(xs);
        Arrays.sort(ys);
        return size == 0 ? new Box(0, 0, 0, 0) : Box.ofCorners(xs[0], ys[0], xs[size - 1] + 1, ys[size - 1] + 1);
    }

    /** The mask has exactly these pixels, in canonical form. */
    private static void assertMask(byte[] expected, Rle mask) {
        assertArrayEquals(expected, mask.toDense());
        assertEquals(Rle.ofDense(expected, mask.height(), mask.width()), mask, "not canonical");
    }
}
