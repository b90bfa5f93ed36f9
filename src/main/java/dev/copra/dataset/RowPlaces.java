package dev.copra.dataset;

import dev.copra.collect.IntColumn;
import dev.copra.collect.LongIndex;

/**
 * Where the rows of each image stand in a table. Rows of one image that follow each other are a run; each run takes about 50 bytes. Images
 * are numbered from 0 in the order in which they come.
 */
public final class RowPlaces {
    /** Images by the hashes of their names. */
    private final LongIndex images = new LongIndex();

    private final IntColumn firstRuns = new IntColumn(-1);
    private final IntColumn lastRuns = new IntColumn(-1);
    /** By run, where it starts, and the next one of the same image. */
    private final IntColumn offsetsHigh = new IntColumn(0);

    private final IntColumn offsetsLow = new IntColumn(0);
    private final IntColumn lines = new IntColumn(0);
    private final IntColumn nextRuns = new IntColumn(-1);
    private int runs;
    private long last;

    /** Notes a row, behind all that were noted before. @param offset where it starts @param line from 1 */
    public void add(String image, long offset, int line) {
        long hash = hash(image);
        if (runs > 0 && hash == last) {
            return;
        }
        last = hash;
        int number = images.add(hash);
        if (number >= firstRuns.size()) {
            firstRuns.set(number, runs);
        } else {
            nextRuns.set(lastRuns.get(number), runs);
        }
        lastRuns.set(number, runs);
        nextRuns.set(runs, -1);
        offsetsHigh.set(runs, (int) (offset >>> Integer.SIZE));
        offsetsLow.set(runs, (int) offset);
        lines.set(runs++, line);
    }

    /**
     * FNV-1a in 64 bits. Of ten million names two have the same hash with a chance of one in 300,000; they then share a number, so who
     * reads a run must look at the names in it.
     */
    private static long hash(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /** How many images have rows. */
    public int images() {
        return images.size();
    }

    /** The number of an image, or -1 if it has no row. */
    public int find(String image) {
        return images.find(hash(image));
    }

    /** The first run of an image, by the image's number. */
    public int firstRun(int image) {
        return firstRuns.get(image);
    }

    /** The run that follows a run of the same image, or -1. */
    public int nextRun(int run) {
        return nextRuns.get(run);
    }

    /** Where a run starts. */
    public long offset(int run) {
        return (long) offsetsHigh.get(run) << Integer.SIZE | offsetsLow.get(run) & 0xFFFFFFFFL;
    }

    /** The line of the first row of a run, from 1. */
    public int line(int run) {
        return lines.get(run);
    }
}
