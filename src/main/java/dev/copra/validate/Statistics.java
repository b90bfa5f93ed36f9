package dev.copra.validate;

import java.util.Arrays;
import java.util.List;

/** How many annotations the categories have. */
final class Statistics {
    private static final int FEW = 10;
    private static final int IMBALANCE = 100;

    static final Code UNUSED = Code.info(
            "category-unused",
            "a category without annotations",
            "It is a class that a detector can never learn and that AP leaves out.");
    static final Code FEW_SAMPLES = Code.info(
            "category-few",
            "a category with fewer than 10 annotations",
            "Too few to learn from, and its AP is a matter of luck.");
    static final Code IMBALANCED = Code.info(
            "category-imbalance",
            "a category that is 100 times as frequent as another",
            "Training sees little but the frequent one; sample or weight the rare ones up.");
    static final List<Code> CODES = List.of(UNUSED, FEW_SAMPLES, IMBALANCED);

    private long[] counts = new long[64];

    void add(int category) {
        if (category < 0) {
            return;
        }
        if (category >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(category + 1, 2 * counts.length));
        }
        counts[category]++;
    }

    long count(int category) {
        return category < 0 || category >= counts.length ? 0 : counts[category];
    }

    /** @param placeholder slot of a category that is known to be none, or -1 */
    void finish(Known known, int placeholder, Findings findings) {
        long most = 0;
        long least = Long.MAX_VALUE;
        String rare = "";
        String frequent = "";
        for (int slot = 0; slot < known.categories.size(); slot++) {
            long count = count(slot);
            String name = known.categoryName(slot);
            if (slot == placeholder) {
                continue;
            }
            if (count == 0) {
                report(findings, UNUSED, "'" + name + "' has no annotation");
                continue;
            }
            if (count < FEW) {
                report(
                        findings,
                        FEW_SAMPLES,
                        "'" + name + "' has " + (count == 1 ? "one annotation" : count + " annotations"));
            }
            if (count > most) {
                most = count;
                frequent = name;
            }
            if (count < least) {
                least = count;
                rare = name;
            }
        }
        if (most >= IMBALANCE * least && most > 0) {
            report(findings, IMBALANCED, "'" + frequent + "' has " + most + " annotations, '" + rare + "' " + least);
        }
    }

    private static void report(Findings findings, Code code, String message) {
        findings.add(new Finding(code, message, Place.member("categories", 0, 0)));
    }
}
