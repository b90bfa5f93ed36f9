package dev.copra.box2mask;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import dev.copra.coco.id.Id;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.List;
import java.util.Random;

/** Scenes drawn in Lab whose true masks are known. */
public final class Drawings {
    public static final int WIDTH = 160;
    public static final int HEIGHT = 120;

    private Drawings() {}

    /** An image of one colour with a little noise. */
    public static Planar<GrayF32> canvas(long seed, float noise) {
        Planar<GrayF32> image = new Planar<>(GrayF32.class, WIDTH, HEIGHT, 3);
        Random random = new Random(seed);
        for (GrayF32 band : image.bands) {
            for (int i = 0; i < band.data.length; i++) {
                band.data[i] = 40 + noise * (float) random.nextGaussian();
            }
        }
        return image;
    }

    /** Draws the ellipse inscribed in a box, and gives its mask. */
    public static Rle ellipse(Planar<GrayF32> image, Box box, float l, float a, float b) {
        byte[] mask = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double u = (x + .5 - box.x()) / box.width() * 2 - 1;
                double v = (y + .5 - box.y()) / box.height() * 2 - 1;
                if (u * u + v * v < 1) {
                    mask[y + HEIGHT * x] = 1;
                    image.bands[0].set(x, y, image.bands[0].get(x, y) - 40 + l);
                    image.bands[1].set(x, y, image.bands[1].get(x, y) - 40 + a);
                    image.bands[2].set(x, y, image.bands[2].get(x, y) - 40 + b);
                }
            }
        }
        return Rle.ofDense(mask, HEIGHT, WIDTH);
    }

    public static Target target(long id, Box box) {
        return new Target(Id.of(id), box, "apple", Id.of(53), null, false);
    }

    public static Scene scene(Planar<GrayF32> image, List<Target> targets, List<Target> context) {
        return new Scene(HEIGHT, WIDTH, image, targets, context);
    }
}
