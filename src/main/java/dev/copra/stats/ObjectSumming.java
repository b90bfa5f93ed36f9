package dev.copra.stats;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** The values of the instances by category, sorted. */
final class ObjectSumming {
    /** The measures that a value is kept of. */
    private static final int AREA = 0;

    private static final int SIDE = 1;
    private static final int ASPECT = 2;
    private static final int FILL = 3;
    private static final int MEASURES = 4;

    /**
     * What the instances of a category measure, each ascending; what cannot be measured is left out.
     *
     * @param fills the masks' pixels over the areas of the boxes
     */
    record Values(long instances, long crowds, double[] areas, double[] sides, double[] aspects, double[] fills) {}

    private final ObjectTable objects;
    private final int categories;
    private final IntUnaryOperator rank;
    private final long[] instances;
    private final long[] crowds;
    /** Where the values of a category begin. */
    private final int[] starts;
    /** By measure all values, those of each category together. */
    private final double[][] values = new double[MEASURES][];
    /** By measure, where those of a category end. */
    private final int[][] ends = new int[MEASURES][];

    /** @param rank of an object's category, or -1 if it does not count */
    ObjectSumming(ObjectTable objects, int categories, IntUnaryOperator rank) {
        this.objects = objects;
        this.categories = categories;
        this.rank = rank;
        instances = new long[categories];
        crowds = new long[categories];
        count();
        starts = new int[categories + 1];
        for (int category = 0; category < categories; category++) {
            starts[category + 1] = starts[category] + (int) instances[category];
        }
        for (int measure = 0; measure < MEASURES; measure++) {
            fill(measure);
        }
    }

    private void count() {
        for (int i = 0; i < objects.size(); i++) {
            int category = rank.applyAsInt(i);
            if (category >= 0) {
                (objects.isCrowd(i) ? crowds : instances)[category]++;
            }
        }
    }

    private void fill(int measure) {
        int[] next = starts.clone();
        double[] all = new double[next[categories]];
        for (int i = 0; i < objects.size(); i++) {
            int category = rank.applyAsInt(i);
            if (category >= 0 && !objects.isCrowd(i)) {
                double value = measure(measure, i);
                if (!Double.isNaN(value)) {
                    all[next[category]++] = value;
                }
            }
        }
        for (int category = 0; category < categories; category++) {
            Arrays.sort(all, starts[category], next[category]);
        }
        values[measure] = all;
        ends[measure] = next;
    }

    private double measure(int measure, int at) {
        double width = objects.width(at);
        double height = objects.height(at);
        return switch (measure) {
            case AREA -> objects.area(at);
            case SIDE -> Math.sqrt(width * height);
            case ASPECT -> width > 0 && height > 0 ? width / height : Double.NaN;
            default ->
                objects.pixels(at) >= 0 && width * height > 0 ? objects.pixels(at) / (width * height) : Double.NaN;
        };
    }

    /** The values of one category. */
    Values of(int category) {
        double[][] own = new double[MEASURES][];
        for (int measure = 0; measure < MEASURES; measure++) {
            own[measure] = Arrays.copyOfRange(values[measure], starts[category], ends[measure][category]);
        }
        return values(instances[category], crowds[category], own);
    }

    /** The values of all categories. */
    Values all() {
        double[][] own = new double[MEASURES][];
        for (int measure = 0; measure < MEASURES; measure++) {
            own[measure] = new double[values[measure].length];
            int size = 0;
            for (int category = 0; category < categories; category++) {
                int length = ends[measure][category] - starts[category];
                System.arraycopy(values[measure], starts[category], own[measure], size, length);
                size += length;
            }
            own[measure] = Arrays.copyOf(own[measure], size);
            Arrays.sort(own[measure]);
        }
        return values(Arrays.stream(instances).sum(), Arrays.stream(crowds).sum(), own);
    }

    private static Values values(long instances, long crowds, double[][] own) {
        return new Values(instances, crowds, own[AREA], own[SIDE], own[ASPECT], own[FILL]);
    }
}
