package dev.copra.format.via;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads projects and exports by hand, with all shapes, attributes of each kind, and bad records. */
class ViaFormatTest {
    private static Sample read(String name) throws IOException {
        return Sample.read(Formats.of(Probe.of(Sample.path(name))), Sample.path(name));
    }

    @Test
    void theyAreRecognised() throws IOException {
        assertEquals(
                "via", Formats.of(Probe.of(Sample.path("via/project.json"))).name());
        assertEquals(
                "via", Formats.of(Probe.of(Sample.path("via/regions.json"))).name());
        assertEquals("via3", Formats.of(Probe.of(Sample.path("via/via3.json"))).name());
    }

    /** The class is the attribute of a usual name, and its options come first, in their order. */
    @Test
    void goodRegionsSurviveBadOnes() throws IOException {
        Sample sample = read("via/project.json");
        assertEquals(List.of("dog", "unused", "cat", "", "<b>, \"x\""), sample.categories());
        assertEquals(List.of("a.jpg '' 100x80", "negative.jpg '' 0x0"), sample.images());
        assertEquals(
                List.of(
                        "cat box 10.0 20.0 30.0 40.0 {colour={\"red\":false,\"dark\":true}}",
                        "dog rings 312",
                        " rings 314",
                        "<b>, \"x\" rings 100 {age=3}",
                        "? line of 2",
                        "cat box 7.0 8.0 0.0 0.0 keypoints [7.0, 8.0, 2.0]"),
                sample.texts("a.jpg"));
        assertEquals(List.of(), sample.texts("negative.jpg"));
        assertEquals(
                List.of(
                        "via-points line 3, region 7: 3 points have an x, but 2 have a y",
                        "via-shape line 3, region 8: the shape 'star' is not known",
                        "number line 3, region 9: 'y' is no possible number",
                        "number line 3, region 10: a box of -30.0 x 40.0 pixels",
                        "number line 3, region 11: 'theta' is no possible number",
                        "via-image line 17: the image has no filename"),
                sample.problems());
    }

    /** The turned ellipse stands upright. */
    @Test
    void anglesAreRadians() throws IOException {
        Instance ellipse = read("via/project.json").instances("a.jpg").get(2);
        assertEquals(10, ellipse.around().width(), 0.1);
        assertEquals(40, ellipse.around().height(), 0.1);
    }

    /** VIA 1 has the regions in an object, and its export has no project around it. */
    @Test
    void annotationsWithoutAProjectAreRead() throws IOException {
        Sample sample = read("via/regions.json");
        assertEquals(List.of(), sample.problems());
        assertEquals(List.of("7", "car"), sample.categories());
        DatasetImage image = sample.image("b.png");
        assertEquals(false, image.hasSize());
        assertEquals(
                "good",
                sample.instances("b.png").get(0).attributes().get("quality").textValue());
        assertEquals("7 box 1.0 1.0 2.0 2.0", sample.texts("b.png").get(1));
    }

    /** A table has a row a region, and one for an image without any. */
    @Test
    void tablesAreRead() throws IOException {
        Sample sample = read("via/regions.csv");
        assertEquals(List.of("cat, \"big\"", "dog"), sample.categories());
        assertEquals(List.of("a.jpg '' 30x20", "b.jpg '' 0x0", "c.jpg '' 0x0"), sample.images());
        assertEquals(List.of("cat, \"big\" box 1.0 2.0 3.0 4.0", "dog rings 6 {note=7}"), sample.texts("a.jpg"));
        assertEquals(List.of(), sample.instances("b.jpg"));
        assertEquals(List.of("via-shape line 5, region 1: the shape '' is not known"), sample.problems());
    }

    /** The regions of a view may stand apart; what is no image is told. */
    @Test
    void projectsOfVersion3AreRead() throws IOException {
        Sample sample = read("via/via3.json");
        assertEquals(List.of("cat", "never", "dog, big"), sample.categories());
        assertEquals(List.of("a.jpg '' 0x0", "sub/b.jpg '' 0x0"), sample.images());
        List<Instance> instances = sample.instances("a.jpg");
        assertEquals(5, instances.size());
        assertEquals(
                "cat box 10.0 20.0 30.0 40.0 {note=5}", sample.texts("a.jpg").get(0));
        assertEquals(2, instances.get(1).category());
        assertEquals(Instance.NO_CATEGORY, instances.get(2).category());
        assertNull(instances.get(2).box());
        assertEquals("cat box 1.0 1.0 8.0 7.0", sample.texts("a.jpg").get(4));
        assertEquals(
                List.of(
                        "via-points line 12: 3 numbers are no pairs of x and y",
                        "via-shape line 14: the shape 99 is not known",
                        "via-view line 11: film.mp4 is no image; it is left out",
                        "via-view view 4: view '4' has 2 files, not one; it is left out",
                        "via-view view 5: view '5' names no file that is listed"),
                sample.problems());
    }

    /** Of several choices that are checked the first is the category; all of them stay. */
    @Test
    void allChoicesStay(@TempDir Path folder) throws IOException {
        Path via = folder.resolve("via.json");
        Files.writeString(via, """
                {"a.jpg9": {"filename": "a.jpg", "size": 9, "file_attributes": {}, "regions": {
                 "0": {"shape_attributes": {"name": "rect", "x": 1, "y": 2, "width": 3, "height": 4},
                       "region_attributes": {"type": {"cat": true, "dog": true, "cow": false}}},
                 "1": {"shape_attributes": {"name": "rect", "x": 1, "y": 2, "width": 3, "height": 4},
                       "region_attributes": {"type": {"dog": true}}}}}}""");
        assertEquals(
                List.of(
                        "cat box 1.0 2.0 3.0 4.0 {type={\"cat\":true,\"dog\":true,\"cow\":false}}",
                        "dog box 1.0 2.0 3.0 4.0"),
                Sample.read(new ViaFormat(), via).texts("a.jpg"));
        Path via3 = folder.resolve("via3.json");
        Files.writeString(via3, """
                {"project": {"pid": "x", "vid_list": ["1"]}, "config": {}, "attribute": {
                  "1": {"aname": "kind", "anchor_id": "FILE1_Z0_XY1", "type": 2, "options": {"0": "cat", "1": "dog"}},
                  "2": {"aname": "colour", "anchor_id": "FILE1_Z0_XY1", "type": 2, "options": {"0": "red", "1": "blue"}}},
                 "file": {"1": {"fid": "1", "fname": "a.jpg", "type": 2, "loc": 1, "src": ""}},
                 "view": {"1": {"fid_list": ["1"]}}, "metadata": {
                  "1_a": {"vid": "1", "flg": 0, "z": [], "xy": [2, 1, 2, 3, 4], "av": {"1": "1,0", "2": "0,1"}},
                  "1_b": {"vid": "1", "flg": 0, "z": [], "xy": [2, 1, 2, 3, 4], "av": {"1": "0", "2": "1"}}}}""");
        Sample sample = Sample.read(new Via3Format(), via3);
        assertEquals(List.of(), sample.problems());
        assertEquals(
                List.of(
                        "dog box 1.0 2.0 3.0 4.0 {kind=[\"dog\",\"cat\"], colour=[\"red\",\"blue\"]}",
                        "cat box 1.0 2.0 3.0 4.0 {colour=\"blue\"}"),
                sample.texts("a.jpg"));
    }
}
