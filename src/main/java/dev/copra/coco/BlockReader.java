package dev.copra.coco;

import dev.copra.json.ByteWindow;
import dev.copra.run.Pool;
import dev.copra.run.WorkAhead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Reads a list ahead of the caller, in blocks that other threads look through meanwhile. Where a block is cut is a guess, at the last place
 * where the text looks as if a record began; a guess is proven when the block before it ends there.
 */
final class BlockReader implements AutoCloseable {
    private final WorkAhead<RecordBlock> work;
    private final ReadingAhead ahead;
    private final Pool<AnnotationEditor> editors;
    private final Separator separator;
    /** So many blocks are in memory at a time. */
    private final int most;
    /** The text that a record begins with: its bracket, and the name of its first member. */
    private final byte[] opening;

    private final Deque<RecordBlock> waiting = new ArrayDeque<>();
    private final Deque<RecordBlock> idle = new ArrayDeque<>();
    private InputStream in;
    private long offset;
    private boolean exhausted;
    /** What was read behind the last block. */
    private byte[] carried = new byte[0];

    /**
     * @param window stands behind a record; what follows is read from it
     * @param firstName the name of the first member of a record, in quotes; others are hoped to begin with it, too
     * @param editors who answer for the records; null if nobody does
     */
    BlockReader(
            ByteWindow window,
            byte[] firstName,
            Separator separator,
            ReadingAhead ahead,
            Pool<AnnotationEditor> editors) {
        in = window.rest();
        offset = window.offset();
        opening = firstName;
        this.separator = separator;
        this.ahead = ahead;
        this.editors = editors;
        most = 2 * ahead.threads() - 1;
        work = new WorkAhead<>(ahead.threads() - 1);
    }

    /**
     * The next block, or null if all has been read. The first one, and any that follows one that is {@linkplain RecordBlock#whole whole},
     * holds nothing but records of the list.
     */
    RecordBlock next() throws IOException {
        while (!exhausted && waiting.size() < most) {
            RecordBlock block = idle.isEmpty() ? new RecordBlock(ahead.block(), separator, editors) : idle.remove();
            fill(block);
            waiting.add(block);
            work.add(block);
        }
        if (waiting.isEmpty()) {
            return null;
        }
        waiting.remove();
        return work.take();
    }

    /** Takes back a block that nobody needs any more. */
    void reuse(RecordBlock block) {
        idle.add(block);
    }

    private void fill(RecordBlock block) {
        block.offset = offset;
        block.limit = 0;
        append(block, carried);
        carried = new byte[0];
        int cut = -1;
        int searched = 0;
        for (int wanted = ahead.block(); cut < 0 && wanted <= ahead.longest() && !exhausted; wanted *= 2) {
            read(block, Math.max(wanted, block.limit + 1));
            cut = exhausted ? -1 : lastBeginning(block, searched);
            searched = Math.max(0, block.limit - opening.length);
        }
        if (cut >= 0) {
            carried = Arrays.copyOfRange(block.bytes, cut, block.limit);
            block.limit = cut;
        } else {
            exhausted = true;
        }
        offset += block.limit;
    }

    private static void append(RecordBlock block, byte[] more) {
        block.require(more.length);
        System.arraycopy(more, 0, block.bytes, block.limit, more.length);
        block.limit += more.length;
    }

    /** Reads until a block has that many bytes. The end of the stream, and a failure, are left to who reads on. */
    private void read(RecordBlock block, int wanted) {
        block.require(wanted - block.limit);
        try {
            while (block.limit < wanted) {
                int count = in.read(block.bytes, block.limit, wanted - block.limit);
                if (count < 0) {
                    exhausted = true;
                    return;
                }
                block.limit += count;
            }
        } catch (IOException e) {
            exhausted = true;
            in = new FailedStream(e);
        }
    }

    /**
     * The last place behind a bracket that seems to close a record, before what separates it from what seems to begin one; or -1.
     *
     * @param from where no name of a member was looked for
     */
    private int lastBeginning(RecordBlock block, int from) {
        byte[] bytes = block.bytes;
        for (int quote = block.limit - opening.length; quote > from; quote--) {
            if (bytes[quote] == '"' && begins(bytes, quote)) {
                int p = before(bytes, quote, '{');
                p = separator == Separator.COMMA ? before(bytes, p, ',') : p;
                int closing = before(bytes, p, '}');
                if (closing > 0) {
                    return closing + 1;
                }
            }
        }
        return -1;
    }

    private boolean begins(byte[] bytes, int at) {
        return Arrays.equals(bytes, at, at + opening.length, opening, 0, opening.length);
    }

    /** The place of a character if it stands before a place, but for white space; or -1. */
    private static int before(byte[] bytes, int place, char wanted) {
        int p = place - 1;
        while (p >= 0 && bytes[p] <= ' ' && bytes[p] > 0) {
            p--;
        }
        return p >= 0 && bytes[p] == wanted ? p : -1;
    }

    /** What follows behind the last record of a block, which is the one that was given last. */
    InputStream rest(RecordBlock last) {
        List<InputStream> parts = new ArrayList<>();
        parts.add(text(last, last.end()));
        for (RecordBlock block : waiting) {
            parts.add(text(block, 0));
        }
        parts.add(new ByteArrayInputStream(carried));
        parts.add(in);
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static InputStream text(RecordBlock block, int from) {
        return new ByteArrayInputStream(Arrays.copyOfRange(block.bytes, from, block.limit));
    }

    @Override
    public void close() {
        work.close();
    }

    /** A stream that could not be read on. */
    private static final class FailedStream extends InputStream {
        private final IOException failure;

        FailedStream(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            throw failure;
        }
    }
}
