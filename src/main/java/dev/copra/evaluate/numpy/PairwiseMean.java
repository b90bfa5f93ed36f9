package dev.copra.evaluate.numpy;

/**
 * The mean as {@code numpy.mean} forms it for contiguous doubles: the order of the additions decides the last bits. From
 * {@code pairwise_sum} in numpy's {@code loops_utils.h.src}: blocks of up to 128 numbers by eight interleaved sums, longer
 * ones halved.
 */
public final class PairwiseMean {
    private static final int BLOCK = 128;

    private PairwiseMean() {}

    /** @param count how many numbers to take, at least 1 */
    public static double of(double[] values, int count) {
        return (0.0 + sum(values, 0, count)) / count;
    }

    /** The sum of the numbers from {@code from} on. */
    public static double sum(double[] values, int from, int count) {
        if (count < 8) {
            double sum = -0.0;
            for (int i = from; i < from + count; i++) {
                sum += values[i];
            }
            return sum;
        }
        if (count <= BLOCK) {
            return block(values, from, count);
        }
        int half = count / 2;
        half -= half % 8;
        return sum(values, from, half) + sum(values, from + half, count - half);
    }

    private static double block(double[] a, int from, int count) {
        double r0 = a[from];
        double r1 = a[from + 1];
        double r2 = a[from + 2];
        double r3 = a[from + 3];
        double r4 = a[from + 4];
        double r5 = a[from + 5];
        double r6 = a[from + 6];
        double r7 = a[from + 7];
        int end = from + count;
        int i = from + 8;
        for (; i < end - count % 8; i += 8) {
            r0 += a[i];
            r1 += a[i + 1];
            r2 += a[i + 2];
            r3 += a[i + 3];
            r4 += a[i + 4];
            r5 += a[i + 5];
            r6 += a[i + 6];
            r7 += a[i + 7];
        }
        double sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7));
        for (; i < end; i++) {
            sum += a[i];
        }
        return sum;
    }
}
