package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;
import dev.copra.learn.LossWeights;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a training makes small: of boxes whose true mask is known, its loss; of all others, the weighted losses of boxes. */
final class Objective {
    static final String MASK = "mask";
    private static final Map<String, Loss> LOSSES = losses();

    private static final String COLOURS = "colours";
    /** The share of the colours' variance that the masks of a usual set explain. */
    private static final double USUAL_SHARE = .25;

    private static final double LEAST_TRUST = .25;
    private static final double MOST_TRUST = 4;

    private final LossWeights weights;
    private final double trust;

    /**
     * The more of the colours' variance the masks at the start explain, the more the colours count: cells on a dark ground are what the
     * energy is made for, and defects of a grey surface are not.
     *
     * @param energy of the colours at the start, the mean over all boxes
     */
    Objective(LossWeights weights, double energy) {
        this.weights = weights;
        double share = Math.max(0, 1 - energy) / USUAL_SHARE;
        trust = Math.max(LEAST_TRUST, Math.min(MOST_TRUST, share * share * share));
    }

    private double weight(String name) {
        return weights.of(name) * (name.equals(COLOURS) ? trust : 1);
    }

    private static Map<String, Loss> losses() {
        Map<String, Loss> losses = new LinkedHashMap<>();
        losses.put("projection", new ProjectionLoss());
        losses.put(COLOURS, new EnergyLoss(false));
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
        NDArray unknown = Tensors.complement(known);
        for (Map.Entry<String, Loss> loss : LOSSES.entrySet()) {
            float weight = (float) weight(loss.getKey());
            if (weight > 0 && masks < all) {
                NDArray sum = loss.getValue().of(prediction).mul(unknown).sum();
                parts.add(loss.getKey(), sum.getFloat(), all - masks);
                NDArray part = Tensors.times(sum, weight);
                total = total == null ? part : total.add(part);
            }
        }
        return total == null ? Tensors.times(prediction.probability().sum(), 0) : total;
    }

    /** The weighted sum of the losses' means. */
    double total(Tally parts) {
        double total = 0;
        for (Map.Entry<String, Double> mean : parts.means().entrySet()) {
            double weight = mean.getKey().equals(MASK) ? 1 : weight(mean.getKey());
            total += weight * mean.getValue() * parts.count(mean.getKey()) / parts.boxes();
        }
        return total;
    }
}
