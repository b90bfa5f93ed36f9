package dev.copra.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How far two data sets are from each other: 0 if they are alike, 1 if they have nothing in common. A figure is null if one of them
 * has nothing to measure.
 *
 * @param categories the Jensen-Shannon distance of the shares of the categories, which are matched by name: the root of the divergence
 *     to the base 2 (scipy's {@code jensenshannon(p, q, 2)})
 * @param area the Kolmogorov-Smirnov statistic of the areas of the instances, the greatest difference of the two distribution functions
 *     (scipy's {@code ks_2samp}); so are all that follow
 * @param side of the roots of width times height of the boxes
 * @param aspect of width over height of the boxes
 * @param instances of the numbers of instances an image
 * @param imageSide of the roots of width times height of the images
 * @param changes the categories whose shares differ most, at most ten
 */
public record Drift(
        Double categories,
        Double area,
        Double side,
        Double aspect,
        Double instances,
        Double imageSide,
        List<Change> changes) {
    private static final int CHANGES_NAMED = 10;
    private static final double LN2 = StrictMath.log(2);

    /** A category's shares of the instances. */
    public record Change(String category, double before, double after) {}

    /** @param before what {@code after} is compared with */
    public static Drift between(DatasetProfile before, DatasetProfile after) {
        boolean shared =
                before.stats().all().instances() > 0 && after.stats().all().instances() > 0;
        return new Drift(
                shared ? jensenShannon(before.shares(), after.shares()) : null,
                kolmogorovSmirnov(before.areas(), after.areas()),
                kolmogorovSmirnov(before.sides(), after.sides()),
                kolmogorovSmirnov(before.aspects(), after.aspects()),
                kolmogorovSmirnov(before.crowding(), after.crowding()),
                kolmogorovSmirnov(before.imageSides(), after.imageSides()),
                shared ? changes(before.shares(), after.shares()) : List.of());
    }

    static double jensenShannon(Map<String, Double> p, Map<String, Double> q) {
        double divergence = 0;
        for (String category : union(p, q)) {
            double a = p.getOrDefault(category, 0.0);
            double b = q.getOrDefault(category, 0.0);
            divergence += term(a, (a + b) / 2) / 2 + term(b, (a + b) / 2) / 2;
        }
        return Math.sqrt(Math.max(0, Math.min(1, divergence)));
    }

    private static double term(double share, double mean) {
        return share == 0 ? 0 : share * StrictMath.log(share / mean) / LN2;
    }

    private static TreeSet<String> union(Map<String, Double> p, Map<String, Double> q) {
        TreeSet<String> all = new TreeSet<>(p.keySet());
        all.addAll(q.keySet());
        return all;
    }

    /** @param a ascending @param b ascending @return null if one is empty */
    static Double kolmogorovSmirnov(double[] a, double[] b) {
        if (a.length == 0 || b.length == 0) {
            return null;
        }
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= value) {
                i++;
            }
            while (j < b.length && b[j] <= value) {
                j++;
            }
            most = Math.max(most, Math.abs(i / (double) a.length - j / (double) b.length));
        }
        return most;
    }

    private static List<Change> changes(Map<String, Double> p, Map<String, Double> q) {
        List<Change> changes = new ArrayList<>();
        for (String category : union(p, q)) {
            Change change = new Change(category, p.getOrDefault(category, 0.0), q.getOrDefault(category, 0.0));
            if (change.before != change.after) {
                changes.add(change);
            }
        }
        changes.sort(Comparator.comparingDouble((Change change) -> Math.abs(change.after - change.before))
                .reversed());
        return List.copyOf(changes.subList(0, Math.min(CHANGES_NAMED, changes.size())));
    }
}
