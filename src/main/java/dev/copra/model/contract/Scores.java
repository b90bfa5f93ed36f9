package dev.copra.model.contract;

import dev.copra.model.setting.Settings;
import dev.copra.model.tensor.Tensor;

/** From what a network gives to probabilities. */
public final class Scores {
    private Scores() {}

    /** Whether values are probabilities, as they are said to be or as their range tells. */
    public static boolean areProbabilities(float[] values, Settings.Values stated) {
        if (stated != Settings.Values.AUTO) {
            return stated == Settings.Values.PROBABILITIES;
        }
        for (float value : values) {
            if (!(value >= 0 && value <= 1)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the values of a tensor are logits, as they are said to be or as their range tells. */
    public static boolean areLogits(Tensor tensor, Settings.Values stated) {
        return stated == Settings.Values.AUTO
                ? !areProbabilities(tensor.floats(), stated)
                : stated == Settings.Values.LOGITS;
    }

    /** 1 / (1 + exp(-logit)). */
    public static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** exp(v) over the sum of all exp(v). */
    public static float[] softmax(float[] logits) {
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
    public static int best(float[] values, int from, int to) {
        int best = from;
        for (int i = from + 1; i < to; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
