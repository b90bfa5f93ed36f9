package dev.copra.learn.torch;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does to memory what any collection may do: frees the direct buffers that nobody refers to, and writes something else there. */
final class FreedMemory {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int BUFFERS = 5_000;

    private FreedMemory() {}

    /** @return the buffers that are there now, full of NaN */
    static List<ByteBuffer> reuse() {
        // those that were freed before are reached by the second collection at the latest
        collect();
        collect();
        List<ByteBuffer> buffers = new ArrayList<>(BUFFERS);
        for (int i = 0; i < BUFFERS; i++) {
            buffers.add(ByteBuffer.allocateDirect(Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putFloat(0, Float.NaN));
        }
        return buffers;
    }

    private static void collect() {
        CountDownLatch collected = new CountDownLatch(1);
        CLEANER.register(new Object(), collected::countDown);
        try {
            do {
                System.gc();
            } while (!collected.await(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
