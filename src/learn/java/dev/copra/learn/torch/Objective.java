package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;
import dev.copra.learn.LossWeights;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a training makes small: of boxes whose true mask is known, its loss; of all others, the weighted losses of boxes. */
final class Objective {
    static final String MASK = "mask";
    private static final Map<String, Loss> LOSSES = losses();

    private final LossWeights weights;

    Objective(LossWeights weights) {
        this.weights = weights;
    }

    private static Map<String, Loss> losses() {
        Map<String, Loss> losses = new LinkedHashMap<>();
        losses.put("projection", new ProjectionLoss());
        losses.put("colours", new EnergyLoss(false));
        losses.put("features", new EnergyLoss(true));
        losses.put("consistency", new ConsistencyLoss(2, 5));
        losses.put("prior", new PriorLoss());
        return losses;
    }

    /**
     * Computes the objective of a batch.
     *
     * @param known 1 where the true mask is known, [n]
     * @param parts takes in the sums of the losses over the boxes that they are of
     * @return the sum over all boxes
     */
    NDArray of(Prediction prediction, NDArray known, Tally parts) {
        float masks = known.sum().getFloat();
        long all = known.size();
        NDArray total = null;
        if (masks > 0) {
            NDArray sum = new MaskLoss().of(prediction).mul(known).sum();
            parts.add(MASK, sum.getFloat(), masks);
            total = sum;
        }
        NDArray unknown = known.mul(-1).add(1);
        for (Map.Entry<String, Loss> loss : LOSSES.entrySet()) {
            float weight = (float) weights.of(loss.getKey());
            if (weight > 0 && masks < all) {
                NDArray sum = loss.getValue().of(prediction).mul(unknown).sum();
                parts.add(loss.getKey(), sum.getFloat(), all - masks);
                total = total == null ? sum.mul(weight) : total.add(sum.mul(weight));
            }
        }
        return total == null ? prediction.probability().sum().mul(0) : total;
    }

    /** The weighted sum of the losses' means. */
    double total(Tally parts) {
        double total = 0;
        for (Map.Entry<String, Double> mean : parts.means().entrySet()) {
            double weight = mean.getKey().equals(MASK) ? 1 : weights.of(mean.getKey());
            total += weight * mean.getValue() * parts.count(mean.getKey()) / parts.boxes();
        }
        return total;
    }
}
