package dev.copra.evaluate.rules;

import java.util.List;

/** Thresholds as text: values from 0 to 1 that ascend, or {@code FIRST:LAST:STEP}. */
public final class Thresholds {
    private static final int MOST_STEPS = 100_001;

    private Thresholds() {}

    /**
     * Reads thresholds.
     *
     * @param most how many are allowed
     * @throws IllegalArgumentException says what is wrong
     */
    public static double[] parse(List<String> words, int most) {
        double[] thresholds = words.size() == 1 && words.get(0).contains(":") ? range(words.get(0)) : numbers(words);
        for (int i = 0; i < thresholds.length; i++) {
            if (!(thresholds[i] >= 0 && thresholds[i] <= 1) || i > 0 && thresholds[i] <= thresholds[i - 1]) {
                throw new IllegalArgumentException("thresholds are from 0 to 1 and ascend");
            }
        }
        if (thresholds.length == 0 || thresholds.length > most) {
            throw new IllegalArgumentException("give from 1 to " + most + " thresholds");
        }
        return thresholds;
    }

    private static double[] range(String text) {
        double[] range = numbers(List.of(text.split(":")));
        if (range.length != 3 || !(range[2] > 0) || range[1] < range[0]) {
            throw new IllegalArgumentException("'" + text + "' is not FIRST:LAST:STEP");
        }
        double count = Math.rint((range[1] - range[0]) / range[2]) + 1;
        if (count > MOST_STEPS) {
            throw new IllegalArgumentException("'" + text + "' has too small a step");
        }
        return Rules.spaced(range[0], range[1], (int) count);
    }

    /** Numbers. @throws IllegalArgumentException if a word is none */
    public static double[] numbers(List<String> words) {
        double[] numbers = new double[words.size()];
        for (int i = 0; i < numbers.length; i++) {
            try {
                numbers[i] = Double.parseDouble(words.get(i).strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + words.get(i) + "' is not a number", e);
            }
        }
        return numbers;
    }
}
