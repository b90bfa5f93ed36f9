package dev.copra.model.frame;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.mask.RunBuilder;

/**
 * A map over whole pixels of an image: a value at each pixel's centre, nothing outside.
 *
 * @param left the first column, in the image
 * @param top the first row
 * @param values row-major: pixel (x, y) of the image is at (y - top) * width + x - left
 */
public record Patch(int left, int top, int width, int height, float[] values) {

    /** Nowhere. */
    static final Patch NONE = new Patch(0, 0, 0, 0, new float[0]);

    /** The pixels of an image that a box touches, as a patch of zeros. */
    public static Patch over(Box box, int imageHeight, int imageWidth) {
        int left = (int) Math.max(0, Math.min(imageWidth, Math.floor(box.x())));
        int top = (int) Math.max(0, Math.min(imageHeight, Math.floor(box.y())));
        int right = (int) Math.max(left, Math.min(imageWidth, Math.ceil(box.right())));
        int bottom = (int) Math.max(top, Math.min(imageHeight, Math.ceil(box.bottom())));
        return new Patch(
                left, top, right - left, bottom - top, new float[Math.multiplyExact(right - left, bottom - top)]);
    }

    /** The pixels whose value is above a limit, as a mask of the image. */
    public Rle above(float limit, int imageHeight, int imageWidth) {
        RunBuilder runs = new RunBuilder(width);
        for (int x = 0; x < width; x++) {
            int column = (left + x) * imageHeight + top;
            int y = 0;
            while (y < height) {
                int start = y;
                while (y < height && values[y * width + x] > limit) {
                    y++;
                }
                runs.append(column + start, column + y);
                y++;
            }
        }
        return runs.build(imageHeight, imageWidth);
    }

    /** The same with 1 / (1 + exp(-v)) for each value v. */
    Patch sigmoid() {
        float[] probability = new float[values.length];
        for (int i = 0; i < probability.length; i++) {
            probability[i] = (float) (1 / (1 + Math.exp(-values[i])));
        }
        return new Patch(left, top, width, height, probability);
    }
}
