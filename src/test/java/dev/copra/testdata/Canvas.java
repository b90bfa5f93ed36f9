package dev.copra.testdata;

import java.awt.image.BufferedImage;

/**
 * Paints silhouettes back to front, lit from the top left, and remembers which thing each pixel shows: a thing's mask
 * is where its number is left in the end. Pixel (x, y) has its centre at (x + .5, y + .5).
 */
final class Canvas {
    /** The number of what is no object. */
    static final int SCENERY = 0;

    private static final double[] LIGHT = unit(-0.5, -0.62, 0.75);
    private static final double[] HALFWAY = unit(-0.5, -0.62, 1.75);

    final int width;
    final int height;
    private final Rgb[] pixels;
    private final int[] owner;

    Canvas(int width, int height, Texture background) {
        this.width = width;
        this.height = height;
        pixels = new Rgb[width * height];
        owner = new int[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = background.at(i % width + 0.5, i / width + 0.5);
        }
    }

    /** Paints one part of a thing; {@link #SCENERY} hides things without being one. */
    Canvas paint(int thing, Silhouette shape, Material material) {
        near(shape, 1, (x, y, distance) -> {
            int i = y * width + x;
            if (distance < 0) {
                owner[i] = thing;
            }
            if (distance < 0.5) {
                pixels[i] = pixels[i].mix(lit(shape, material, x + 0.5, y + 0.5, distance), 0.5 - distance);
            }
        });
        return this;
    }

    /** Darkens what is there as the shape's shadow would, {@code dx}, {@code dy} away and blurred. */
    Canvas shadow(Silhouette shape, double dx, double dy, double blur, double strength) {
        near(shape.move(dx, dy), blur, (x, y, distance) -> {
            double t = Math.max(0, Math.min(1, 0.5 - distance / (2 * blur)));
            pixels[y * width + x] = pixels[y * width + x].times(1 - strength * t * t * (3 - 2 * t));
        });
        return this;
    }

    /** Mixes what is painted so far with a colour: haze, dusk, depth. */
    Canvas veil(int hex, Silhouette where, double share, double softness) {
        Rgb colour = Rgb.of(hex);
        near(where, softness, (x, y, distance) -> {
            double t = Math.max(0, Math.min(1, 0.5 - distance / (2 * softness)));
            pixels[y * width + x] = pixels[y * width + x].mix(colour, share * t);
        });
        return this;
    }

    @FunctionalInterface
    private interface Dot {
        void at(int x, int y, double distance);
    }

    /** Visits the pixels whose distance from the shape is below {@code reach}. */
    private void near(Silhouette shape, double reach, Dot dot) {
        int tile = 16;
        // The distance grows by at most 1 a pixel, or nearly so; twice that is safe.
        double far = reach + 2 * Math.sqrt(2) * tile / 2;
        for (int top = 0; top < height; top += tile) {
            for (int left = 0; left < width; left += tile) {
                if (shape.at(left + tile / 2.0, top + tile / 2.0) > far) {
                    continue;
                }
                for (int y = top; y < Math.min(top + tile, height); y++) {
                    for (int x = left; x < Math.min(left + tile, width); x++) {
                        double distance = shape.at(x + 0.5, y + 0.5);
                        if (distance < reach) {
                            dot.at(x, y, distance);
                        }
                    }
                }
            }
        }
    }

    /** What a camera adds: darker corners and a little grain. */
    Canvas develop(double vignette, double grain, int seed) {
        for (int i = 0; i < pixels.length; i++) {
            double u = (i % width + 0.5) / width * 2 - 1;
            double v = (i / width + 0.5) / height * 2 - 1;
            double n = 0;
            for (int k = 0; k < 3; k++) {
                n += Noise.hash(i % width, i / width, seed + 57 * k) - 0.5;
            }
            pixels[i] = pixels[i].times((1 - vignette * (u * u + v * v) / 2) * (1 + grain * n));
        }
        return this;
    }

    /** The thing that pixel (x, y) shows; {@link #SCENERY} outside the image. */
    int thingAt(double x, double y) {
        boolean inside = x >= 0 && y >= 0 && x < width && y < height;
        return inside ? owner[(int) y * width + (int) x] : SCENERY;
    }

    /** The visible part of a thing: one byte a pixel, column-major, pixel (x, y) at y + height * x. */
    byte[] mask(int thing) {
        byte[] dense = new byte[owner.length];
        for (int i = 0; i < owner.length; i++) {
            dense[i / width + height * (i % width)] = (byte) (owner[i] == thing ? 1 : 0);
        }
        return dense;
    }

    /** @param type one of {@link BufferedImage}'s {@code TYPE_3BYTE_BGR} and {@code TYPE_BYTE_GRAY} */
    BufferedImage picture(int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < pixels.length; i++) {
            Rgb c = pixels[i];
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                double luminance = 0.2126 * c.r() + 0.7152 * c.g() + 0.0722 * c.b();
                image.getRaster().setSample(i % width, i / width, 0, Rgb.srgb(luminance));
            } else {
                int rgb = Rgb.srgb(c.r()) << 16 | Rgb.srgb(c.g()) << 8 | Rgb.srgb(c.b());
                image.setRGB(i % width, i / width, rgb);
            }
        }
        return image;
    }

    /** The texture under a light from the top left, on a surface that is round within {@code bevel} of the edge. */
    private static Rgb lit(Silhouette shape, Material material, double x, double y, double distance) {
        Rgb colour = material.texture().at(x, y);
        double bevel = material.bevel();
        if (bevel <= 0) {
            return colour;
        }
        double[] normal = {0, 0, 1};
        if (distance > -bevel - 1) {
            double slopeX = swell(shape, x + 0.75, y, bevel) - swell(shape, x - 0.75, y, bevel);
            double slopeY = swell(shape, x, y + 0.75, bevel) - swell(shape, x, y - 0.75, bevel);
            normal = unit(-slopeX / 1.5, -slopeY / 1.5, 1);
        }
        double diffuse = Math.max(0, dot(normal, LIGHT));
        double shine = Math.max(0, dot(normal, HALFWAY));
        shine *= shine;
        shine *= shine;
        shine *= shine;
        shine *= shine;
        // A face turned to the viewer keeps its texture's colour.
        double brightness = 0.42 + 0.58 * diffuse / LIGHT[2];
        return colour.times(brightness).plus(material.gloss() * 0.5 * shine * shine * (diffuse > 0 ? 1 : 0));
    }

    /** Height of the surface over the picture's plane. */
    private static double swell(Silhouette shape, double x, double y, double bevel) {
        double t = 1 - Math.max(0, Math.min(1, -shape.at(x, y) / bevel));
        return 0.8 * bevel * Math.sqrt(1 - t * t * 0.96);
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }
}
