package dev.copra.format.darwin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.copra.coco.id.Id;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads a folder by hand, with each type of annotation, a raster layer, and bad records. */
class DarwinFormatTest {
    private static final String IMAGE = "some folder/a.jpg";
    private final Path folder = Sample.path("darwin");

    private Sample read() throws IOException {
        return Sample.read(Formats.of(Probe.of(folder)), folder);
    }

    @Test
    void itIsRecognised() throws IOException {
        assertEquals("darwin", Formats.of(Probe.of(folder)).name());
        Path file = folder.resolve("annotations/train/sub/a.json");
        assertEquals("darwin", Formats.of(Probe.of(file)).name());
    }

    @Test
    void imagesHaveThePathOfTheirItemAndTheSplitOfTheirFolder() throws IOException {
        Sample sample = read();
        assertEquals(List.of("negative.png '' 0x0", IMAGE + " 'train' 6x5"), sample.images());
        assertEquals(
                "{weather=\"rain\", sunny=true}", sample.image(IMAGE).extras().toString());
        assertEquals(Id.NONE, sample.image(IMAGE).id());
    }

    @Test
    void classesAreThoseOfTheProjectAndOfTheFiles() throws IOException {
        Sample sample = read();
        assertEquals(List.of("never", "person", "cat", "dog, \"x\"", "mask", "road", "spot"), sample.categories());
        assertEquals(List.of("nose", "tail"), sample.category(1).keypoints());
    }

    @Test
    void goodAnnotationsSurviveBadOnes() throws IOException {
        Sample sample = read();
        assertEquals(
                List.of(
                        "cat box 0.0 0.0 5.0 4.0 rings 14 crowd score 0.25 track 7 {young=true, text=\"hi\"}",
                        "cat rings 8",
                        "dog, \"x\" box 1.5 2.0 3.0 1.0 {colour=[\"red\",\"blue\"], age=3}",
                        "cat rings 10",
                        "person keypoints [1.0, 2.0, 2.0, 3.0, 4.0, 1.0]",
                        "person keypoints [0.0, 0.0, 0.0, 1.0, 1.0, 2.0]",
                        "spot box 1.0 4.0 0.0 0.0 keypoints [1.0, 4.0, 2.0]",
                        "road line of 2",
                        "mask mask 3",
                        "mask mask 3"),
                sample.texts(IMAGE));
        String file = "darwin/annotations/train/sub/a.json, annotation ";
        assertEquals(
                List.of(
                        "darwin-item darwin/annotations/film.json: the item is of the type video and no image; it is left out",
                        "darwin-item darwin/annotations/old.json: this is no Darwin JSON 2.0: it has no item with slots"
                                + " and annotations",
                        "darwin-mask " + file + "11: no raster layer has this mask",
                        "darwin-type " + file
                                + "14: this is no box, polygon, ellipse, line, mask, keypoint or skeleton",
                        "darwin-slot " + file + "15: it belongs to the slot \"1\" and not to the first one",
                        "number " + file + "16: 'y' is no possible number",
                        "points " + file + "17, path 1: 2 points, where 3 are needed",
                        "darwin-name " + file + "18: the annotation has no name",
                        "number " + file + "19, path 1, point 1: 'x' is no possible number: it is not there"),
                sample.problems());
    }

    /** Runs go row by row; two parts stay two rings, and a hole is walked round on the way. */
    @Test
    void masksHaveThePixelsOfTheLayer() throws IOException {
        Sample sample = read();
        Region mask = sample.instances(IMAGE).get(8).region();
        // row 1 has pixels 1 and 2, row 2 pixel 1
        assertEquals(
                "[6, 2, 3, 1, 18]", Arrays.toString(Regions.mask(mask, 5, 6).counts()));
        assertEquals(
                2,
                ((Region.Rings) sample.instances(IMAGE).get(1).region()).rings().size());
        assertEquals(
                1,
                ((Region.Rings) sample.instances(IMAGE).get(0).region()).rings().size());
    }

    @Test
    void numbersAreUuids() {
        DarwinId id = DarwinId.of(Id.of(900100002299L));
        assertEquals("00000000-0000-8000-8000-00d1922411fb", id.toString());
        assertEquals(id, DarwinId.parse(id.toString()));
        assertEquals(
                DarwinId.Kind.KEYPOINTS_OF_ID,
                DarwinId.parse(id.keypoints().toString()).kind());
        assertNull(DarwinId.of(Id.of(-1)));
        assertNull(DarwinId.of(Id.of("a")));
        assertNull(DarwinId.parse("f8f5f235-bd47-47be-b4fe-07d49d60177d"));
        assertNull(DarwinId.parse("1"));
    }
}
