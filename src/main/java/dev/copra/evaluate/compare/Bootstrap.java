package dev.copra.evaluate.compare;

import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.match.TruthCounts;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.rules.Rules;
import dev.copra.run.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The paired bootstrap over images (Efron and Tibshirani 1993): of as many images as there are, drawn with replacement, all figures of all
 * results are computed, again and again, the same images for all. An image that is drawn twice counts twice, as if the files had
 * it twice. Threads share the samples; the figures do not depend on how many there are.
 */
public final class Bootstrap {
    /** How many figures are kept at a time: 64 MiB of them. */
    private static final int MOST_KEPT = 1 << 23;

    private static final int PAIRS_A_PIECE = 8;

    private final Comparison.Options options;
    private final int threads;
    private final List<MatchTally> tallies;
    private final List<TruthCounts> truths;
    private final Rules rules;
    private final List<Metric> metrics;
    private final List<Category> categories;
    private final Draws draws;
    /** Sums over the categories by results, metric and sample; and how many categories there are in each by metric and sample. */
    private final double[][][] sums;

    private final int[][] present;

    private Bootstrap(List<MatchTally> tallies, List<TruthCounts> truths, Comparison.Options options, int threads) {
        this.tallies = tallies;
        this.truths = truths;
        this.options = options;
        this.threads = threads;
        rules = tallies.get(0).rules();
        categories = tallies.get(0).categories();
        metrics = Metric.of(rules);
        draws = new Draws(options.samples(), tallies.get(0).images().size(), options.seed());
        sums = new double[tallies.size()][metrics.size()][options.samples()];
        present = new int[metrics.size()][options.samples()];
    }

    /**
     * Compares results with the first ones.
     *
     * @param tallies of the results, of the same truth by the same rules
     * @param truths of each category where its truths are
     */
    public static Comparison compare(
            List<MatchTally> tallies, List<TruthCounts> truths, Comparison.Options options, int threads) {
        return new Bootstrap(tallies, truths, options, threads).run();
    }

    private Comparison run() {
        List<Curves> outcomes =
                tallies.stream().map(tally -> tally.outcome(threads)).toList();
        List<List<List<Difference>>> byCategory = new ArrayList<>();
        tallies.forEach(tally -> byCategory.add(new ArrayList<>()));
        long each = (long) tallies.size() * metrics.size() * options.samples();
        int together = (int) Math.max(1, Math.min(categories.size(), MOST_KEPT / each));
        for (int from = 0; from < categories.size(); from += together) {
            int to = Math.min(categories.size(), from + together);
            double[][][][] values = sample(from, to);
            for (int k = from; k < to; k++) {
                add(values[k - from], categories.get(k));
                for (int x = 1; x < tallies.size(); x++) {
                    byCategory
                            .get(x)
                            .add(differences(outcomes.get(0), outcomes.get(x), values[k - from], x, new int[] {k}));
                }
            }
        }
        for (double[][] ofResults : sums) {
            for (int i = 0; i < metrics.size(); i++) {
                for (int d = 0; d < options.samples(); d++) {
                    ofResults[i][d] = present[i][d] == 0 ? Double.NaN : ofResults[i][d] / present[i][d];
                }
            }
        }
        List<Comparison.Other> others = new ArrayList<>();
        for (int x = 1; x < tallies.size(); x++) {
            List<Difference> all = differences(
                    outcomes.get(0), outcomes.get(x), sums, x, outcomes.get(0).all());
            others.add(new Comparison.Other(all, byCategory.get(x)));
        }
        return new Comparison(
                rules, options, metrics, categories, tallies.get(0).images().size(), others);
    }

    /** Figures of some categories by category, results, metric and sample. */
    private double[][][][] sample(int from, int to) {
        double[][][][] values = new double[to - from][tallies.size()][metrics.size()][options.samples()];
        DrawnFigures[][] figures = new DrawnFigures[to - from][tallies.size()];
        Workers.compute(threads, to - from, worker -> k -> {
            for (int x = 0; x < tallies.size(); x++) {
                figures[k][x] = new DrawnFigures(rules, metrics, tallies.get(x).matches(from + k));
            }
        });
        int pairs = (options.samples() + 1) / 2;
        int pieces = (pairs + PAIRS_A_PIECE - 1) / PAIRS_A_PIECE;
        Workers.compute(threads, pieces, worker -> {
            DrawnFigures.Scratch scratch = new DrawnFigures.Scratch(rules, metrics.size());
            return piece -> {
                int first = piece * PAIRS_A_PIECE;
                int last = Math.min(pairs, first + PAIRS_A_PIECE);
                for (int k = 0; k < figures.length; k++) {
                    for (int pair = first; pair < last; pair++) {
                        scratch.look(draws.pair(pair), truths.get(from + k));
                        for (int x = 0; x < tallies.size(); x++) {
                            figures[k][x].of(draws.pair(pair), scratch);
                            keep(scratch.values, 2 * pair, values[k][x]);
                        }
                    }
                }
            };
        });
        return values;
    }

    /** Puts the values of a sample and the next one, if there is one, by metric and sample. */
    private static void keep(double[][] ofPair, int sample, double[][] values) {
        for (int i = 0; i < values.length; i++) {
            for (int d = sample; d < Math.min(values[i].length, sample + 2); d++) {
                values[i][d] = ofPair[d - sample][i];
            }
        }
    }

    /** Adds the figures of a category to those over all. */
    private void add(double[][][] values, Category category) {
        for (int i = 0; i < metrics.size(); i++) {
            String frequency = metrics.get(i).frequency();
            if (!frequency.isEmpty() && !frequency.equals(category.frequency())) {
                continue;
            }
            for (int d = 0; d < options.samples(); d++) {
                if (!Double.isNaN(values[0][i][d])) {
                    present[i][d]++;
                    for (int x = 0; x < values.length; x++) {
                        sums[x][i][d] += values[x][i][d];
                    }
                }
            }
        }
    }

    private List<Difference> differences(Curves first, Curves other, double[][][] sampled, int x, int[] of) {
        return IntStream.range(0, metrics.size())
                .mapToObj(i -> {
                    double[] differences = new double[options.samples()];
                    Arrays.setAll(differences, d -> sampled[x][i][d] - sampled[0][i][d]);
                    Metric metric = metrics.get(i);
                    return Difference.of(
                            figure(metric, first, of), figure(metric, other, of), differences, options.confidence());
                })
                .toList();
    }

    private static double figure(Metric metric, Curves outcome, int[] categories) {
        double value = metric.of(outcome, categories);
        return value < 0 ? Double.NaN : value;
    }
}
