package dev.copra.report.stats;

import dev.copra.report.Csv;
import dev.copra.report.Summary;
import dev.copra.stats.DatasetProfile;
import dev.copra.stats.DatasetStats;
import dev.copra.stats.Drift;
import dev.copra.stats.Quantiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is in data sets, as text and as JSON: one below the other, then how far they are from the first one. */
public final class StatsReport {
    /** Pairs of categories that JSON has, unless all are asked for. */
    private static final int PAIRS = 100;

    private StatsReport() {}

    /**
     * A data set and what was read of it.
     *
     * @param rejected bad records by code
     */
    public record Source(String name, DatasetProfile profile, Map<String, Long> rejected) {}

    /** @param all whether all categories and pairs are listed, not just the most frequent ones */
    public static Summary of(List<Source> sources, boolean all) {
        Summary summary = new Summary();
        List<Object> files = new ArrayList<>();
        List<Object> drifts = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            files.add(json(sources.get(i), all));
            if (i > 0) {
                drifts.add(drift(sources.get(0), sources.get(i)));
            }
        }
        summary.add("files", files).add("drift", drifts);
        StatsText text = new StatsText(summary, all);
        for (Source source : sources) {
            text.dataset(source.name(), source.profile().stats());
        }
        for (Source source : sources.subList(1, sources.size())) {
            text.drift(
                    sources.get(0).name(),
                    source.name(),
                    Drift.between(sources.get(0).profile(), source.profile()));
        }
        return summary;
    }

    private static Map<String, Object> json(Source source, boolean all) {
        DatasetStats stats = source.profile().stats();
        List<DatasetStats.Pair> pairs = stats.seenTogether();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", source.name());
        json.put("images", stats.images());
        json.put("all", stats.all());
        json.put("imbalance", stats.imbalance());
        json.put("categories", stats.categories());
        json.put("pairs", pairs.size());
        json.put("seen_together", all ? pairs : pairs.subList(0, Math.min(PAIRS, pairs.size())));
        json.put("centres", stats.centres());
        json.put("keypoints", stats.keypoints());
        json.put("rejected", source.rejected());
        return json;
    }

    private static Map<String, Object> drift(Source from, Source to) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", from.name());
        json.put("to", to.name());
        json.put("distance", Drift.between(from.profile(), to.profile()));
        return json;
    }

    /** One row a file and category, and one for all categories of a file, whose id is empty. */
    public static void writeCsv(List<Source> sources, Csv csv) throws IOException {
        for (String name : StatsCsv.COLUMNS) {
            csv.add(name);
        }
        csv.row();
        for (Source source : sources) {
            DatasetStats stats = source.profile().stats();
            StatsCsv.row(csv, source.name(), "", "", stats.all());
            for (DatasetStats.Category category : stats.categories()) {
                String name = category.name() == null ? "" : category.name();
                StatsCsv.row(csv, source.name(), category.id().toString(), name, category.objects());
            }
        }
        csv.end();
    }

    /** A number of about three digits, as people write it. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3;
        return fixed(value, decimals);
    }

    /** With so many decimals. */
    static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** The seven numbers of a distribution. */
    static double[] numbers(Quantiles q) {
        return new double[] {q.mean(), q.min(), q.p5(), q.p25(), q.p50(), q.p75(), q.p95(), q.max()};
    }
}
