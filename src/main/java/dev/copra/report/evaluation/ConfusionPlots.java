package dev.copra.report.evaluation;

import dev.copra.evaluate.match.Confusion;
import dev.copra.evaluate.read.Category;
import dev.copra.plot.BarPlot;
import dev.copra.plot.HeatMapPlot;
import dev.copra.plot.Plot;
import dev.copra.report.Escape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What was taken for what, as plots: a table of all categories, or of those that are confused most, and the most frequent confusions. */
final class ConfusionPlots {
    /** More categories make a table that nobody can read. */
    private static final int MOST = 80;
    /** So many of them are shown. */
    private static final int SHOWN = 40;

    private static final int PAIRS = 30;
    /** Characters of each name of a pair. */
    private static final int NAME = 20;

    private final Confusion confusion;
    private final int categories;
    private final String about;

    /** @param about what the titles end with */
    ConfusionPlots(Confusion confusion, String about) {
        this.confusion = confusion;
        categories = confusion.categories().size();
        this.about = about;
    }

    private static String name(Category category) {
        return Escape.line(category.label());
    }

    /** How often each category was taken for another, and another for it. */
    private long[] errors() {
        long[] errors = new long[categories];
        for (int k = 0; k < categories; k++) {
            for (Map.Entry<Integer, Long> cell : confusion.counts(k).entrySet()) {
                if (cell.getKey() != k && cell.getKey() < categories) {
                    errors[k] += cell.getValue();
                    errors[cell.getKey()] += cell.getValue();
                }
            }
        }
        return errors;
    }

    /** The place of each category in the table, those that are not shown in one place behind the others. */
    private int[] places() {
        long[] errors = errors();
        int[] chosen = IntStream.range(0, categories)
                .boxed()
                .sorted(Comparator.comparing(k -> -errors[k]))
                .limit(categories > MOST ? SHOWN : categories)
                .mapToInt(k -> k)
                .sorted()
                .toArray();
        int[] places = new int[categories];
        java.util.Arrays.fill(places, chosen.length);
        for (int i = 0; i < chosen.length; i++) {
            places[chosen[i]] = i;
        }
        return places;
    }

    /** The table, in percent of its rows; the last row and column are of what has no counterpart. */
    Plot table() {
        int[] places = places();
        int shown = categories > MOST ? SHOWN : categories;
        int last = categories > MOST ? shown + 1 : shown;
        List<String> labels = new ArrayList<>();
        for (int k = 0; k < categories; k++) {
            if (places[k] < shown) {
                labels.add(name(confusion.categories().get(k)));
            }
        }
        if (last > shown) {
            labels.add(categories - shown + " others");
        }
        long[][] counts = new long[last + 1][last + 1];
        for (int k = 0; k <= categories; k++) {
            for (Map.Entry<Integer, Long> cell : confusion.counts(k).entrySet()) {
                int row = k == categories ? last : places[k];
                int column = cell.getKey() == categories ? last : places[cell.getKey()];
                counts[row][column] += cell.getValue();
            }
        }
        List<List<Double>> values = new ArrayList<>();
        for (long[] row : counts) {
            long all = 0;
            for (long count : row) {
                all += count;
            }
            List<Double> shares = new ArrayList<>();
            for (long count : row) {
                shares.add(all == 0 ? Double.NaN : 100.0 * count / all);
            }
            values.add(shares);
        }
        // nothing is never taken for nothing
        values.get(last).set(last, Double.NaN);
        List<String> columns = new ArrayList<>(labels);
        columns.add("missed");
        labels.add("background");
        String title = last > shown ? "The " + shown + " most confused of " + categories + " categories" : "Confusion";
        return new HeatMapPlot(
                title + " (% of the row)" + about,
                "detected as",
                "truth",
                columns,
                labels,
                values,
                HeatMapPlot.Scale.ROOTS);
    }

    private record Pair(int truth, int detection, long count) {}

    /** The most frequent confusions; null if there are none. */
    Plot pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int k = 0; k < categories; k++) {
            for (Map.Entry<Integer, Long> cell : confusion.counts(k).entrySet()) {
                if (cell.getKey() != k && cell.getKey() < categories) {
                    pairs.add(new Pair(k, cell.getKey(), cell.getValue()));
                }
            }
        }
        if (pairs.isEmpty()) {
            return null;
        }
        pairs.sort(Comparator.comparingLong(Pair::count).reversed());
        List<String> labels = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Pair pair : pairs.subList(0, Math.min(PAIRS, pairs.size()))) {
            labels.add(cut(pair.truth()) + " as " + cut(pair.detection()));
            values.add((double) pair.count());
        }
        return new BarPlot(
                "Most frequent confusions" + about,
                pairs.size() > PAIRS ? "objects (of " + pairs.size() + " pairs of categories)" : "objects",
                labels,
                List.of(new Plot.Series("objects", values)));
    }

    private String cut(int k) {
        String name = name(confusion.categories().get(k));
        return name.codePointCount(0, name.length()) <= NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, NAME - 1)).stripTrailing() + "\u2026";
    }
}
