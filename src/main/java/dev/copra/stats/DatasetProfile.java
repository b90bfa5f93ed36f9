package dev.copra.stats;

import java.util.Map;

/**
 * The result of a collector.
 *
 * @param stats the figures
 * @param shares of the instances by their category's label
 * @param areas of the instances, ascending, as all that follow
 * @param sides roots of width times height of their boxes
 * @param aspects width over height of their boxes
 * @param crowding instances an image
 * @param imageSides roots of width times height of the images
 */
public record DatasetProfile(
        DatasetStats stats,
        Map<String, Double> shares,
        double[] areas,
        double[] sides,
        double[] aspects,
        double[] crowding,
        double[] imageSides) {}
