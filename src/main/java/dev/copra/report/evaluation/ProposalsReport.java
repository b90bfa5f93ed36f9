package dev.copra.report.evaluation;

import dev.copra.evaluate.match.Proposals;
import dev.copra.io.Remedy;
import dev.copra.report.Json;
import dev.copra.report.Summary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well proposals cover the truth, as lines and as JSON. */
public final class ProposalsReport {
    private static final int MISSED_SHOWN = 10;
    private static final double[] SHOWN_THRESHOLDS = {.5, .6, .7, .8, .9};

    private ProposalsReport() {}

    /** Reports recall by the numbers of proposals, by group, the histogram, and what is missed below an IoU. */
    public static Summary of(Proposals proposals, int[] counted, double missedBelow) {
        Summary summary = new Summary();
        int truths = proposals.truths(Proposals.Group.ALL);
        summary.add("truths", truths, Summary.count(truths, "truth"));
        summary.line("").line("recall        AR   IoU .5      .6      .7      .8      .9");
        Map<String, Object> byCount = new LinkedHashMap<>();
        for (int n = 0; n < counted.length; n++) {
            byCount.put(Integer.toString(counted[n]), recalls(proposals, n));
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%7d ", counted[n]))
                    .append(number(proposals.averageRecall(Proposals.Group.ALL, n)));
            for (double threshold : SHOWN_THRESHOLDS) {
                row.append(number(proposals.recall(Proposals.Group.ALL, n, threshold)));
            }
            summary.line(row.toString());
        }
        summary.add("recall", byCount);
        groups(summary, proposals, counted.length - 1, counted[counted.length - 1]);
        histogram(summary, proposals.histogram());
        missed(summary, proposals.missed(missedBelow), missedBelow);
        return summary;
    }

    private static Map<String, Object> recalls(Proposals proposals, int count) {
        Map<String, Object> recalls = new LinkedHashMap<>();
        recalls.put("AR", Json.finite(proposals.averageRecall(Proposals.Group.ALL, count)));
        for (int percent = 50; percent < 100; percent += 5) {
            recalls.put("R" + percent, Json.finite(proposals.recall(Proposals.Group.ALL, count, percent / 100.)));
        }
        return recalls;
    }

    private static void groups(Summary summary, Proposals proposals, int last, int most) {
        summary.line("").line("with " + most + "      AR   IoU .5   truths");
        Map<String, Object> byGroup = new LinkedHashMap<>();
        for (Proposals.Group group : Proposals.Group.values()) {
            if (group == Proposals.Group.ALL) {
                continue;
            }
            String name = group.name().toLowerCase(Locale.ROOT);
            double average = proposals.averageRecall(group, last);
            double half = proposals.recall(group, last, .5);
            int truths = proposals.truths(group);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("AR", Json.finite(average));
            entry.put("R50", Json.finite(half));
            entry.put("truths", truths);
            byGroup.put(name, entry);
            summary.line(String.format(Locale.ROOT, "%-8s%s%s%9d", name, number(average), number(half), truths));
        }
        summary.add("by_group", byGroup);
    }

    private static void histogram(Summary summary, long[] bins) {
        summary.add("best_overlap_histogram", bins).line("").line("proposals by their best IoU with a truth");
        long most = Math.max(1, Arrays.stream(bins).max().orElse(1));
        for (int b = 0; b < bins.length; b++) {
            String bar = "#".repeat((int) (bins[b] * 40 / most));
            summary.line(String.format(Locale.ROOT, "  %.1f to %.1f %9d  %s", b / 10., (b + 1) / 10., bins[b], bar)
                    .stripTrailing());
        }
    }

    private static void missed(Summary summary, List<Proposals.Missed> missed, double missedBelow) {
        summary.add("missed", missed).line("");
        summary.line(Summary.count(missed.size(), "truth") + (missed.size() == 1 ? " is" : " are") + " missed at IoU "
                + missedBelow);
        missed.stream()
                .limit(MISSED_SHOWN)
                .forEach(truth -> summary.line(String.format(
                        Locale.ROOT,
                        "  id %s on image %s, best IoU %.3f",
                        truth.id(),
                        truth.image(),
                        truth.bestOverlap())));
        if (missed.size() > MISSED_SHOWN) {
            summary.line("  ...", Remedy.IN_JSON);
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "       -" : String.format(Locale.ROOT, "%8.3f", value);
    }
}
