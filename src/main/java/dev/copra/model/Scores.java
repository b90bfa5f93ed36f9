package dev.copra.model;

/** From what a network gives to probabilities. */
final class Scores {
    private Scores() {}

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** exp(v) over the sum of all exp(v). */
    static float[] softmax(float[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        float[] shares = new float[logits.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) Math.exp(logits[i] - most);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= (float) sum;
        }
        return shares;
    }

    /** The index of the greatest of some values, the first of equals. */
    static int best(float[] values, int from, int to) {
        int best = from;
        for (int i = from + 1; i < to; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
