package dev.copra.dataset.select;

import java.util.Arrays;

/**
 * Which labels images have, or groups of images: 4 bytes each. An image without an annotation has the label {@link #nothing}.
 * Lists are sorted; a group has a label once for each of its images that have it.
 */
final class LabelLists {
    /** The most square pixels of a small object, and of a medium one, by COCO's measure. */
    private static final double[] SIZES = {32 * 32, 96 * 96};

    private final int labelCount;
    private final int[] from;
    private final int[] labels;

    private LabelLists(int labelCount, int[] from, int[] labels) {
        this.labelCount = labelCount;
        this.from = from;
        this.labels = labels;
    }

    /** The categories of each image as labels. */
    static LabelLists categories(Survey survey) {
        return of(survey, survey.categories().size(), (category, area) -> category);
    }

    /** The categories of each image, small, medium and large, as labels. */
    static LabelLists categoriesAndSizes(Survey survey) {
        return of(
                survey,
                3 * survey.categories().size(),
                (category, area) -> 3 * category + (area > SIZES[1] ? 2 : area > SIZES[0] ? 1 : 0));
    }

    private interface Labelling {
        int label(int category, double area);
    }

    private static LabelLists of(Survey survey, int nothing, Labelling labelling) {
        int images = survey.images().size();
        int[] from = new int[images + 2];
        survey.forEachObject((annotation, image, category, area) -> from[image + 2]++);
        for (int image = 0; image < images; image++) {
            from[image + 2] = from[image + 2] + from[image + 1];
        }
        // one place for each image that has nothing
        int[] labels = new int[from[images + 1]];
        survey.forEachObject(
                (annotation, image, category, area) -> labels[from[image + 1]++] = labelling.label(category, area));
        return new LabelLists(nothing + 1, Arrays.copyOf(from, images + 1), labels).distinct(nothing);
    }

    /** The same with each label of an image once, and images without a label having the one for this. */
    private LabelLists distinct(int nothing) {
        int images = from.length - 1;
        int size = 0;
        for (int image = 0; image < images; image++) {
            Arrays.sort(labels, from[image], from[image + 1]);
            size++;
            for (int i = from[image] + 1; i < from[image + 1]; i++) {
                size += labels[i] != labels[i - 1] ? 1 : 0;
            }
        }
        int[] starts = new int[images + 1];
        int[] once = new int[size];
        int to = 0;
        for (int image = 0; image < images; image++) {
            starts[image] = to;
            if (from[image] == from[image + 1]) {
                once[to++] = nothing;
            }
            for (int i = from[image]; i < from[image + 1]; i++) {
                if (i == from[image] || labels[i] != labels[i - 1]) {
                    once[to++] = labels[i];
                }
            }
        }
        starts[images] = to;
        return new LabelLists(labelCount, starts, once);
    }

    /**
     * The labels of groups.
     *
     * @param groupOf the group of each image, from 0
     */
    LabelLists grouped(int[] groupOf, int groups) {
        int[] starts = new int[groups + 2];
        for (int image = 0; image < size(); image++) {
            starts[groupOf[image] + 2] += from[image + 1] - from[image];
        }
        for (int group = 0; group < groups; group++) {
            starts[group + 2] += starts[group + 1];
        }
        int[] all = new int[labels.length];
        for (int image = 0; image < size(); image++) {
            int count = from[image + 1] - from[image];
            System.arraycopy(labels, from[image], all, starts[groupOf[image] + 1], count);
            starts[groupOf[image] + 1] += count;
        }
        for (int group = 0; group < groups; group++) {
            Arrays.sort(all, starts[group], starts[group + 1]);
        }
        return new LabelLists(labelCount, Arrays.copyOf(starts, groups + 1), all);
    }

    /** How many images or groups there are. */
    int size() {
        return from.length - 1;
    }

    /** How many labels there are, the one for nothing included, which is the last. */
    int labelCount() {
        return labelCount;
    }

    int nothing() {
        return labelCount - 1;
    }

    /** Where the labels of an image begin; they end where those of the next one begin. */
    int from(int image) {
        return from[image];
    }

    /** A label by its place. */
    int label(int at) {
        return labels[at];
    }

    /** Whether an image has a label. */
    boolean has(int image, int label) {
        return Arrays.binarySearch(labels, from[image], from[image + 1], label) >= 0;
    }

    /** Images or groups by label, each once. */
    record ByLabel(int[] from, int[] units) {
        int count(int label) {
            return from[label + 1] - from[label];
        }

        int[] of(int label) {
            return Arrays.copyOfRange(units, from[label], from[label + 1]);
        }
    }

    ByLabel byLabel() {
        int[] starts = new int[labelCount + 2];
        forEachDistinct((unit, label) -> starts[label + 2]++);
        for (int label = 0; label < labelCount; label++) {
            starts[label + 2] += starts[label + 1];
        }
        int[] units = new int[starts[labelCount + 1]];
        forEachDistinct((unit, label) -> units[starts[label + 1]++] = unit);
        return new ByLabel(Arrays.copyOf(starts, labelCount + 1), units);
    }

    private interface Pairs {
        void accept(int unit, int label);
    }

    private void forEachDistinct(Pairs pairs) {
        for (int unit = 0; unit < size(); unit++) {
            for (int i = from[unit]; i < from[unit + 1]; i++) {
                if (i == from[unit] || labels[i] != labels[i - 1]) {
                    pairs.accept(unit, labels[i]);
                }
            }
        }
    }
}
