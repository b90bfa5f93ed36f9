package dev.copra.model.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.image.Resampling.Kernel;
import dev.copra.mask.Box;
import dev.copra.model.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class PreparationTest {
    private static final float[] MEAN = {10, 20, 30};
    private static final float[] STD = {1, 2, 4};

    /** Red is 100 + x, green 100 + 10 y, blue 7. */
    private static Planar<GrayU8> image(int height, int width) {
        Planar<GrayU8> image = new Planar<>(GrayU8.class, width, height, 3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getBand(0).set(x, y, 100 + x);
                image.getBand(1).set(x, y, 100 + 10 * y);
                image.getBand(2).set(x, y, 7);
            }
        }
        return image;
    }

    @Test
    void channelsRowsAndColumnsStandWhereTheLayoutSays() {
        Placement placement = new Placement(2, 3, 2, 3, 1, 2, 4, 6);
        for (boolean bgr : new boolean[] {false, true}) {
            for (boolean last : new boolean[] {false, true}) {
                Preparation preparation =
                        new Preparation(Kernel.TRIANGLE, false, bgr, last, MEAN, STD, new float[] {114, 114, 114});
                Tensor tensor = preparation.tensor(image(2, 3), placement);
                assertArrayEquals(last ? new long[] {1, 4, 6, 3} : new long[] {1, 3, 4, 6}, tensor.shape());
                for (int y = 0; y < 4; y++) {
                    for (int x = 0; x < 6; x++) {
                        boolean inside = y >= 1 && y < 3 && x >= 2 && x < 5;
                        float[] rgb = inside ? new float[] {98 + x, 90 + 10 * y, 7} : new float[] {114, 114, 114};
                        for (int c = 0; c < 3; c++) {
                            float expected = (rgb[bgr ? 2 - c : c] - MEAN[c]) / STD[c];
                            int at = last ? (y * 6 + x) * 3 + c : (c * 4 + y) * 6 + x;
                            assertEquals(expected, tensor.get(at), 1e-5, bgr + " " + last + " " + at);
                        }
                    }
                }
            }
        }
    }

    @Test
    void paddingEqualToTheMeanIsZero() {
        Preparation preparation = new Preparation(Kernel.LINEAR, false, false, false, MEAN, STD, MEAN);
        Tensor tensor = preparation.tensor(image(2, 2), Placement.longest(2, 1, 4));
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < 4; y++) {
                assertEquals(0, tensor.get(c * 16 + y * 4 + 3));
            }
        }
    }

    /** rembg divides the scaled image by its greatest value, whatever the channel; the image itself stays. */
    @Test
    void theGreatestValueBecomesWhite() {
        Preparation preparation = new Preparation(Kernel.NEAREST, true, false, false, MEAN, STD, MEAN);
        Planar<GrayU8> image = image(2, 3);
        Tensor tensor = preparation.tensor(image, Placement.whole(2, 3));
        // 110 is the greatest: green in the second row
        assertEquals((101 * 255f / 110 - MEAN[0]) / STD[0], tensor.get(1), 1e-4);
        assertEquals((255 - MEAN[1]) / STD[1], tensor.get(6 + 3), 1e-4);
        assertEquals((7 * 255f / 110 - MEAN[2]) / STD[2], tensor.get(12), 1e-4);
        assertEquals(7, image.getBand(2).get(0, 0));
    }

    @Test
    void placementsHaveTheSizesThatTheProjectsCompute() {
        // ResizeLongestSide(1024).get_preprocess_shape(427, 640)
        assertEquals(new Placement(427, 640, 683, 1024, 0, 0, 1024, 1024), Placement.longest(427, 640, 1024));
        // LetterBox(640) of an image of 427 x 640: 106 rows above, 107 below
        assertEquals(new Placement(427, 640, 427, 640, 106, 0, 640, 640), Placement.letterbox(427, 640, 640, 640));
        assertEquals(new Placement(333, 500, 426, 640, 107, 0, 640, 640), Placement.letterbox(333, 500, 640, 640));
        // mmcv.rescale_size((1000, 300), (1333, 800)), padded to 32
        assertEquals(
                new Placement(300, 1000, 400, 1333, 0, 0, 416, 1344), Placement.shortest(300, 1000, 800, 1333, 32));
        assertEquals(new Placement(427, 640, 800, 1199, 0, 0, 800, 1216), Placement.shortest(427, 640, 800, 1333, 32));
    }

    @Test
    void coordinatesGoThereAndBack() {
        Placement placement = Placement.letterbox(427, 640, 320, 320);
        assertEquals(53, placement.toInputY(0), 1e-9);
        assertEquals(53 + 214, placement.toInputY(427), 1e-9);
        assertEquals(123.25, placement.toImageX(placement.toInputX(123.25)), 1e-9);
        assertEquals(77.5, placement.toImageY(placement.toInputY(77.5)), 1e-9);
        Box box = placement.toImage(-5, 53 + 107, 400, 53 + 107);
        assertEquals(new Box(0, 213.5, 640, 0), box);
    }
}
