package dev.copra.evaluate;

/**
 * A category of the truth.
 *
 * @param id as in the file
 * @param name may be empty
 * @param frequency of LVIS: r, c or f; empty elsewhere
 * @param sigmas of its keypoints, if the file has them, else null
 */
public record Category(long id, String name, String frequency, double[] sigmas) {}
