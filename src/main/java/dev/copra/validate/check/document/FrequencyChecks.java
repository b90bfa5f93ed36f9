package dev.copra.validate.check.document;

import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Known;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many annotations the categories have. */
public final class FrequencyChecks {
    private static final int FEW = 10;
    private static final int IMBALANCE = 100;

    static final Code UNUSED = Code.info(
                    "category-unused",
                    "categories without annotations",
                    "These are classes that a detector can never learn and that AP leaves out.")
            .ofTheFile();
    static final Code FEW_SAMPLES = Code.info(
                    "category-few",
                    "categories with fewer than 10 annotations",
                    "Too few to learn from, and their AP is a matter of luck.")
            .ofTheFile();
    static final Code IMBALANCED = Code.info(
                    "category-imbalance",
                    "a category that is 100 times as frequent as another",
                    "Training sees little but the frequent one; sample or weight the rare ones up.")
            .ofTheFile();

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(UNUSED, FEW_SAMPLES, IMBALANCED);

    private static final int NAMED = 5;

    private final int named;
    private long[] counts = new long[64];

    /** @param all whether findings name all categories, instead of the first few */
    public FrequencyChecks(boolean all) {
        named = all ? Integer.MAX_VALUE : NAMED;
    }

    /**
     * Counts an annotation.
     *
     * @param category slot of its category, or -1
     */
    public void add(int category) {
        if (category < 0) {
            return;
        }
        if (category >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(category + 1, 2 * counts.length));
        }
        counts[category]++;
    }

    /**
     * How many annotations a category has.
     *
     * @param category its slot, or -1
     */
    public long count(int category) {
        return category < 0 || category >= counts.length ? 0 : counts[category];
    }

    /** @param placeholder slot of a category that is known to be none, or -1 */
    public void finish(Known known, int placeholder, Findings findings) {
        List<String> unused = new ArrayList<>();
        List<String> few = new ArrayList<>();
        int rare = -1;
        int frequent = -1;
        int categories = 0;
        for (int slot = 0; slot < known.categories().size(); slot++) {
            if (slot == placeholder) {
                continue;
            }
            categories++;
            long count = count(slot);
            if (count == 0) {
                unused.add("'" + known.categoryName(slot) + "'");
                continue;
            }
            if (count < FEW) {
                few.add(counted(known, slot));
            }
            rare = rare < 0 || count < count(rare) ? slot : rare;
            frequent = frequent < 0 || count > count(frequent) ? slot : frequent;
        }
        report(findings, UNUSED, unused, categories, "no annotation");
        report(findings, FEW_SAMPLES, few, categories, "fewer than " + FEW + " annotations");
        if (rare >= 0 && count(frequent) >= IMBALANCE * count(rare)) {
            report(
                    findings,
                    IMBALANCED,
                    "the most frequent category, " + counted(known, frequent) + ", has at least " + IMBALANCE
                            + " times as many annotations as the rarest, " + counted(known, rare));
        }
    }

    private String counted(Known known, int slot) {
        return "'" + known.categoryName(slot) + "' (" + count(slot) + ")";
    }

    private void report(Findings findings, Code code, List<String> categories, int all, String have) {
        int number = categories.size();
        if (number > 0) {
            String names = String.join(", ", categories.subList(0, Math.min(named, number)));
            String more = number > named ? " and " + (number - named) + " more" : "";
            report(
                    findings,
                    code,
                    number + " of " + all + (all == 1 ? " category" : " categories")
                            + (number == 1 ? " has " : " have ") + have + ": " + names + more);
        }
    }

    private static void report(Findings findings, Code code, String message) {
        findings.add(new Finding(code, message, Place.member("categories", 0, 0)));
    }
}
