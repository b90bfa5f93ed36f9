package dev.copra.mask;

/**
 * What a mask is made of.
 *
 * @param parts sets of pixels that are connected by edges or corners
 * @param holes sets of pixels without the mask that are connected by edges and that it encloses
 */
public record MaskRegions(int parts, int holes) {}
