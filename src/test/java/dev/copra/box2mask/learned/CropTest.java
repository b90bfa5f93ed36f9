package dev.copra.box2mask.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.mask.Box;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CropTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 140;

    /** A plane through the image, value 3 x - 2 y at pixel centre (x, y), is the same plane on the grid and back again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPlaneStaysAPlane(long seed) {
        Random random = new Random(seed);
        Planar<GrayF32> image = new Planar<>(GrayF32.class, WIDTH, HEIGHT, 1);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.getBand(0).set(x, y, 3 * x - 2 * y);
            }
        }
        // so far from the border that no pixel of the crop repeats it, however wide the filter
        double width = 1 + 30 * random.nextDouble();
        double height = 1 + 20 * random.nextDouble();
        Box box = new Box(70 + 40 * random.nextDouble(), 50 + 20 * random.nextDouble(), width, height);
        Frame frame = Crop.of(box, WIDTH, HEIGHT, Crop.SIZE);
        assertEquals(new Window(0, 0, Crop.SIZE, Crop.SIZE), frame.inside());
        float[][] map = new float[1][frame.size()];
        new Pyramid(image).sample(frame, map);
        for (int y = 0; y < Crop.SIZE; y++) {
            for (int x = 0; x < Crop.SIZE; x++) {
                double imageX = frame.source().x() + (x + .5 - frame.box().x()) / frame.scaleX() - .5;
                double imageY = frame.source().y() + (y + .5 - frame.box().y()) / frame.scaleY() - .5;
                assertEquals(3 * imageX - 2 * imageY, map[0][y * Crop.SIZE + x], .01, "seed " + seed);
            }
        }
        Window window = Crop.grown(frame.source(), random.nextInt(2) * .2, WIDTH, HEIGHT);
        float[] back = Crop.unfold(map[0], frame, window);
        for (int y = 0, i = 0; y < window.height(); y++) {
            for (int x = 0; x < window.width(); x++, i++) {
                int expected = 3 * (window.x() + x) - 2 * (window.y() + y);
                assertEquals(expected, back[i], .01, "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20, 30, 1, 1",
        "0, 0, 200, 140",
        "-50, -50, 400, 400",
        "0, 70, 200, 1",
        "199, 0, 1, 140",
        "190.5, 130.5, 30, 30",
        "3, 2, 9.5, 80"
    })
    void theInsideIsWherePixelCentresLieInTheImage(double x, double y, double width, double height) {
        Frame frame = Crop.of(new Box(x, y, width, height), WIDTH, HEIGHT, Crop.SIZE);
        for (int row = 0; row < Crop.SIZE; row++) {
            for (int column = 0; column < Crop.SIZE; column++) {
                double imageX = frame.source().x() + (column + .5 - frame.box().x()) / frame.scaleX();
                double imageY = frame.source().y() + (row + .5 - frame.box().y()) / frame.scaleY();
                boolean inImage = imageX >= 0 && imageX < WIDTH && imageY >= 0 && imageY < HEIGHT;
                assertEquals(inImage, frame.inside().contains(column, row), "pixel " + column + ", " + row);
            }
        }
    }

    /** A small window gathers many pixels of the grid: none of them is passed over. */
    @Test
    void unfoldingKeepsTheMean() {
        Random random = new Random(9);
        Frame frame = Crop.of(new Box(10, 10, 4, 2), WIDTH, HEIGHT, Crop.SIZE);
        float[] map = new float[frame.size()];
        double sum = 0;
        for (int y = 0; y < frame.box().height(); y++) {
            for (int x = 0; x < frame.box().width(); x++) {
                float value = random.nextFloat();
                map[frame.index(x, y)] = value;
                sum += value;
            }
        }
        double mean = 0;
        for (float value : Crop.unfold(map, frame, frame.source())) {
            mean += value / 8;
        }
        assertEquals(sum / (frame.box().width() * frame.box().height()), mean, 1e-5);
    }

    @Test
    void aBoxThatTouchesNoPixelHasNoCrop() {
        assertNull(Crop.of(new Box(200, 10, 20, 20), WIDTH, HEIGHT, Crop.SIZE));
        assertNull(Crop.of(new Box(10, 10, 0, 20), WIDTH, HEIGHT, Crop.SIZE));
    }

    @ParameterizedTest
    @CsvSource({
        "60, 50, 40, 20, .15, 54, 47, 52, 26",
        "60, 50, 40, 20, 0, 60, 50, 40, 20",
        "2, 120, 40, 19, .2, 0, 116, 50, 24",
        "0, 0, 200, 140, .5, 0, 0, 200, 140",
    })
    void growthEndsAtTheImage(
            int x, int y, int width, int height, double share, int left, int top, int grownWidth, int grownHeight) {
        assertEquals(
                new Window(left, top, grownWidth, grownHeight),
                Crop.grown(new Window(x, y, width, height), share, WIDTH, HEIGHT));
    }
}
