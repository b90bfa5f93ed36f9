package dev.copra.dataset.select;

import dev.copra.coco.ProblemSink;
import dev.copra.collect.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a document is divided into parts: by image, with the annotations of each, so that each part has its share of the images of each
 * category.
 *
 * @param parts at least two, with different names
 * @param seed the same seed and document give the same parts
 */
public record Split(List<Part> parts, long seed) {
    /**
     * A part.
     *
     * @param name also of its file
     * @param share of all images, from 0 to 1
     */
    public record Part(String name, double share) {}

    /**
     * Reads {@code train:.8,val:.1,test:.1}; percentages will do, and one part without a share has the rest.
     *
     * @throws IllegalArgumentException if a name or a share is wrong, or they do not add up to 1
     */
    public static Split parse(String text, long seed) {
        List<Part> parts = new ArrayList<>();
        double sum = 0;
        int rest = -1;
        for (String word : text.split(",", -1)) {
            String[] pair = word.strip().split(":", -1);
            if (pair.length > 2 || !pair[0].matches("[\\w-][\\w.-]*")) {
                throw new IllegalArgumentException("'" + word + "' is no part; write train:.8,val:.1,test:.1");
            }
            if (parts.stream().anyMatch(part -> part.name().equalsIgnoreCase(pair[0]))) {
                throw new IllegalArgumentException("there are two parts '" + pair[0] + "'");
            }
            if (pair.length == 1) {
                if (rest >= 0) {
                    throw new IllegalArgumentException(
                            "only one part can have the rest; give '" + pair[0] + "' a share");
                }
                rest = parts.size();
            }
            double share = pair.length == 1 ? 0 : share(pair[1]);
            sum += share;
            parts.add(new Part(pair[0], share));
        }
        if (rest >= 0 && sum < 1) {
            parts.set(rest, new Part(parts.get(rest).name(), 1 - sum));
            sum = 1;
        }
        if (parts.size() < 2 || Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException(
                    parts.size() < 2
                            ? "at least two parts are needed; write train:.8,val:.2"
                            : "the shares of '" + text + "' are " + (float) sum + " together, not 1");
        }
        return new Split(List.copyOf(parts), seed);
    }

    private static double share(String text) {
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        if (!number.matches("\\d+(\\.\\d*)?|\\.\\d+")) {
            throw new IllegalArgumentException("'" + text + "' is no share; write .8 or 80%");
        }
        return Double.parseDouble(number) / (text.endsWith("%") ? 100 : 1);
    }

    /** Starts the first pass over a document. */
    public Survey survey(ImageGroups groups, ProblemSink problems) {
        return new Survey(List.of(), groups, false, problems);
    }

    /**
     * Divides, after the first pass.
     *
     * @param groups images that stay together
     */
    public Division apply(Survey survey, ImageGroups groups) {
        int images = survey.images().size();
        LabelLists labels = LabelLists.categories(survey);
        int[] groupOf = groups.numbers(images);
        int groupCount = Arrays.stream(groupOf).max().orElse(-1) + 1;
        int[] weights = new int[groupCount];
        Arrays.stream(groupOf).forEach(group -> weights[group]++);
        LabelLists units = groupCount == images ? labels : labels.grouped(groupOf, groupCount);
        double[] shares = parts.stream().mapToDouble(Part::share).toArray();
        int[] partOfUnit = new Stratification(units, weights, shares, new SplitMix64(seed)).run();
        int[] partOf = Arrays.stream(groupOf).map(group -> partOfUnit[group]).toArray();
        return Division.of(this, survey, labels, partOf, groupCount);
    }
}
