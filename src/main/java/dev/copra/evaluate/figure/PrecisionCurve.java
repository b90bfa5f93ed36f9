package dev.copra.evaluate.figure;

/** The curve of precision over recall of one category. */
public final class PrecisionCurve {
    /** Why a lone true detection has a precision just below 1, as in {@code COCOeval}. */
    private static final double EPSILON = Math.ulp(1.0);

    private PrecisionCurve() {}

    /**
     * Precision at each recall, the best at that recall or a higher one, and 0 where it is not reached: as {@code accumulate} of
     * {@code COCOeval} has it, to the last bit.
     *
     * @param right of the detections that count, the best score first, whether each has found a truth
     * @param size how many detections there are
     * @param truths how many truths there are to be found, at least 1
     * @param recalls ascending
     */
    public static double[] of(boolean[] right, int size, int truths, double[] recalls) {
        double[] atHit = new double[size + 1];
        int found = 0;
        for (int i = 0; i < size; i++) {
            if (right[i]) {
                found++;
                atHit[found] = found / (i + 1 + EPSILON);
            }
        }
        int[] needed = Recalls.needed(recalls, truths);
        double[] precision = new double[recalls.length];
        double best = 0;
        int hit = found;
        for (int r = recalls.length - 1; r >= 0; r--) {
            while (hit > 0 && hit >= needed[r]) {
                best = Math.max(best, atHit[hit--]);
            }
            precision[r] = needed[r] > found ? 0 : best;
        }
        return precision;
    }
}
