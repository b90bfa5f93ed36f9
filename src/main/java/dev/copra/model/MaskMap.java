package dev.copra.model;

import dev.copra.mask.Rle;
import dev.copra.mask.RunBuilder;

/**
 * What a model says of the pixels of a window of the image, for one instance; all others do not belong to it.
 *
 * @param x the window's left column in the image
 * @param y the window's top row in the image
 * @param width the window's columns
 * @param height the window's rows
 * @param values row-major over the window: (column, row) at row * width + column
 * @param logits whether the values are logits; else they are probabilities
 * @param score the model's own estimate of the mask's IoU or of the instance, in [0, 1]; NaN if it has none
 */
public record MaskMap(int x, int y, int width, int height, float[] values, boolean logits, double score) {

    /** The values that a probability corresponds to. */
    private float level(double probability) {
        return (float) (logits ? Math.log(probability / (1 - probability)) : probability);
    }

    /**
     * The pixels whose probability is above a threshold, in a mask of the image's size.
     *
     * @param threshold in (0, 1); .5 is a logit of 0
     */
    public Rle above(double threshold, int imageHeight, int imageWidth) {
        float level = level(threshold);
        RunBuilder runs = new RunBuilder(width);
        for (int column = 0; column < width; column++) {
            int top = (x + column) * imageHeight + y;
            int row = 0;
            while (row < height) {
                int start = row;
                while (row < height && values[row * width + column] > level) {
                    row++;
                }
                runs.append(top + start, top + row);
                row++;
            }
        }
        return runs.build(imageHeight, imageWidth);
    }

    /** The values as probabilities, row-major over the window; the caller's own. */
    public float[] probabilities() {
        float[] probabilities = values.clone();
        if (logits) {
            for (int i = 0; i < probabilities.length; i++) {
                probabilities[i] = (float) (1 / (1 + Math.exp(-probabilities[i])));
            }
        }
        return probabilities;
    }

    /** Whether any value is not a number: the model has failed. */
    public boolean isBroken() {
        float sum = 0;
        for (float value : values) {
            // NaN, and nothing else, survives a multiplication by 0, but for infinities, which no model means
            sum += value * 0;
        }
        return sum != 0;
    }
}
