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
        double of(int i, int j);
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
     * @param threshold for {@link Method#HARD} and {@link Method#LINEAR}
     * @param sigma for {@link Method#GAUSSIAN} and {@link Method#MATRIX}
     * @param least an object whose score falls below this is gone, and no longer suppresses others
     * @return the scores that are left, {@link #GONE} where nothing is
     */
    public static double[] suppress(
            Method method, double[] scores, Overlap overlap, double threshold, double sigma, double least) {
        return switch (method) {
            case HARD -> kept(scores, clusters(scores, overlap, threshold));
            case LINEAR, GAUSSIAN -> soft(method, scores, overlap, threshold, sigma, least);
            case MATRIX -> matrix(scores, overlap, sigma, least);
        };
    }

    /**
     * Hard suppression, with memory: for each object the index of the one that stays in its place, itself if it stays.
     *
     * @param threshold more overlap than this suppresses
     */
    public static int[] clusters(double[] scores, Overlap overlap, double threshold) {
        int[] order = order(scores);
        int[] leader = new int[order.length];
        Arrays.fill(leader, -1);
        for (int at = 0; at < order.length; at++) {
            int i = order[at];
            if (leader[i] >= 0) {
                continue;
            }
            leader[i] = i;
            for (int later = at + 1; later < order.length; later++) {
                int j = order[later];
                if (leader[j] < 0 && overlap.of(i, j) > threshold) {
                    leader[j] = i;
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
            Method method, double[] scores, Overlap overlap, double threshold, double sigma, double least) {
        double[] left = scores.clone();
        boolean[] done = new boolean[left.length];
        for (int i = best(left, done); i >= 0; i = best(left, done)) {
            done[i] = true;
            if (left[i] < least) {
                left[i] = GONE;
                continue;
            }
            for (int j = 0; j < left.length; j++) {
                if (!done[j]) {
                    double common = overlap.of(i, j);
                    left[j] *= method == Method.GAUSSIAN
                            ? Math.exp(-common * common / sigma)
                            : common > threshold ? 1 - common : 1;
                }
            }
        }
        return left;
    }

    private static int best(double[] scores, boolean[] done) {
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
            if (!done[i] && (best < 0 || scores[i] > scores[best])) {
                best = i;
            }
        }
        return best;
    }

    private static double[] matrix(double[] scores, Overlap overlap, double sigma, double least) {
        int[] order = order(scores);
        double[] left = scores.clone();
        double[] most = new double[order.length];
        for (int at = 0; at < order.length; at++) {
            int j = order[at];
            double factor = 1;
            for (int before = 0; before < at; before++) {
                int i = order[before];
                double common = overlap.of(i, j);
                most[j] = Math.max(most[j], common);
                factor = Math.min(factor, Math.exp(-(common * common - most[i] * most[i]) / sigma));
            }
            left[j] = scores[j] * factor < least ? GONE : scores[j] * factor;
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
