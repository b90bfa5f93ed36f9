package dev.copra.format.maskpng;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Format;
import dev.copra.format.contract.Probe;
import dev.copra.format.region.VocPalette;
import dev.copra.image.LabelPng;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskPngFormatTest {
    private static final int WIDTH = 6;
    private static final int HEIGHT = 4;

    @TempDir
    Path folder;

    /** A picture whose rows are all the same. @param bits 16 or 8 of grey, or 0 for indices */
    private void picture(String name, int bits, int... row) throws IOException {
        int[] values = new int[WIDTH * HEIGHT];
        Arrays.setAll(values, i -> row[i % WIDTH]);
        Files.createDirectories(folder.resolve(name).getParent());
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            if (bits == 0) {
                LabelPng.writeIndexed(out, WIDTH, HEIGHT, values, VocPalette.all());
            } else {
                LabelPng.writeGrey(out, WIDTH, HEIGHT, values, bits);
            }
        }
    }

    @Test
    void namesSayWhatMasksAreWhereThereIsNoTable() throws IOException {
        picture("masks/sub/a_1_traffic light.png", 8, 0, 255, 255, 0, 0, 0);
        picture("masks/sub/a_2_cat.png", 8, 0, 1, 1, 1, 0, 0);
        Sample sample = Sample.read(new MaskPngFormat(), folder);
        assertEquals(List.of(), sample.problems());
        assertEquals(List.of("traffic light mask 8", "cat mask 12"), sample.texts("sub/a.jpg"));
    }

    @Test
    void rowsCanShareAPictureOfSixteenBits() throws IOException {
        picture("labels/a.png", 16, 0, 1000, 1000, 40000, 40000, 40000);
        Files.writeString(
                folder.resolve("masks.csv"),
                "\uFEFFcategory,image,mask,value,bbox\r\n"
                        + "\"a,b\"\"c\"\"\",a.jpg,labels/a.png,1000,\r\n"
                        + "cat,a.jpg,labels/a.png,40000,\r\n"
                        + "cat,a.jpg,,,\"[1, 2, 3.5, 4]\"\r\n"
                        + "cat,a.jpg,labels/none.png,,\r\n"
                        + "cat,a.jpg,../secret.png,,\r\n"
                        + "cat,a.jpg,labels/a.png,many,\r\n"
                        + "cat,,labels/a.png,1,\r\n"
                        + ",empty.jpg,,,\r\n");
        Format found = Formats.of(Probe.of(folder));
        assertEquals("mask-png", found.name());
        Sample sample = Sample.read(found, folder);
        assertEquals(List.of("a.jpg '' 6x4", "empty.jpg '' 0x0"), sample.images());
        assertEquals(List.of("a,b\"c\" mask 8", "cat mask 12", "cat box 1.0 2.0 3.5 4.0"), sample.texts("a.jpg"));
        assertEquals(List.of(), sample.texts("empty.jpg"));
        String table = folder.getFileName() + "/masks.csv";
        assertEquals(4, sample.problems().size(), sample.problems().toString());
        assertTrue(
                sample.problems().get(0).contains(table + ":5: "),
                sample.problems().get(0));
        assertTrue(
                sample.problems().get(0).contains("there is no such file"),
                sample.problems().get(0));
        assertTrue(sample.problems().get(1).contains(table + ":6: ../secret.png lies outside of the folder"));
        assertTrue(sample.problems().get(2).contains(table + ":7: 'many' is no value of a pixel"));
        assertTrue(
                sample.problems().get(3).contains(table + ":8: rows without an image are left out: 1"),
                sample.problems().get(3));
    }

    @Test
    void aTableWithoutAColumnForImagesIsRefused() throws IOException {
        Files.writeString(folder.resolve("masks.csv"), "a,b\n1,2\n");
        FileSystemException refused =
                assertThrows(FileSystemException.class, () -> Sample.read(new MaskPngFormat(), folder));
        assertTrue(refused.getReason().contains("column 'image'"));
    }

    @Test
    void objectsOfDavisAreTracksOfTheirSequence() throws IOException {
        picture("Annotations/480p/dog/00000.png", 0, 0, 1, 1, 2, 255, 0);
        picture("Annotations/480p/dog/00001.png", 0, 0, 0, 0, 2, 2, 0);
        picture("Annotations/480p/dog/00002.png", 0, 0, 0, 0, 0, 0, 0);
        picture("Annotations/480p/old/00000.png", 8, 0, 255, 255, 0, 0, 0);
        Files.createDirectories(folder.resolve("ImageSets/2017"));
        Files.writeString(folder.resolve("ImageSets/2017/val.txt"), "dog\n");
        Format found = Formats.of(Probe.of(folder));
        assertEquals("davis", found.name());
        Sample sample = Sample.read(found, folder);
        assertEquals(List.of(), sample.problems());
        assertEquals("dog/00000.jpg 'val' 6x4", sample.images().get(0));
        assertEquals("dog/00002.jpg 'val' 6x4", sample.images().get(2));
        assertEquals("old/00000.jpg '' 6x4", sample.images().get(3));
        assertEquals(List.of("object mask 8 track 1", "object mask 4 track 2"), sample.texts("dog/00000.jpg"));
        assertEquals(List.of("object mask 8 track 2"), sample.texts("dog/00001.jpg"));
        assertEquals(List.of(), sample.texts("dog/00002.jpg"));
        assertEquals(List.of("object mask 8 track 255"), sample.texts("old/00000.jpg"));
    }
}
