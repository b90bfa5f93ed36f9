package dev.copra.box2mask;

import dev.copra.mask.Rle;

/**
 * What was decided of one box.
 *
 * @param mask of the image's size; null if there is none
 * @param confidence the expected IoU of the mask with the true one, in [0, 1]; NaN if the strategy does not tell
 * @param fallback why the mask comes from the fallback, a short phrase by which it is counted; null if it does not
 */
public record Verdict(Rle mask, double confidence, String fallback) {}
