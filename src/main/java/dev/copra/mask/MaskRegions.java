package dev.copra.mask;

/**
 * What a mask is made of.
 *
 * @param pixels of the mask
 * @param parts sets of its pixels that are connected by edges or corners
 * @param holes sets of pixels without the mask that are connected by edges and that it encloses
 */
public record MaskRegions(long pixels, int parts, int holes) {}
