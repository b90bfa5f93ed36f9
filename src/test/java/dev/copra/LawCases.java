package dev.copra;

import java.util.stream.LongStream;

/**
 * Seeds for tests of laws on random input. Each stands for {@link #CASES_PER_SEED} cases; {@code -Dcopra.laws=1000000} asks
 * for a million cases instead of a few seconds' worth.
 */
public final class LawCases {
    public static final int CASES_PER_SEED = 1000;

    private LawCases() {}

    public static LongStream seeds() {
        return LongStream.rangeClosed(1, Math.max(Long.getLong("copra.laws", 4_000) / CASES_PER_SEED, 1));
    }
}
