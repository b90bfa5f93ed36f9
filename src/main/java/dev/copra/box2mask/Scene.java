package dev.copra.box2mask;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.image.CieLab;
import java.util.ArrayList;
import java.util.List;

/**
 * An image and its boxes, as a strategy sees them.
 *
 * @param height image height in pixels
 * @param width image width in pixels
 * @param rgb the image in sRGB (red, green, blue, 8 bits), or null when the strategy needs no pixels
 * @param pixels the image in CIE Lab (three bands, L from 0 to 100); where it is not given, it is computed anew from
 *     {@code rgb} at each call, as not every strategy wants it
 * @param targets the annotations to infer masks for
 * @param context all other annotations of the image, whatever was selected, so that a selection never changes another
 *     instance's mask; empty for a strategy that needs no pixels
 */
public record Scene(
        int height, int width, Planar<GrayU8> rgb, Planar<GrayF32> pixels, List<Target> targets, List<Target> context) {

    /** A scene of which only the Lab image is known, or none at all. */
    public Scene(int height, int width, Planar<GrayF32> pixels, List<Target> targets, List<Target> context) {
        this(height, width, null, pixels, targets, context);
    }

    /** Whatever stands for one object: the targets, then those of the context that are no crowds. */
    public List<Target> instances() {
        List<Target> instances = new ArrayList<>(targets);
        for (Target other : context) {
            if (!other.crowd()) {
                instances.add(other);
            }
        }
        return instances;
    }

    /** The same scene with the image in Lab, for whom it serves more than once. */
    public Scene inLab() {
        return new Scene(height, width, rgb, pixels(), targets, context);
    }

    /** The same image with other boxes. */
    public Scene with(List<Target> otherTargets, List<Target> otherContext) {
        return new Scene(height, width, rgb, pixels, otherTargets, otherContext);
    }

    @Override
    public Planar<GrayF32> pixels() {
        return pixels == null && rgb != null ? CieLab.of(rgb) : pixels;
    }
}
