package dev.copra.draw;

import java.util.Collection;

/**
 * Which images of a document are drawn, and which of their annotations. What is left after each condition goes on to the next, in this
 * order.
 *
 * @param names images by id or file name; none means all
 * @param categories only annotations of these categories, by name or id, and images that have one or were named; none means all
 * @param minScore no annotations with a lower score; those without one stay
 * @param found only images with such findings; null for all
 * @param sample so many of them at random; 0 for all
 * @param seed of that
 * @param worst so many of the worst, these first; 0 for all, in the order of the document
 * @param limit at most so many
 */
public record ImageChoice(
        Collection<String> names,
        Collection<String> categories,
        double minScore,
        ShownFindings found,
        int sample,
        long seed,
        int worst,
        int limit) {}
