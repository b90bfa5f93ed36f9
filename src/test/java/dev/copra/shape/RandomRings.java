package dev.copra.shape;

import java.util.Random;

/**
 * Random rings of the kinds that break rasterisers: out of the image, self-crossing, smaller than a pixel, on the ties of
 * the grid of fifths, with spikes and repeated vertices, far away, and shaped like real outlines.
 */
public final class RandomRings {
    private final Random random;

    public RandomRings(Random random) {
        this.random = random;
    }

    /** A side of 1 to 700 pixels, mostly small. */
    public int side() {
        return switch (random.nextInt(20)) {
            case 0 -> 1;
            case 1 -> 200 + random.nextInt(500);
            case 2, 3, 4, 5 -> 1 + random.nextInt(100);
            default -> 1 + random.nextInt(24);
        };
    }

    public double[] next(int height, int width) {
        int vertices = switch (random.nextInt(12)) {
            case 0 -> random.nextInt(3);
            case 1 -> 30 + random.nextInt(120);
            default -> 3 + random.nextInt(12);
        };
        double[] ring = new double[2 * vertices + random.nextInt(2)];
        switch (random.nextInt(8)) {
            case 0 -> uniform(ring, height, width, 3);
            case 1 -> uniform(ring, 1 + height / 8, 1 + width / 8, 1);
            case 2 -> uniform(ring, 2, 2, 1);
            case 3, 4 -> outline(ring, height, width);
            case 5 -> uniform(ring, height, width, random.nextInt(40) == 0 ? 2000 : 30);
            default -> uniform(ring, height, width, 1.2);
        }
        move(ring, height, width);
        round(ring);
        spoil(ring);
        return ring;
    }

    private void uniform(double[] ring, int height, int width, double spread) {
        for (int i = 0; i < ring.length; i++) {
            double side = i % 2 == 0 ? width : height;
            ring[i] = side * (.5 + (random.nextDouble() - .5) * spread);
        }
    }

    private void outline(double[] ring, int height, int width) {
        double radius = random.nextDouble() * .7;
        double noise = random.nextDouble() * .5;
        for (int i = 0; i + 1 < ring.length; i += 2) {
            double angle = 2 * Math.PI * i / ring.length;
            double r = radius * (1 - noise * random.nextDouble());
            ring[i] = width * (.5 + r * Math.cos(angle));
            ring[i + 1] = height * (.5 + r * Math.sin(angle));
        }
    }

    private void move(double[] ring, int height, int width) {
        double dx = (random.nextDouble() - .5) * width;
        double dy = (random.nextDouble() - .5) * height;
        for (int i = 0; i < ring.length && random.nextInt(200) > 0; i++) {
            ring[i] += i % 2 == 0 ? dx : dy;
        }
    }

    private void round(double[] ring) {
        double grid = switch (random.nextInt(8)) {
            case 0 -> 1;
            case 1 -> 5;
            case 2 -> 10;
            case 3 -> 2;
            case 4 -> 100;
            case 5 -> 20;
            default -> 0;
        };
        for (int i = 0; i < ring.length && grid > 0; i++) {
            ring[i] = Math.round(ring[i] * grid) / grid;
            if (random.nextInt(20) == 0) {
                ring[i] = random.nextBoolean() ? Math.nextUp(ring[i]) : Math.nextDown(ring[i]);
            }
        }
    }

    /** Repeats vertices, goes back to earlier ones and aligns neighbours. */
    private void spoil(double[] ring) {
        if (ring.length < 6 || random.nextInt(3) > 0) {
            return;
        }
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int from = 2 * random.nextInt(ring.length / 2);
            int to = random.nextInt(3) == 0 ? 2 * random.nextInt(ring.length / 2) : (from + 2) % (ring.length / 2 * 2);
            int which = random.nextInt(3);
            if (which != 1) {
                ring[to] = ring[from];
            }
            if (which != 0) {
                ring[to + 1] = ring[from + 1];
            }
        }
    }
}
