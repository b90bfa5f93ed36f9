package dev.copra.coco;

import dev.copra.json.NonFinitePolicy;
import dev.copra.testdata.Trickle;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Gives bytes to the reader of documents, by one thread and by several. */
public final class ReadingBytes {
    private ReadingBytes() {}

    /**
     * Reads a document twice.
     *
     * @param bytes three that tell how it is read, of which the last two are the sizes of blocks and of records; then the document
     * @throws AssertionError if several threads find other than one
     */
    public static void read(byte[] bytes) {
        if (bytes.length < 4) {
            return;
        }
        int how = bytes[0] & 0xFF;
        byte[] document = Arrays.copyOfRange(bytes, 3, bytes.length);
        int block = 1 + (bytes[1] & 0xFF);
        int longest = 1 + 4 * (bytes[2] & 0xFF);
        ReadingAhead ahead = new ReadingAhead(2 + (how >> 6 & 2), block & 15, block, longest);
        List<String> alone = told(new ByteArrayInputStream(document), how, ReadingAhead.NONE);
        List<String> found =
                told((how & 16) == 0 ? new ByteArrayInputStream(document) : new Trickle(document, how, 30), how, ahead);
        if (!alone.equals(found)) {
            throw new AssertionError("by one thread: " + alone + "\nby " + ahead + ": " + found);
        }
    }

    private static List<String> told(InputStream in, int how, ReadingAhead ahead) {
        Set<Section> needed = (how & 1) == 0 ? Set.of() : EnumSet.of(Section.IMAGES, Section.CATEGORIES);
        NonFinitePolicy policy = NonFinitePolicy.values()[(how >> 2) % NonFinitePolicy.values().length];
        return ReadingDiary.told(in, new ReadingDiary(needed, (how & 2) != 0), policy, ahead);
    }
}
