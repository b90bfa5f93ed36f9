package dev.copra.format.labelbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.dataset.Regions;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads an export by hand, with a byte order mark, CRLF, all kinds of objects, masks in files, and bad lines. */
class LabelboxFormatTest {
    private static final String IMAGE = "img 1.jpg";
    private final Path export = Sample.path("labelbox/export.ndjson");

    private Sample read(Path path) throws IOException {
        return Sample.read(Formats.of(Probe.of(path)), path);
    }

    @Test
    void itIsRecognised() throws IOException {
        assertEquals("labelbox", Formats.of(Probe.of(export)).name());
        assertEquals(
                "labelbox",
                Formats.of(Probe.of(Sample.path("labelbox/list.json"))).name());
    }

    @Test
    void goodObjectsSurviveBadOnes() throws IOException {
        Sample sample = read(export);
        assertEquals(List.of("cat", "dog", "lane", "nose", "road"), sample.categories());
        assertEquals(List.of(IMAGE + " '' 6x4", "negative.png '' 0x0"), sample.images());
        assertEquals("night", sample.image(IMAGE).extras().get("time").textValue());
        assertEquals(
                List.of(
                        "cat box 0.5 1.0 4.0 2.0 {occlusion=\"partial\", by=\"a \\\"tree\\\"\","
                                + " damage=[\"dented\",\"painted\"]}",
                        "dog rings 6",
                        "lane line of 2",
                        "nose box 2.0 3.0 0.0 0.0 keypoints [2.0, 3.0, 2.0]",
                        "road mask 3",
                        "road mask 3"),
                sample.texts(IMAGE));
    }

    @Test
    void whatIsBadHasALineOfItsOwn() throws IOException {
        List<String> problems = read(export).problems();
        assertEquals(
                "labelbox-mask line 1, object 7: the mask is at https://api.labelbox.com/masks/feat-7, and no file of it is"
                        + " here; download it to the folder masks beside the list, as feat-7.png",
                problems.get(0));
        assertTrue(problems.get(1).endsWith("feat-small.png has 2 x 2 pixels, its image 6 x 4"), problems.get(1));
        assertTrue(problems.get(2).endsWith("download it to the folder masks beside the list"), problems.get(2));
        assertEquals(
                "labelbox-kind line 1, object 10: an object of the kind 'ImageCuboid' is not known", problems.get(3));
        assertEquals("number line 1, object 11: 'left' is no possible number", problems.get(4));
        assertEquals("labelbox-name line 1, object 12: the object has no name", problems.get(5));
        assertTrue(problems.get(6).matches("json line 4: .*; the line is left out"), problems.get(6));
        assertEquals("json line 5: this is no JSON object; it is left out", problems.get(7));
        assertEquals("labelbox-row line 6: the row is a video or a volume and no image", problems.get(8));
        assertEquals("labelbox-row line 7: the row names no image", problems.get(9));
        assertEquals(10, problems.size());
    }

    /** Of a composite mask one colour is the object's. */
    @Test
    void masksAreReadFromFilesBesideTheList() throws IOException {
        Sample sample = read(export);
        assertEquals("[4, 2, 2, 1, 15]", counts(sample, 4));
        assertEquals("[0, 2, 2, 1, 19]", counts(sample, 5));
    }

    private static String counts(Sample sample, int instance) {
        return Arrays.toString(
                Regions.mask(sample.instances(IMAGE).get(instance).region(), 4, 6)
                        .counts());
    }

    @Test
    void aListIsReadToo() throws IOException {
        Sample sample = read(Sample.path("labelbox/list.json"));
        assertEquals(List.of(IMAGE + " '' 6x4", "negative.png '' 0x0"), sample.images());
        assertEquals(List.of(), sample.problems());
        assertEquals(List.of(), sample.instances(IMAGE));
    }
}
