package dev.copra.box2mask.cue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import dev.copra.box2mask.Window;
import dev.copra.mask.Box;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void framesHoldTheirBoxAndFitTheCapacity(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            int imageWidth = 1 + random.nextInt(2000);
            int imageHeight = 1 + random.nextInt(2000);
            int width = 1 + random.nextInt(imageWidth);
            int height = 1 + random.nextInt(imageHeight);
            int x = random.nextInt(imageWidth - width + 1);
            int y = random.nextInt(imageHeight - height + 1);
            Frame frame = Frame.around(new Window(x, y, width, height), imageWidth, imageHeight, Frame.LARGEST_BOX);
            Window box = frame.box();
            String what = "seed " + seed + ": " + frame;
            assertTrue(frame.size() <= Frame.CAPACITY, what);
            assertTrue(box.width() >= 4 && box.height() >= 4, what);
            assertTrue(Math.max(box.width(), box.height()) >= 48, what);
            assertTrue(box.x() + box.width() <= frame.width() && box.y() + box.height() <= frame.height(), what);
            assertTrue(x - box.x() / frame.scaleX() >= -1e-6, what);
            assertTrue(y - box.y() / frame.scaleY() >= -1e-6, what);
            assertEquals(0, frame.u(box.x()) + frame.u(box.x() + box.width() - 1), 1e-5, what);
        }
    }

    @ParameterizedTest
    @CsvSource({"2.5, 3.5, 1, 1, 2, 3, 2, 2", "-4, -4, 10, 10, 0, 0, 6, 6", "95, 70, 50, 50, 95, 70, 5, 10"})
    void coverTakesWholePixelsOfTheImage(
            double x, double y, double width, double height, int left, int top, int columns, int rows) {
        assertEquals(new Window(left, top, columns, rows), Frame.cover(new Box(x, y, width, height), 100, 80));
    }

    @ParameterizedTest
    @CsvSource({"100, 10, 5, 5", "-10, 10, 10, 5", "10, 80, 5, 5", "10, 10, 0, 5"})
    void aBoxWithoutAPixelOfTheImageHasNoCover(double x, double y, double width, double height) {
        assertNull(Frame.cover(new Box(x, y, width, height), 100, 80));
    }

    /** Blurring and interpolating leave a linear ramp as it is, as long as the border is far. */
    @ParameterizedTest
    @ValueSource(ints = {30, 96, 150, 400, 900})
    void samplingARampGivesTheRamp(int side) {
        Planar<GrayF32> image = new Planar<>(GrayF32.class, 2000, 1800, 1);
        for (int y = 0; y < image.height; y++) {
            for (int x = 0; x < image.width; x++) {
                image.bands[0].set(x, y, .02f * x + .01f * y);
            }
        }
        Frame frame = Frame.around(new Window(500, 450, side, side), 2000, 1800, Frame.LARGEST_BOX);
        float[][] bands = new float[1][frame.size()];
        new Pyramid(image).sample(frame, bands);
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                double imageX = 500 + (x - frame.box().x() + .5) / frame.scaleX() - .5;
                double imageY = 450 + (y - frame.box().y() + .5) / frame.scaleY() - .5;
                assertEquals(.02 * imageX + .01 * imageY, bands[0][y * frame.width() + x], 2e-4);
            }
        }
    }

    @Test
    void halvingKeepsTheMeanAtOddSizes() {
        Planar<GrayF32> image = new Planar<>(GrayF32.class, 5, 3, 1);
        Arrays.fill(image.bands[0].data, 7);
        Planar<GrayF32> half = new Pyramid(image).level(1);
        assertEquals(3, half.width);
        assertEquals(2, half.height);
        for (float value : half.bands[0].data) {
            assertEquals(7, value);
        }
    }

    @Test
    void interpolationIsExactOnLinearMaps() {
        float[] map = new float[6 * 5];
        for (int i = 0; i < map.length; i++) {
            map[i] = 2 * (i % 6) - 3 * (i / 6);
        }
        assertEquals(2 * 3.25 - 3 * 1.5, Bilinear.interpolate(map, 6, 5, 3.25f, 1.5f), 1e-5);
        assertEquals(map[0], Bilinear.interpolate(map, 6, 5, -3, -3));
        assertEquals(map[29], Bilinear.interpolate(map, 6, 5, 9, 9));
    }
}
