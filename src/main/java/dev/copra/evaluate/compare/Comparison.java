package dev.copra.evaluate.compare;

import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.rules.Rules;
import java.util.List;

/**
 * Several results against the first of them.
 *
 * @param metrics the figures, in the order of all lists of differences
 * @param categories in the order of the categories' differences
 * @param images how many images each sample has
 * @param others the results but the first, in their order
 */
public record Comparison(
        Rules rules, Options options, List<Metric> metrics, List<Category> categories, int images, List<Other> others) {

    /**
     * How samples are made.
     *
     * @param samples how many, at least 1
     * @param seed of the random numbers
     * @param confidence which part of the samples an interval holds, between 0 and 1
     */
    public record Options(int samples, long seed, double confidence) {}

    /**
     * What is compared with the first results.
     *
     * @param all the differences of the figures over all categories
     * @param byCategory those of each category
     */
    public record Other(List<Difference> all, List<List<Difference>> byCategory) {}
}
