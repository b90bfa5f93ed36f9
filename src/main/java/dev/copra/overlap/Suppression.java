package dev.copra.overlap;

import java.util.Arrays;

/**
 * Non-maximum suppression: of objects that overlap, the one with the best score stays, and the others go or lose score. Equal
 * scores go by the order given, the first being the better.
 */
public final class Suppression {
    /** What is left of a score that was suppressed. */
    public static final double GONE = -1;

    /** How much objects i and j of those given overlap, 0 to 1; symmetric. */
    public interface Overlap {
        /** The IoU of objects i and j, 0 to 1. */
        double of(int i, int j);

        /** The IoU that the boxes about two objects have at least if these overlap by more than a threshold. */
        default double least(double threshold) {
            return 0;
        }

        /** The IoU of the boxes themselves. @param boxes x, y, width, height of each */
        static Overlap ofBoxes(double[] boxes) {
            return new Overlap() {
                @Override
                public double of(int i, int j) {
                    return BoxOverlap.iou(boxes, 4 * i, boxes, 4 * j, false);
                }

                @Override
                public double least(double threshold) {
                    return Math.min(threshold, 1);
                }
            };
        }
    }

    /** How objects that overlap better ones are treated. */
    public enum Method {
        /** They go if they overlap by more than the threshold. */
        HARD,
        /**
         * Beyond the threshold their score is multiplied by 1 - overlap, again for each better one (N. Bodla et al., Soft-NMS,
         * 2017).
         */
        LINEAR,
        /** Their score is multiplied by exp(-overlap^2 / sigma), again for each better one (the same paper). */
        GAUSSIAN,
        /**
         * Their score is multiplied once, by the least of exp(-(overlap^2 - c^2) / sigma) over the better ones, c being how much
         * that one is itself overlapped by its betters (X. Wang et al., SOLOv2, 2020).
         */
        MATRIX
    }

    private Suppression() {}

    /**
     * Suppresses.
     *
     * @param scores of the objects; not changed
     * @param bounds a box about each object, x, y, width, height: objects whose boxes have nothing in common do not overlap
     * @param threshold for {@link Method#HARD} and {@link Method#LINEAR}
     * @param sigma for {@link Method#GAUSSIAN} and {@link Method#MATRIX}
     * @param least an object whose score falls below this is gone, and no longer suppresses others;
     *     {@link Method#LINEAR} and {@link Method#GAUSSIAN} know no scores below 0
     * @return the scores that are left, {@link #GONE} where nothing is
     */
    public static double[] suppress(
            Method method,
            double[] scores,
            double[] bounds,
            Overlap overlap,
            double threshold,
            double sigma,
            double least) {
        return switch (method) {
            case HARD -> kept(scores, clusters(scores, bounds, overlap, threshold));
            case LINEAR, GAUSSIAN -> soft(method, scores, bounds, overlap, threshold, sigma, least);
            case MATRIX -> matrix(scores, bounds, overlap, sigma, least);
        };
    }

    /**
     * Hard suppression, with memory: for each object the index of the one that stays in its place, itself if it stays.
     *
     * @param bounds a box about each object: objects whose boxes have nothing in common do not overlap
     * @param threshold more overlap than this suppresses; at least 0
     */
    public static int[] clusters(double[] scores, double[] bounds, Overlap overlap, double threshold) {
        if (!(threshold >= 0)) {
            throw new IllegalArgumentException("a threshold of at least 0 is needed, not " + threshold);
        }
        int[] order = order(scores);
        BoxGrid waiting = new BoxGrid(bounds);
        int[] leader = new int[order.length];
        Arrays.fill(leader, -1);
        double least = overlap.least(threshold);
        for (int i : order) {
            if (leader[i] < 0) {
                leader[i] = i;
                waiting.remove(i);
                for (int n = waiting.search(i, least) - 1; n >= 0; n--) {
                    int j = waiting.found(n);
                    if (overlap.of(i, j) > threshold) {
                        leader[j] = i;
                        waiting.remove(j);
                    }
                }
            }
        }
        return leader;
    }

    private static double[] kept(double[] scores, int[] leader) {
        double[] left = scores.clone();
        for (int i = 0; i < left.length; i++) {
            left[i] = leader[i] == i ? left[i] : GONE;
        }
        return left;
    }

    private static double[] soft(
            Method method,
            double[] scores,
            double[] bounds,
            Overlap overlap,
            double threshold,
            double sigma,
            double least) {
        double[] left = scores.clone();
        // those that are neither taken nor gone
        BoxGrid waiting = new BoxGrid(bounds);
        // scores below 0 would rise
        double lowest = Math.max(least, 0);
        for (int i = 0; i < left.length; i++) {
            if (left[i] < lowest) {
                waiting.remove(i);
            }
        }
        double wanted = method == Method.LINEAR ? overlap.least(threshold) : 0;
        FallingScores queue = new FallingScores(left);
        while (!queue.isEmpty()) {
            int i = queue.removeBest();
            waiting.remove(i);
            if (left[i] < lowest) {
                left[i] = GONE;
                continue;
            }
            for (int n = waiting.search(i, wanted) - 1; n >= 0; n--) {
                int j = waiting.found(n);
                double common = overlap.of(i, j);
                if (method == Method.GAUSSIAN) {
                    left[j] *= common == 0 ? 1 : Math.exp(-common * common / sigma);
                } else if (common > threshold) {
                    left[j] *= 1 - common;
                }
                if (left[j] < lowest) {
                    // it only becomes less, so what else lowers it need not be known
                    waiting.remove(j);
                }
            }
        }
        return left;
    }

    private static double[] matrix(double[] scores, double[] bounds, Overlap overlap, double sigma, double least) {
        double[] left = scores.clone();
        double[] most = new double[scores.length];
        // exponents: the least factor has the least one
        double[] exponents = new double[scores.length];
        BoxGrid worse = new BoxGrid(bounds);
        for (int i : order(scores)) {
            worse.remove(i);
            left[i] = scores[i] * Math.exp(exponents[i]);
            if (left[i] < least) {
                left[i] = GONE;
            }
            for (int n = worse.search(i, 0) - 1; n >= 0; n--) {
                int j = worse.found(n);
                double common = overlap.of(i, j);
                most[j] = Math.max(most[j], common);
                exponents[j] = Math.min(exponents[j], -(common * common - most[i] * most[i]) / sigma);
            }
        }
        return left;
    }

    /** Indices, the best score first, equals in their order. */
    public static int[] order(double[] scores) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> scores[a] > scores[b] ? -1 : scores[a] < scores[b] ? 1 : 0);
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }
}
