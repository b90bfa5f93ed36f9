package dev.copra.validate.check.annotation;

import dev.copra.validate.record.NumberText;
import java.util.regex.Pattern;

/** The runs of an RLE as they stand, before anything is allocated for them. */
final class CountsText {
    /** A size as C takes it. */
    static final Pattern WHOLE_PAIR = Pattern.compile("\\[\\s*[0-9]+\\s*,\\s*[0-9]+\\s*]");

    private CountsText() {}

    /**
     * @param problem what is malformed, or null
     * @param sum of all runs
     * @param emptyRuns how many runs but the first and the last are empty
     */
    record Runs(String problem, long sum, long emptyRuns) {
        static Runs malformed(String problem) {
            return new Runs(problem, 0, 0);
        }
    }

    /** Reads pycocotools' string (maskApi.c, rleFrString): six bits a character, low ones first, differences from the third on. */
    static Runs read(String counts) {
        long sum = 0;
        long empty = 0;
        long[] last = new long[2];
        int at = 0;
        for (long run = 0; at < counts.length(); run++) {
            long value = 0;
            int shift = 0;
            int group;
            do {
                if (at == counts.length()) {
                    return Runs.malformed("the text ends within a number");
                }
                group = counts.charAt(at) - 48;
                if (group < 0 || group > 63) {
                    return Runs.malformed("character " + at + " is outside 48 to 111");
                }
                if (shift > 30) {
                    return Runs.malformed("a number of more than 35 bits at character " + at);
                }
                value |= (long) (group & 0x1F) << shift;
                shift += 5;
                at++;
            } while ((group & 0x20) != 0);
            if ((group & 0x10) != 0) {
                value |= -1L << shift;
            }
            if (run > 2) {
                value += last[(int) (run & 1)];
            }
            if (value < 0) {
                return Runs.malformed("run " + run + " is " + value);
            }
            empty += value == 0 && run > 0 && at < counts.length() ? 1 : 0;
            last[(int) (run & 1)] = value;
            sum += value;
        }
        return new Runs(null, sum, empty);
    }

    static Runs read(double[] counts) {
        long sum = 0;
        long empty = 0;
        for (int i = 0; i < counts.length; i++) {
            if (!(counts[i] >= 0 && counts[i] <= Integer.MAX_VALUE && counts[i] == Math.rint(counts[i]))) {
                return Runs.malformed("run " + i + " is " + NumberText.of(counts[i]));
            }
            empty += counts[i] == 0 && i > 0 && i + 1 < counts.length ? 1 : 0;
            sum += (long) counts[i];
        }
        return new Runs(null, sum, empty);
    }
}
