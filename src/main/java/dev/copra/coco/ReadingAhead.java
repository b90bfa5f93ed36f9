package dev.copra.coco;

/**
 * How the records of a list are found by several threads.
 *
 * @param threads at work, the caller's included; one reads everything where it is shown
 * @param alone so many bytes of a list are read by the caller's thread, before others are worth their start
 * @param block bytes that a thread looks through at a time: a hundred records or more, which takes longer than to wake it, and no more, because
 *     what is made of them is in memory until its turn comes
 * @param longest bytes that a record may have; what is longer is read by the caller's thread
 */
record ReadingAhead(int threads, int alone, int block, int longest) {
    static final ReadingAhead NONE = by(1);

    /** More threads than these would wait for the one that shows the records; each has less than a megabyte in memory. */
    private static final int MOST_THREADS = 8;

    /** With as many threads, as far as they are of use. */
    static ReadingAhead by(int threads) {
        return new ReadingAhead(Math.min(threads, MOST_THREADS), 1 << 19, 1 << 16, 1 << 20);
    }

    boolean wanted() {
        return threads > 1;
    }
}
