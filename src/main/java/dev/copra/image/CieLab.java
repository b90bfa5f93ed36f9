package dev.copra.image;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.nio.ByteBuffer;

/**
 * From 8-bit sRGB to CIE Lab and back (D65, L from 0 to 100; IEC 61966-2-1 and CIE 15). By tables, to within .001: BoofCV's
 * {@code ColorLab} goes through {@code Math.pow} and {@code Math.cbrt} for every pixel, which is ten times slower and
 * may differ in the last bit between Java versions.
 */
public final class CieLab {
    private static final double EPSILON = 216 / 24389.0;
    private static final double KAPPA = 24389 / 27.0;
    private static final int STEPS = 1 << 12;

    private static final float[] LINEAR = new float[256];
    private static final float[] ROOT = new float[STEPS + 2];
    private static final float[] GAMMA = new float[STEPS + 2];

    static {
        for (int i = 0; i < LINEAR.length; i++) {
            double c = i / 255.0;
            LINEAR[i] = (float) (c <= .04045 ? c / 12.92 : StrictMath.pow((c + .055) / 1.055, 2.4));
        }
        for (int i = 0; i < ROOT.length; i++) {
            double t = i / (double) STEPS;
            ROOT[i] = (float) (t > EPSILON ? StrictMath.cbrt(t) : (KAPPA * t + 16) / 116);
            GAMMA[i] = (float) (t <= .0031308 ? t * 12.92 : 1.055 * StrictMath.pow(t, 1 / 2.4) - .055);
        }
    }

    private CieLab() {}

    /**
     * Converts an image.
     *
     * @param rgb three bands of sRGB: red, green, blue
     * @return three bands of the same size: L, a, b
     */
    public static Planar<GrayF32> of(Planar<GrayU8> rgb) {
        Planar<GrayF32> lab = new Planar<>(GrayF32.class, rgb.width, rgb.height, 3);
        for (int y = 0; y < rgb.height; y++) {
            int from = rgb.startIndex + y * rgb.stride;
            int to = lab.startIndex + y * lab.stride;
            for (int x = 0; x < rgb.width; x++, from++, to++) {
                float r = LINEAR[rgb.bands[0].data[from] & 0xff];
                float g = LINEAR[rgb.bands[1].data[from] & 0xff];
                float b = LINEAR[rgb.bands[2].data[from] & 0xff];
                float fx = root(.43388735f * r + .37622401f * g + .18988865f * b);
                float fy = root(.21263901f * r + .71516868f * g + .07219231f * b);
                float fz = root(.01775004f * r + .10944762f * g + .87280234f * b);
                lab.bands[0].data[to] = 116 * fy - 16;
                lab.bands[1].data[to] = 500 * (fx - fy);
                lab.bands[2].data[to] = 200 * (fy - fz);
            }
        }
        return lab;
    }

    /**
     * Converts colours back, to within half a level of 8 bits. Colours that sRGB does not have are clipped.
     *
     * @param lab three bands: L, a, b
     * @param size pixels of each band
     * @param out receives all red values, then all green ones, then all blue ones
     */
    public static void toRgb(float[][] lab, int size, ByteBuffer out) {
        int at = out.position();
        for (int i = 0; i < size; i++) {
            float fy = (lab[0][i] + 16) / 116;
            float x = cube(fy + lab[1][i] / 500);
            float y = cube(fy);
            float z = cube(fy - lab[2][i] / 200);
            out.put(at + i, level(3.0803991f * x - 1.5373832f * y - .5430159f * z));
            out.put(at + size + i, level(-.9212234f * x + 1.8759675f * y + .0452559f * z));
            out.put(at + 2 * size + i, level(.0528739f * x - .2039770f * y + 1.1511030f * z));
        }
        out.position(at + 3 * size);
    }

    private static float cube(float f) {
        return f > 6 / 29f ? f * f * f : (float) ((116 * f - 16) / KAPPA);
    }

    private static byte level(float linear) {
        float at = Math.max(0, Math.min(linear, 1)) * STEPS;
        int i = (int) at;
        return (byte) ((GAMMA[i] + (at - i) * (GAMMA[i + 1] - GAMMA[i])) * 255 + .5f);
    }

    private static float root(float t) {
        float at = Math.min(t, 1) * STEPS;
        int i = (int) at;
        return ROOT[i] + (at - i) * (ROOT[i + 1] - ROOT[i]);
    }
}
