package dev.copra.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How often each whole number from 0 came. Memory goes with the number of different ones. */
final class IntCounts {
    private static final int DENSE = 4096;

    /** Of the numbers below {@link #DENSE}. */
    private long[] few = new long[16];

    private final TreeMap<Integer, Long> many = new TreeMap<>();
    private long count;

    void add(int number) {
        add(number, 1);
    }

    private void add(int number, long times) {
        if (number < DENSE) {
            if (number >= few.length) {
                few = Arrays.copyOf(few, Math.min(DENSE, Math.max(number + 1, 2 * few.length)));
            }
            few[number] += times;
        } else {
            many.merge(number, times, Long::sum);
        }
        count += times;
    }

    void addAll(IntCounts others) {
        for (int number = 0; number < others.few.length; number++) {
            if (others.few[number] > 0) {
                add(number, others.few[number]);
            }
        }
        others.many.forEach(this::add);
    }

    long count() {
        return count;
    }

    /** How many numbers are at least so large. @param number at most 4096 */
    long atLeast(int number) {
        long below = 0;
        for (int i = 0; i < Math.min(number, few.length); i++) {
            below += few[i];
        }
        return count - below;
    }

    /** The counts of 0, 1, 2, ..., the last one being that of all numbers from there on. */
    long[] first(int size) {
        long[] counts = Arrays.copyOf(few, size);
        counts[size - 1] = atLeast(size - 1);
        return counts;
    }

    /** @return null if there is no number */
    Quantiles quantiles() {
        // the sum of whole numbers is exact as a long; as doubles in ascending order it could be rounded
        long sum = 0;
        for (int number = 0; number < few.length; number++) {
            sum += number * few[number];
        }
        for (Map.Entry<Integer, Long> entry : many.entrySet()) {
            sum += entry.getKey() * entry.getValue();
        }
        return Quantiles.of(count, sum, this::at);
    }

    private double at(long rank) {
        long left = rank;
        for (int number = 0; number < few.length; number++) {
            left -= few[number];
            if (left < 0) {
                return number;
            }
        }
        for (Map.Entry<Integer, Long> entry : many.entrySet()) {
            left -= entry.getValue();
            if (left < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("there is no rank " + rank);
    }
}
