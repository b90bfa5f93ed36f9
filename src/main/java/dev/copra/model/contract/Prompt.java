package dev.copra.model.contract;

import dev.copra.mask.Box;

/**
 * What a model is asked about.
 *
 * @param box in the image's pixels; not clipped to the image, but some of it lies inside
 * @param category the name of what is in the box, or null
 */
public record Prompt(Box box, String category) {}
