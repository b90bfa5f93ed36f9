package dev.copra.mask;

import java.util.Arrays;
import java.util.Random;

/** Random masks of the kinds that break code: noise of any density, stripes, checkerboards, nested frames, blobs, lines. */
public final class RandomMasks {
    private final Random random;

    public RandomMasks(Random random) {
        this.random = random;
    }

    /** A side of 0 to 40 pixels, mostly small, rarely larger. */
    public int side() {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(3);
            case 1 -> 1;
            case 2 -> 41 + random.nextInt(100);
            case 3, 4, 5, 6 -> 1 + random.nextInt(40);
            default -> 1 + random.nextInt(12);
        };
    }

    public Rle next(int height, int width) {
        return Rle.ofDense(dense(height, width), height, width);
    }

    /** The same mask with empty runs put in, as other writers' files may have them. */
    public Rle withEmptyRuns(Rle mask) {
        int[] counts = mask.counts();
        int[] padded = new int[3 * counts.length + 2];
        int size = 0;
        for (int count : counts) {
            if (random.nextInt(3) == 0) {
                int part = random.nextInt(count + 1);
                padded[size++] = part;
                padded[size++] = 0;
                padded[size++] = count - part;
            } else {
                padded[size++] = count;
            }
        }
        size += random.nextInt(3);
        return new Rle(mask.height(), mask.width(), Arrays.copyOf(padded, size));
    }

    private byte[] dense(int height, int width) {
        byte[] dense = new byte[height * width];
        int kind = random.nextInt(8);
        double density = random.nextDouble();
        int period = 1 + random.nextInt(4);
        int shift = random.nextInt(2);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                int frame = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
                boolean set = switch (kind) {
                    case 0 -> x / period % 2 == shift;
                    case 1 -> y / period % 2 == shift;
                    case 2 -> (x / period + y / period) % 2 == shift;
                    case 3 -> frame / period % 2 == shift ^ random.nextInt(30) == 0;
                    case 4 -> shift == 1;
                    default -> random.nextDouble() < density;
                };
                dense[y + height * x] = (byte) (set ? 1 : 0);
            }
        }
        if (kind >= 6) {
            ellipses(dense, height, width);
        }
        return dense;
    }

    private void ellipses(byte[] dense, int height, int width) {
        Arrays.fill(dense, (byte) 0);
        for (int i = random.nextInt(5); i >= 0; i--) {
            double cx = random.nextDouble() * width;
            double cy = random.nextDouble() * height;
            double rx = random.nextDouble() * width / 2 + .3;
            double ry = random.nextDouble() * height / 2 + .3;
            byte value = (byte) (i % 2 == 0 ? 1 : 0);
            for (int x = 0; x < width; x++) {
                for (int y = 0; y < height; y++) {
                    double dx = (x + .5 - cx) / rx;
                    double dy = (y + .5 - cy) / ry;
                    if (dx * dx + dy * dy <= 1) {
                        dense[y + height * x] = value;
                    }
                }
            }
        }
    }
}
