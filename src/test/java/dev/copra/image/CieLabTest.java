package dev.copra.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CieLabTest {
    private static Planar<GrayU8> pixels(int count) {
        return new Planar<>(GrayU8.class, count, 1, 3);
    }

    /** Values of CIE 15 for sRGB's corners under D65, to two decimals. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0, 0",
        "255, 255, 255, 100, 0, 0",
        "255, 0, 0, 53.24, 80.09, 67.20",
        "0, 255, 0, 87.73, -86.18, 83.18",
        "0, 0, 255, 32.30, 79.19, -107.86",
        "119, 119, 119, 50.03, 0, 0"
    })
    void knownColours(int red, int green, int blue, double l, double a, double b) {
        Planar<GrayU8> rgb = pixels(1);
        int[] levels = {red, green, blue};
        for (int band = 0; band < 3; band++) {
            rgb.getBand(band).set(0, 0, levels[band]);
        }
        Planar<GrayF32> lab = CieLab.of(rgb);
        double[] expected = {l, a, b};
        for (int band = 0; band < 3; band++) {
            assertEquals(expected[band], lab.getBand(band).get(0, 0), .03, "band " + band);
        }
    }

    @Test
    void backAndForthIsTheSame() {
        int steps = 16;
        int count = steps * steps * steps;
        Planar<GrayU8> rgb = pixels(count);
        byte[] expected = new byte[3 * count];
        for (int i = 0; i < count; i++) {
            int[] levels = {i % steps * 17, i / steps % steps * 17, i / steps / steps * 17};
            for (int band = 0; band < 3; band++) {
                rgb.getBand(band).set(i, 0, levels[band]);
                expected[band * count + i] = (byte) levels[band];
            }
        }
        Planar<GrayF32> lab = CieLab.of(rgb);
        float[][] bands = {lab.getBand(0).data, lab.getBand(1).data, lab.getBand(2).data};
        ByteBuffer out = ByteBuffer.allocate(3 * count);
        CieLab.toRgb(bands, count, out);
        assertEquals(0, out.remaining());
        assertArrayEquals(expected, out.array());
    }

    @Test
    void coloursBeyondSrgbAreClipped() {
        ByteBuffer out = ByteBuffer.allocate(6);
        CieLab.toRgb(new float[][] {{140, -20}, {0, 0}, {0, 0}}, 2, out);
        assertArrayEquals(new byte[] {-1, 0, -1, 0, -1, 0}, out.array());
    }
}
