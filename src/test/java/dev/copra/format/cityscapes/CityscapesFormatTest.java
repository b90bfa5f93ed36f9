package dev.copra.format.cityscapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.format.Sample;
import dev.copra.image.LabelPng;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityscapesFormatTest {
    private static final int WIDTH = 8;
    private static final int HEIGHT = 4;

    @TempDir
    Path folder;

    /** A picture of instance ids whose rows are all the same. */
    private void picture(String name, int... row) throws IOException {
        int[] values = new int[WIDTH * HEIGHT];
        Arrays.setAll(values, i -> row[i % WIDTH]);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            LabelPng.writeGrey(out, WIDTH, HEIGHT, values, 16);
        }
    }

    @Test
    void instanceIdsAreClassAndNumber() throws IOException {
        picture("gtFine/train/ulm/a_gtFine_instanceIds.png", 0, 7, 26001, 26001, 26000, 26, 26, 33000);
        Files.createDirectories(folder.resolve("leftImg8bit/train/ulm"));
        Files.createFile(folder.resolve("leftImg8bit/train/ulm/a_leftImg8bit.jpg"));
        Sample sample = Sample.read(new CityscapesFormat(), folder);
        assertEquals(List.of(), sample.problems());
        assertEquals(List.of("ulm/a_leftImg8bit.jpg 'train' 8x4"), sample.images());
        assertEquals(
                List.of("car mask 4", "bicycle mask 4", "car mask 8", "road mask 4", "car mask 8 crowd"),
                sample.texts("ulm/a_leftImg8bit.jpg"));
    }

    @Test
    void aClassWithoutANameIsTold() throws IOException {
        picture("gtFine/val/ulm/a_gtFine_instanceIds.png", 0, 26001, 60005, 0, 0, 0, 0, 0);
        Sample sample = Sample.read(new CityscapesFormat(), folder);
        assertEquals(List.of("car mask 4"), sample.texts("ulm/a_leftImg8bit.png"));
        assertEquals(1, sample.problems().size());
        assertTrue(
                sample.problems().get(0).contains("a_gtFine_instanceIds.png: the instance 60005 has the class 60"),
                sample.problems().get(0));
    }

    @Test
    void polygonsAreDrawnOneOverTheOther() throws IOException {
        Sample sample = Sample.read(new CityscapesFormat(), Sample.path("cityscapes"));
        assertEquals(List.of("ulm/ulm_000000_000019_leftImg8bit.png 'train' 60x40"), sample.images());
        assertEquals(
                List.of(
                        "road mask 1000",
                        "car mask 300",
                        "car rings 100 crowd",
                        "person rings 100",
                        "sheep dog rings 25",
                        "polegroup rings 16"),
                sample.texts("ulm/ulm_000000_000019_leftImg8bit.png"));
        List<String> problems = sample.problems();
        assertEquals(4, problems.size(), problems.toString());
        String file = "cityscapes-polygon cityscapes/gtFine/train/ulm/ulm_000000_000019_gtFine_polygons.json, object ";
        assertEquals("cityscapes-label" + file.substring(18) + "10: the object has no label", problems.get(0));
        assertEquals(file + "7: point 2 is no pair of numbers", problems.get(1));
        assertEquals(file + "6: a polygon has at least 3 points, not 2", problems.get(2));
        assertTrue(problems.get(3).contains("ulm_000001_000019_gtFine_polygons.json:2: "), problems.get(3));
    }
}
