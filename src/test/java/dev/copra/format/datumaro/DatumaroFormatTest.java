package dev.copra.format.datumaro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.mask.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a hand-made file with a byte order mark, CRLF, the items before the categories, and bad records. */
class DatumaroFormatTest {
    private final Path odd = Sample.path("datumaro/odd.json");
    private final List<String> problems = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final List<DatasetImage> images = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private List<DatasetCategory> categories;

    private void read() throws IOException {
        ReadOptions options = new ReadOptions(
                null, null, List.of(), false, 1 << 24, p -> problems.add(p.where() + ": " + p.getMessage()), ledger);
        try (DatasetSource source = new DatumaroFormat().open(odd, options)) {
            categories = source.catalog().categories();
            source.read((image, all) -> {
                images.add(image);
                instances.addAll(all);
            });
        }
    }

    @Test
    void itIsRecognised() throws IOException {
        assertEquals("datumaro", Formats.of(Probe.of(odd)).name());
    }

    @Test
    void goodRecordsSurviveBadOnes() throws IOException {
        read();
        assertEquals(
                List.of(
                        new DatasetImage(Id.NONE, "a/1.png", "", 10, 10),
                        new DatasetImage(Id.NONE, "negative.jpg", "", 0, 0)),
                images);
        assertEquals(
                List.of("", "a, \"b\""),
                categories.stream().map(DatasetCategory::name).toList());
        assertEquals("living", categories.get(1).supercategory());
        assertEquals(List.of("nose"), categories.get(1).keypoints());
        assertEquals(List.of(new DatasetCategory.Joint(0, 0)), categories.get(1).skeleton());
        assertEquals(
                List.of(
                        "line 2, annotation 0: negative run length -2: offset=2",
                        "line 2, annotation 9: there is no label 7",
                        "line 12: the item has no id and names no image"),
                problems);
        assertEquals(1, ledger.count(Loss.INSTANCE), "the label of the whole image");
    }

    /** Polygons of one group and label are the parts of one object; the box of another label is another object. */
    @Test
    void groupsAreObjects() throws IOException {
        read();
        assertEquals(4, instances.size());
        Instance parts = instances.get(0);
        assertEquals(Id.of(4), parts.id());
        assertEquals(2, ((Region.Rings) parts.region()).rings().size());
        assertEquals(Map.of("occluded", BooleanNode.TRUE), parts.attributes());
        assertEquals(new Box(1, 2, 3, 4), instances.get(1).box());
        assertEquals(0, instances.get(1).category());
        assertEquals(Id.NONE, instances.get(2).id());
        assertEquals(
                List.of(1.0, 2.0, 1.0),
                Arrays.stream(instances.get(3).keypoints()).boxed().toList());
    }

    /** A skeleton has a visibility behind each point; one that is no such list costs itself alone. */
    @Test
    void skeletonsAreKeypoints(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("train.json");
        Files.writeString(file, """
                {"info": {}, "categories": {"label": {"labels": [{"name": "hand", "parent": ""}]}}, "items": [
                 {"id": "a", "image": {"path": "a.jpg", "size": [10, 6]}, "annotations": [
                  {"id": 1, "type": "skeleton", "label_id": 0, "group": 0, "z_order": 2,
                   "points": [0.5, 3, 2, 2, 7, 1, 5, 2.5, 0], "points_attributes": [{}, {"n": 1}, {}]},
                  {"id": 2, "type": "skeleton", "label_id": 0, "group": 0, "z_order": 0,
                   "points": [0.5, 3, 2, 2], "points_attributes": [{}, {}]},
                  {"id": 3, "type": "skeleton", "label_id": 0, "group": 0, "points": [1, 2, 2],
                   "points_attributes": [{}]}]}]}""");
        Sample sample = Sample.read(new DatumaroFormat(), file);
        assertEquals(
                List.of(
                        "hand keypoints [0.5, 3.0, 2.0, 2.0, 7.0, 1.0, 5.0, 2.5, 0.0]"
                                + " {points_attributes=[{},{\"n\":1},{}]} extras {z_order=2}",
                        "hand keypoints [1.0, 2.0, 2.0]"),
                sample.texts("a.jpg").stream()
                        .map(t -> t.replaceFirst(" id [0-9]+", ""))
                        .toList());
        assertEquals(1, sample.problems().size());
        assertEquals(
                "4 numbers are no x, y and visibility of points",
                sample.problems().get(0).replaceFirst(".*: ", ""));
    }
}
