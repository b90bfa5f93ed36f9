package dev.copra.dataset.merge;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import java.util.Arrays;

/**
 * Where the records of a list lie in a document, and their ids as long as these ascend: 12 bytes a record, 8 if they do not. Read
 * in order it is fast.
 */
final class MergeSpans {
    private static final int BITS = 12;
    private static final int BLOCK = 1 << BITS;
    /** So many records have one offset that is known. */
    private static final int GROUP = 64;

    /** From the end of the record before to the start of this one. */
    private int[][] gaps = new int[4][];

    private int[][] lengths = new int[4][];
    /** From the id before; null once ids do not ascend. */
    private int[][] steps = new int[4][];

    private long[] groups = new long[16];
    private int size;
    private long end;
    private long firstId;
    private long lastId;
    /** The record whose offset was asked for last. */
    private int at = -1;

    private long offset;

    int size() {
        return size;
    }

    /** @param id {@link Id#NONE} if it has none */
    void add(CocoRecord record, Id id) {
        int block = size >> BITS;
        int place = size & BLOCK - 1;
        if (place == 0) {
            gaps = withBlock(gaps, block);
            lengths = withBlock(lengths, block);
            steps = steps == null ? null : withBlock(steps, block);
        }
        if (size % GROUP == 0) {
            if (size / GROUP == groups.length) {
                groups = Arrays.copyOf(groups, 2 * groups.length);
            }
            groups[size / GROUP] = record.offset();
        }
        gaps[block][place] = (int) Math.min(Integer.MAX_VALUE, record.offset() - end);
        lengths[block][place] = record.length();
        end = record.offset() + record.length();
        addId(id, block, place);
        size++;
    }

    private void addId(Id id, int block, int place) {
        if (steps == null) {
            return;
        }
        boolean first = size == 0;
        long step = first ? 1 : id.number() - lastId;
        if (!id.isLong() || step <= 0 || step > Integer.MAX_VALUE) {
            steps = null;
            return;
        }
        firstId = first ? id.number() : firstId;
        lastId = id.number();
        steps[block][place] = (int) step;
    }

    private static int[][] withBlock(int[][] blocks, int block) {
        int[][] grown = block == blocks.length ? Arrays.copyOf(blocks, 2 * block) : blocks;
        grown[block] = new int[BLOCK];
        return grown;
    }

    /** Whether all ids are whole numbers, each greater than the one before. */
    boolean ascends() {
        return steps != null;
    }

    /** The first id, if they ascend and there is one. */
    long firstId() {
        return firstId;
    }

    /** The last id, if they ascend and there is one. */
    long lastId() {
        return lastId;
    }

    /** The id of a record, if they ascend. @param before the id of the record before */
    long idAfter(int record, long before) {
        return record == 0 ? firstId : before + steps[record >> BITS][record & BLOCK - 1];
    }

    int length(int record) {
        return lengths[record >> BITS][record & BLOCK - 1];
    }

    /** Offset of a record in the document. */
    long offset(int record) {
        if (record == at) {
            return offset;
        }
        if (record != at + 1 || record % GROUP == 0) {
            at = record / GROUP * GROUP;
            offset = groups[record / GROUP];
        }
        while (at < record) {
            offset += length(at);
            at++;
            offset += gaps[at >> BITS][at & BLOCK - 1];
        }
        return offset;
    }

    /** Offset behind a record. */
    long end(int record) {
        return offset(record) + length(record);
    }
}
