package dev.copra.format.supervisely;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.Region;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads a project by hand, with the bitmaps that Supervisely's documentation has, all figures, and bad ones. */
class SuperviselyFormatTest {
    private static final String IMAGE = "a.b.jpg";
    private final Path project = Sample.path("supervisely");

    private Sample read() throws IOException {
        return Sample.read(Formats.of(Probe.of(project)), project);
    }

    @Test
    void itIsRecognised() throws IOException {
        assertEquals("supervisely", Formats.of(Probe.of(project)).name());
    }

    @Test
    void datasetsAreSplitsAndFolders() throws IOException {
        Sample sample = read();
        assertEquals(List.of("a.b.jpg 'train' 60x40", "negative.png '' 6x4", "night/n.jpg '' 6x4"), sample.images());
        assertEquals("rain", sample.image(IMAGE).extras().get("weather").textValue());
        assertEquals(true, sample.image("negative.png").extras().get("like").booleanValue());
    }

    @Test
    void classesHaveTheNodesOfTheirTemplate() throws IOException {
        Sample sample = read();
        assertEquals(List.of("person", "a \"b\", <c>", "unused"), sample.categories());
        DatasetCategory person = sample.category(0);
        assertEquals(List.of("nose", "tail"), person.keypoints());
        assertEquals(List.of(new DatasetCategory.Joint(0, 1)), person.skeleton());
    }

    @Test
    void goodFiguresSurviveBadOnes() throws IOException {
        Sample sample = read();
        assertEquals(
                List.of(
                        "unused mask 7 {colour=\"red\"}",
                        "unused mask 8",
                        "a \"b\", <c> rings 300 {description=\"with a hole\"}",
                        "person rings 28 keypoints [1.5, 2.0, 2.0, 3.0, 3.0, 1.0] crowd",
                        "person box 10.0 5.0 30.0 25.0 score 0.5",
                        "person line of 3",
                        "person box 4.0 3.0 0.0 0.0 keypoints [4.0, 3.0, 2.0]"),
                sample.texts(IMAGE));
        String file = "supervisely/train/ann/a.b.jpg.json, object ";
        assertEquals(
                "json supervisely/ds0/ann/cut.png.json:1",
                sample.problems().get(0).replaceAll(": .*", ""));
        assertEquals(
                List.of(
                        "supervisely-type " + file + "10: the geometryType 'cuboid_2d' is not known",
                        "supervisely-class " + file + "11: meta.json has no class 'stranger'",
                        "number " + file + "12, point 2: number 2 is no possible number",
                        "supervisely-node " + file + "13: the class has no node '0' in meta.json",
                        "supervisely-bitmap " + file
                                + "14: the bitmap is no deflated PNG in base64: Unexpected end of ZLIB input stream",
                        "supervisely-bitmap " + file
                                + "15: the bitmap of 3 x 3 pixels at 58, 6 does not lie in the image of 60 x 40",
                        "number " + file + "16, point 1: number 1 is no possible number: it is not there"),
                sample.problems().subList(1, sample.problems().size()));
    }

    /** Figures of one instance are an object: two parts and keypoints. A hole is walked round on the way. */
    @Test
    void figuresOfOneInstanceAreAnObject() throws IOException {
        Sample sample = read();
        assertEquals(
                2,
                ((Region.Rings) sample.instances(IMAGE).get(3).region()).rings().size());
        assertEquals(
                1,
                ((Region.Rings) sample.instances(IMAGE).get(2).region()).rings().size());
        assertEquals(Id.of(4), sample.instances(IMAGE).get(3).id());
    }

    @Test
    void placesAreFoundByTheFoldersOfDatasets() {
        AnnotationFiles.Place place = new AnnotationFiles.Place("val", "a/b/c.jpg");
        assertEquals("val/datasets/a/datasets/b/ann/c.jpg.json", place.annotations());
        assertEquals("val/datasets/a/datasets/b/img/c.jpg", place.picture());
        assertEquals(place, AnnotationFiles.place(place.annotations()));
        assertEquals("ds0/ann/c.jpg.json", new AnnotationFiles.Place("", "c.jpg").annotations());
        assertNull(AnnotationFiles.place("meta.json"));
        assertNull(AnnotationFiles.place("val/datasets/ann/c.jpg.json"));
        assertNull(AnnotationFiles.place("val/other/a/ann/c.jpg.json"));
    }
}
