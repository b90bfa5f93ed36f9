package dev.copra.collect;

/**
 * Random numbers that are the same on every JDK: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
 * OOPSLA 2014), with the constants of Vigna's reference code.
 */
public final class SplitMix64 {
    private long state;

    /** The numbers of a seed, which are the same on every machine. */
    public SplitMix64(long seed) {
        state = seed;
    }

    /** The next 64 bits. */
    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** A number from 0 to below a bound, each as likely as the others. */
    public int below(int bound) {
        int bits;
        int number;
        do {
            bits = (int) (next() >>> 33);
            number = bits % bound;
            // what is left over at the top would favour small numbers
        } while (bits - number + (bound - 1) < 0);
        return number;
    }

    /** Puts numbers in random order (Fisher and Yates). */
    public void shuffle(int[] numbers) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int swapped = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = swapped;
        }
    }
}
