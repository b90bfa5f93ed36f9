package dev.copra.report.dataset;

import dev.copra.dataset.Ledger;
import dev.copra.format.Conversion;
import dev.copra.report.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a conversion has written, and what it could not keep. */
public final class ConversionReport {
    private ConversionReport() {}

    /**
     * @param from name of the format that was read
     * @param to name of the format that was written
     */
    public static Summary of(
            String from, String to, Conversion.Tally tally, Ledger ledger, Map<String, Long> rejected) {
        Summary summary = new Summary()
                .add("from", from)
                .add("to", to)
                .add("written", tally.written())
                .add(
                        "images",
                        tally.images(),
                        Summary.count(tally.images(), "image") + ", "
                                + tally.negatives() + " of them without an instance; "
                                + Summary.count(tally.instances(), "instance") + ", "
                                + (tally.categories() == 1 ? "1 category" : tally.categories() + " categories") + "; "
                                + from
                                + " to " + to)
                .add("images_without_an_instance", tally.negatives())
                .add("instances", tally.instances())
                .add("categories", tally.categories())
                .add("rejected", rejected);
        addLosses(summary, ledger);
        return summary;
    }

    /** Adds what a format could not hold. */
    static void addLosses(Summary summary, Ledger ledger) {
        List<Map<String, Object>> losses = new ArrayList<>();
        for (Ledger.Entry entry : ledger.entries()) {
            Map<String, Object> loss = new LinkedHashMap<>();
            loss.put("kind", entry.loss().key());
            loss.put("count", entry.count());
            loss.put("meaning", entry.loss().meaning());
            loss.put("places", entry.places());
            losses.add(loss);
            summary.line(String.format(
                    Locale.ROOT,
                    "not kept: %s, %d: %s (%s%s)",
                    entry.loss().key().replace('_', ' '),
                    entry.count(),
                    entry.loss().meaning(),
                    String.join("; ", entry.places()),
                    entry.count() > entry.places().size() ? "; ..." : ""));
        }
        summary.add("not_kept", losses);
    }
}
