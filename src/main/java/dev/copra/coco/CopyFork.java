package dev.copra.coco;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Several copies of a document: what is written goes to all of them, or to one. */
final class CopyFork extends OutputStream {
    private final OutputStream[] copies;
    private int to = Edit.ALL_COPIES;

    CopyFork(List<? extends OutputStream> copies) {
        this.copies = copies.toArray(OutputStream[]::new);
    }

    int size() {
        return copies.length;
    }

    /** What comes next goes to one copy, or to {@link Edit#ALL_COPIES}. */
    void select(int copy) {
        to = copy;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (to != Edit.ALL_COPIES) {
            copies[to].write(bytes, from, count);
            return;
        }
        for (OutputStream copy : copies) {
            copy.write(bytes, from, count);
        }
    }
}
