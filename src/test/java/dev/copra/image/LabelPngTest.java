package dev.copra.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.io.FileRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelPngTest {
    @TempDir
    Path folder;

    private Path ids(String name, int width, int height, int[] ids) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            LabelPng.writeSegmentIds(out, width, height, ids);
        }
        return file;
    }

    /** More pixels than a stripe has, so that the second way reads three of them. */
    @Test
    void idsComeBackWholeAndInStripes() throws IOException {
        int width = 3000;
        int height = 3001;
        int[] ids = new int[width * height];
        Arrays.setAll(ids, i -> i * 97 / 13 & 0xFFFFFF);
        Path file = ids("a.png", width, height, ids);
        LabelPng picture = LabelPng.read(file, ids.length);
        assertEquals(width, picture.width());
        assertEquals(height, picture.height());
        assertArrayEquals(ids, picture.segmentIds("a.png"));
        int[] striped = new int[ids.length];
        int[] rows = new int[1];
        LabelPng.readSegmentIds(file, ids.length, row -> System.arraycopy(row, 0, striped, width * rows[0]++, width));
        assertEquals(height, rows[0]);
        assertArrayEquals(ids, striped);
    }

    @Test
    void numbersAreThoseOfTheFile() throws IOException {
        int[] values = {0, 1, 300, 65535};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LabelPng.writeGrey(out, 2, 2, values, 16);
        LabelPng grey = LabelPng.read(out.toByteArray(), "grey", 4);
        assertArrayEquals(values, grey.values());
        assertFalse(grey.coloured());
        FileSystemException e = assertThrows(FileSystemException.class, () -> grey.segmentIds("grey"));
        assertEquals("grey: this is not a picture in RGB", e.getMessage());
    }

    @Test
    void whatCannotBeReadNamesTheFile() throws IOException {
        Path file = ids("b.png", 4, 4, new int[16]);
        assertThrows(FileRefusedException.class, () -> LabelPng.read(file, 15));
        assertThrows(FileRefusedException.class, () -> LabelPng.readSegmentIds(file, 15, row -> {}));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        assertTrue(assertThrows(FileSystemException.class, () -> LabelPng.read(file, 16))
                .getMessage()
                .startsWith(file + ": the picture is cut off"));
        Path text = Files.writeString(folder.resolve("c.png"), "text");
        assertThrows(FileSystemException.class, () -> LabelPng.read(text, 16));
        assertThrows(FileSystemException.class, () -> LabelPng.readSegmentIds(text, 16, row -> {}));
    }
}
