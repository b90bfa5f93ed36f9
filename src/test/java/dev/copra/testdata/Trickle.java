package dev.copra.testdata;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Random;

/** Gives bytes in small portions, as a pipe may: what is read must not depend on where the portions end. */
public final class Trickle extends FilterInputStream {
    private final Random random;
    private final int most;

    /** @param most bytes at a time; from 1 to this many */
    public Trickle(byte[] bytes, long seed, int most) {
        super(new ByteArrayInputStream(bytes));
        random = new Random(seed);
        this.most = most;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        return super.read(bytes, from, Math.min(length, 1 + random.nextInt(most)));
    }
}
