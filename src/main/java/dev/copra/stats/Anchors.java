package dev.copra.stats;

import java.util.Arrays;
import java.util.Random;

/**
 * Anchor boxes for a data set: shapes, width and height, that its boxes resemble. Two shapes are compared by the IoU of boxes
 * about one centre (J. Redmon and A. Farhadi, YOLO9000, 2017, section 2).
 */
public final class Anchors {
    private static final int ROUNDS = 300;

    /** Width and height of each box. */
    private final double[] shapes;

    /** @param shapes width and height of each box, one after the other, all above 0 */
    public Anchors(double[] shapes) {
        this.shapes = shapes.clone();
    }

    /** The number of boxes. */
    public int size() {
        return shapes.length / 2;
    }

    /** IoU of two boxes about one centre. */
    static double iou(double w, double h, double w2, double h2) {
        double common = Math.min(w, w2) * Math.min(h, h2);
        return common / (w * h + w2 * h2 - common);
    }

    /**
     * Finds anchors by k-means with 1 - IoU for distance, its centres chosen by k-means++.
     *
     * @return width and height of each, by area; the same for the same seed
     */
    public double[] find(int k, long seed) {
        double[] centres = start(k, new Random(seed));
        int[] cluster = new int[size()];
        for (int round = 0; round < ROUNDS; round++) {
            boolean changed = round == 0;
            double[] sums = new double[2 * k];
            int[] members = new int[k];
            for (int i = 0; i < cluster.length; i++) {
                int nearest = nearest(centres, i);
                changed |= nearest != cluster[i];
                cluster[i] = nearest;
                sums[2 * nearest] += shapes[2 * i];
                sums[2 * nearest + 1] += shapes[2 * i + 1];
                members[nearest]++;
            }
            if (!changed) {
                break;
            }
            for (int c = 0; c < k; c++) {
                if (members[c] > 0) {
                    centres[2 * c] = sums[2 * c] / members[c];
                    centres[2 * c + 1] = sums[2 * c + 1] / members[c];
                }
            }
        }
        return sorted(centres);
    }

    private double[] start(int k, Random random) {
        double[] centres = new double[2 * k];
        double[] distance = new double[size()];
        Arrays.fill(distance, 1);
        for (int c = 0; c < k; c++) {
            double sum = 0;
            for (double d : distance) {
                sum += d;
            }
            double left = random.nextDouble() * sum;
            int chosen = 0;
            while (chosen < size() - 1 && (left -= distance[chosen]) >= 0) {
                chosen++;
            }
            centres[2 * c] = shapes[2 * chosen];
            centres[2 * c + 1] = shapes[2 * chosen + 1];
            for (int i = 0; i < distance.length; i++) {
                double d = 1 - iou(shapes[2 * i], shapes[2 * i + 1], centres[2 * c], centres[2 * c + 1]);
                distance[i] = Math.min(distance[i], d * d);
            }
        }
        return centres;
    }

    private int nearest(double[] centres, int i) {
        int nearest = 0;
        double most = -1;
        for (int c = 0; c < centres.length / 2; c++) {
            double iou = iou(shapes[2 * i], shapes[2 * i + 1], centres[2 * c], centres[2 * c + 1]);
            if (iou > most) {
                most = iou;
                nearest = c;
            }
        }
        return nearest;
    }

    private static double[] sorted(double[] pairs) {
        Integer[] order = new Integer[pairs.length / 2];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(pairs[2 * a] * pairs[2 * a + 1], pairs[2 * b] * pairs[2 * b + 1]));
        double[] sorted = new double[pairs.length];
        for (int i = 0; i < order.length; i++) {
            sorted[2 * i] = pairs[2 * order[i]];
            sorted[2 * i + 1] = pairs[2 * order[i] + 1];
        }
        return sorted;
    }

    /**
     * What anchors are good for.
     *
     * @param meanIou the mean of the boxes' IoU with their best anchor
     * @param bestPossibleRecall the part of the boxes whose best anchor overlaps enough
     */
    public record Fit(double meanIou, double bestPossibleRecall) {}

    /** How many boxes have which IoU with their best anchor. @param anchors width and height of each @param bins of equal width to 1 */
    public long[] histogram(double[] anchors, int bins) {
        long[] counts = new long[bins];
        for (int i = 0; i < size(); i++) {
            int c = nearest(anchors, i);
            double iou = iou(shapes[2 * i], shapes[2 * i + 1], anchors[2 * c], anchors[2 * c + 1]);
            counts[(int) Math.min(bins - 1, Math.floor(iou * bins))]++;
        }
        return counts;
    }

    /** @param anchors width and height of each */
    public Fit fit(double[] anchors, double threshold) {
        double sum = 0;
        int reached = 0;
        for (int i = 0; i < size(); i++) {
            int c = nearest(anchors, i);
            double iou = iou(shapes[2 * i], shapes[2 * i + 1], anchors[2 * c], anchors[2 * c + 1]);
            sum += iou;
            reached += iou >= threshold ? 1 : 0;
        }
        return new Fit(sum / size(), (double) reached / size());
    }

    /** Sizes, as the square roots of areas, around which the boxes lie, ascending. */
    public double[] sizes(int count) {
        double[] logs = new double[size()];
        Arrays.setAll(logs, i -> Math.log(shapes[2 * i] * shapes[2 * i + 1]) / 2);
        return centres(logs, count);
    }

    /** Ratios of height to width around which the boxes lie, ascending. */
    public double[] ratios(int count) {
        double[] logs = new double[size()];
        Arrays.setAll(logs, i -> Math.log(shapes[2 * i + 1] / shapes[2 * i]));
        return centres(logs, count);
    }

    /** k-means on a line, begun at the quantiles; gives exponentials of the centres. */
    private static double[] centres(double[] values, int count) {
        Arrays.sort(values);
        double[] centres = new double[count];
        for (int c = 0; c < count; c++) {
            centres[c] = values[(int) ((c + .5) / count * values.length)];
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[] sums = new double[count];
            int[] members = new int[count];
            int c = 0;
            for (double value : values) {
                while (c < count - 1 && value > (centres[c] + centres[c + 1]) / 2) {
                    c++;
                }
                sums[c] += value;
                members[c]++;
            }
            double[] moved = centres.clone();
            for (int i = 0; i < count; i++) {
                moved[i] = members[i] > 0 ? sums[i] / members[i] : centres[i];
            }
            if (Arrays.equals(moved, centres)) {
                break;
            }
            centres = moved;
        }
        for (int c = 0; c < count; c++) {
            centres[c] = Math.exp(centres[c]);
        }
        return centres;
    }

    /** All sizes in all ratios, as detectors that keep the two apart have them: width and height of each. */
    public static double[] grid(double[] sizes, double[] ratios) {
        double[] grid = new double[2 * sizes.length * ratios.length];
        int at = 0;
        for (double size : sizes) {
            for (double ratio : ratios) {
                grid[at++] = size / Math.sqrt(ratio);
                grid[at++] = size * Math.sqrt(ratio);
            }
        }
        return grid;
    }
}
