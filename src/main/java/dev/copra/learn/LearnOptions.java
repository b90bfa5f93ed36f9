package dev.copra.learn;

import java.time.Duration;

/**
 * How a network is trained.
 *
 * @param epochs how often each box is seen, at most
 * @param budget after which training ends; null for no limit
 * @param rate the learning rate at its highest
 * @param seed of all that is drawn by chance
 * @param batch boxes a step
 * @param heldOut share of the images that training does not see, and by which the best epoch is chosen
 * @param patience epochs without a better one after which training ends
 * @param threads that compute
 * @param weights of the losses
 */
public record LearnOptions(
        int epochs,
        Duration budget,
        double rate,
        long seed,
        int batch,
        double heldOut,
        int patience,
        int threads,
        LossWeights weights) {

    /** @throws IllegalArgumentException if a number is out of its range; the message begins with its name and a colon */
    public LearnOptions {
        require(epochs >= 1, "epochs: 1 is the least");
        require(budget == null || !budget.isZero() && !budget.isNegative(), "time: it has to be more than 0");
        require(rate > 0 && rate <= 1, "learning-rate: it has to be above 0 and at most 1");
        require(batch >= 1 && batch <= 1024, "batch: it is from 1 to 1024 boxes");
        require(heldOut >= 0 && heldOut <= .5, "hold-out: a share of the images from 0 to .5 is needed");
        require(patience >= 1, "patience: 1 epoch is the least");
        require(threads >= 1, "threads: 1 is the least");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
