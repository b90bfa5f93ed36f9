package dev.copra.dataset.tile;

/** What was cut. */
public final class TileTally {
    private long images;
    private long tiles;
    private long emptyTiles;
    private long whole;
    private long cut;
    private long hidden;
    private long lost;

    /**
     * The counts.
     *
     * @param images that were cut
     * @param tiles that were written
     * @param emptyTiles without an annotation, be they written or not
     * @param whole annotations of tiles that hold all of an object
     * @param cut annotations of tiles that hold a part of an object
     * @param hidden parts that were left out, because too little of the object is visible
     * @param lost objects of which no part is left
     */
    public record Counts(long images, long tiles, long emptyTiles, long whole, long cut, long hidden, long lost) {}

    void image() {
        images++;
    }

    void tile(boolean empty, boolean written) {
        tiles += written ? 1 : 0;
        emptyTiles += empty ? 1 : 0;
    }

    void part(boolean isWhole) {
        whole += isWhole ? 1 : 0;
        cut += isWhole ? 0 : 1;
    }

    void hidden(int parts, boolean all) {
        hidden += parts;
        lost += all ? 1 : 0;
    }

    Counts counts() {
        return new Counts(images, tiles, emptyTiles, whole, cut, hidden, lost);
    }
}
