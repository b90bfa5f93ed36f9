package dev.copra.box2mask.learned;

import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.image.CieLab;
import java.nio.ByteBuffer;

/** The colours that the network sees of a box, sRGB, over its {@link Crop}. Not thread-safe. */
final class Colours {
    /** Bytes of the three colours of a box. */
    static final int BYTES = 3 * Crop.SIZE * Crop.SIZE;

    private final float[][] lab = new float[3][Crop.SIZE * Crop.SIZE];

    /**
     * Writes red, green and blue, one after the other, each row-major.
     *
     * @param image the image in Lab
     * @param frame the box's {@link Crop} of {@link Crop#SIZE}
     * @param out receives {@value #BYTES} bytes
     */
    void write(Pyramid image, Frame frame, ByteBuffer out) {
        image.sample(frame, lab);
        CieLab.toRgb(lab, Crop.SIZE * Crop.SIZE, out);
    }
}
