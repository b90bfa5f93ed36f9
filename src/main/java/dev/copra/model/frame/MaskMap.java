package dev.copra.model.frame;

import dev.copra.mask.Rle;

/**
 * What a model says of one instance: how surely each pixel of a patch of the image belongs to it; none outside does.
 *
 * @param patch a value for each pixel
 * @param logits whether the values are logits; else they are probabilities
 * @param score the model's own estimate, of the mask's IoU or of there being the instance, in [0, 1]; NaN if it has none,
 *     infinite if what it says is no number
 */
public record MaskMap(Patch patch, boolean logits, double score) {

    /**
     * The pixels whose probability is above a threshold, in a mask of the image's size.
     *
     * @param threshold in (0, 1); .5 is a logit of 0
     */
    public Rle above(double threshold, int imageHeight, int imageWidth) {
        double limit = logits ? Math.log(threshold / (1 - threshold)) : threshold;
        return patch.above((float) limit, imageHeight, imageWidth);
    }

    /** The patch as probabilities. */
    public Patch probability() {
        return logits ? patch.sigmoid() : patch;
    }

    /** Whether any value or the score is not finite: the model has failed. */
    public boolean isBroken() {
        float sum = Double.isInfinite(score) ? 1 : 0;
        for (float value : patch.values()) {
            sum += value * 0; // 0 for every number; infinities, which no model means, count as none
        }
        return sum != 0;
    }
}
