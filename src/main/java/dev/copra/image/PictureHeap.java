package dev.copra.image;

import java.util.concurrent.Semaphore;

/**
 * The heap that pictures may take together: who wants one waits until the others leave enough of it. Thread-safe; a thread
 * holds one share at a time.
 */
final class PictureHeap {
    /** The unit of shares: 64 KiB. */
    private static final int UNIT_BITS = 16;

    private final int units;
    private final Semaphore free;

    /** @param bytes that all pictures may take together */
    PictureHeap(long bytes) {
        units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes >> UNIT_BITS));
        free = new Semaphore(units, true);
    }

    /** Nine tenths of what this process does not use now. */
    static PictureHeap ofFreeMemory() {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.totalMemory() - runtime.freeMemory() > runtime.maxMemory() / 8) {
            // what is used may be garbage, which would look as if it had to stay
            System.gc();
        }
        return new PictureHeap((runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory()) / 10 * 9);
    }

    /** All bytes that there are for pictures. */
    long bytes() {
        return (long) units << UNIT_BITS;
    }

    /** A part of the heap, until it is closed. */
    final class Share implements AutoCloseable {
        private int held;

        private Share(int held) {
            this.held = held;
        }

        @Override
        public void close() {
            free.release(held);
            held = 0;
        }
    }

    /** Waits for a part; more than there is means all of it. */
    Share take(long bytes) {
        int wanted = (int) Math.min(units, (bytes >> UNIT_BITS) + 1);
        free.acquireUninterruptibly(wanted);
        return new Share(wanted);
    }
}
