package dev.copra.box2mask.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Frame;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTest {
    private static final int WIDTH = 90;
    private static final int HEIGHT = 70;

    private static byte[] random(Random random) {
        byte[] dense = new byte[WIDTH * HEIGHT];
        int share = 1 + random.nextInt(9);
        for (int i = 0; i < dense.length; i++) {
            dense[i] = (byte) (random.nextInt(10) < share ? 1 : 0);
        }
        return dense;
    }

    /** Of the points of a pixel, the share that lies in pixels of the mask. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isTheShareOfPointsInTheMask(long seed) {
        Random random = new Random(seed);
        byte[] dense = random(random);
        Box box = new Box(random.nextInt(60), random.nextInt(40), 3 + random.nextInt(80), 3 + random.nextInt(60));
        Frame frame = Crop.of(box, WIDTH, HEIGHT, Crop.MAPS);
        float[] map = new float[frame.size()];
        Coverage.add(Rle.ofDense(dense, HEIGHT, WIDTH), frame, map);
        Window inside = frame.inside();
        int across = (int) Math.max(1, Math.min(4, Math.ceil(1 / frame.scaleX())));
        int down = (int) Math.max(1, Math.min(4, Math.ceil(1 / frame.scaleY())));
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int covered = 0;
                for (int k = 0; k < across * down; k++) {
                    double u = frame.source().x()
                            + (x + (k % across + .5) / across - frame.box().x()) / frame.scaleX();
                    double v = frame.source().y()
                            + (y + (k / across + .5) / down - frame.box().y()) / frame.scaleY();
                    int column = (int) Math.max(0, Math.min(WIDTH - 1, Math.floor(u)));
                    int row = (int) Math.max(0, Math.min(HEIGHT - 1, Math.floor(v)));
                    covered += dense[column * HEIGHT + row];
                }
                float expected = inside.contains(x, y) ? (float) covered / (across * down) : 0;
                assertEquals(expected, map[y * frame.width() + x], 1e-5, seed + ": " + x + ", " + y);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theLargerCoverageStays(long seed) {
        Random random = new Random(seed);
        Rle first = Rle.ofDense(random(random), HEIGHT, WIDTH);
        Rle second = Rle.ofDense(random(random), HEIGHT, WIDTH);
        Frame frame = Crop.of(new Box(10, 10, 64, 64), WIDTH, HEIGHT, Crop.MAPS);
        float[] both = new float[frame.size()];
        Coverage.add(first, frame, both);
        Coverage.add(second, frame, both);
        float[] union = new float[frame.size()];
        // a pixel of this grid is one of the image's, so that coverage is 0 or 1
        Coverage.add(first.union(second), frame, union);
        for (int i = 0; i < union.length; i++) {
            assertEquals(union[i], both[i], "pixel " + i);
        }
    }
}
