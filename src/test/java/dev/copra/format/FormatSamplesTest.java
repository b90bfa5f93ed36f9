package dev.copra.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Format;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.mask.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as other programs write them, after their descriptions. */
class FormatSamplesTest {
    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();

    private void write(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), content);
    }

    /** By image, its instances; the format is found by content. */
    private TreeMap<String, List<Instance>> read(String format, Path input) throws IOException {
        Format found = Formats.of(Probe.of(input));
        assertEquals(format, found == null ? "nothing" : found.name());
        ReadOptions options = new ReadOptions(
                null,
                null,
                List.of(),
                false,
                1 << 20,
                p -> problems.add(p.where() + ": " + p.getMessage()),
                new Ledger());
        TreeMap<String, List<Instance>> images = new TreeMap<>();
        try (DatasetSource source = found.open(input, options)) {
            source.read((image, instances) -> images.put(image.fileName(), instances));
        }
        return images;
    }

    private static String counts(Instance instance, int height, int width) {
        return Arrays.toString(Regions.mask(instance.region(), height, width).counts());
    }

    @Test
    void labelStudio() throws IOException {
        write("ls.json", """
                [{"id": 3, "data": {"image": "/data/upload/1/0a1b2c3d-my cat.jpg"}, "annotations": [
                  {"was_cancelled": true, "result": []},
                  {"result": [
                   {"id": "a", "type": "rectanglelabels", "original_width": 200, "original_height": 100,
                    "value": {"x": 50, "y": 50, "width": 10, "height": 20, "rotation": 90, "rectanglelabels": ["cat"]}},
                   {"id": "b", "type": "brushlabels", "original_width": 4, "original_height": 3,
                    "value": {"format": "rle", "rle": [1, 2], "brushlabels": ["cat"]}},
                   {"id": "c", "type": "choices", "value": {"choices": ["good"]}},
                   {"id": "d", "type": "polygonlabels", "original_width": 200, "original_height": 100,
                    "value": {"points": [[0, 0], [10, 0], [10, 10]], "polygonlabels": ["dog"]}}]}]}]
                """);
        List<Instance> instances =
                read("labelstudio", folder.resolve("ls.json")).get("my cat.jpg");
        assertEquals(2, instances.size());
        assertEquals(List.of("line 1: the brush mask ends early"), problems);
        // turned about its top left corner at (100, 50): it lies to the left of it and below
        Box around = instances.get(0).around();
        assertEquals(80, around.x(), 1e-9);
        assertEquals(50, around.y(), 1e-9);
        assertEquals(20, around.width(), 1e-9);
        assertEquals(20, around.height(), 1e-9);
        assertEquals(90, instances.get(0).rotation());
        assertEquals(20, ((Region.Rings) instances.get(1).region()).rings().get(0)[2], 1e-9);
    }

    /** What Label Studio's converter makes of a mask of 0 and 1. */
    @Test
    void labelStudioBrush() throws IOException {
        write(
                "brush.json",
                "[{\"data\": {\"image\": \"a.jpg\"}, \"annotations\": [{\"result\": [{\"type\": \"brushlabels\","
                        + "\"original_width\": 4, \"original_height\": 3, \"value\": {\"format\": \"rle\", \"rle\": "
                        + "[0, 0, 0, 48, 57, 27, 248, 1, 49, 0, 78, 3, 56, 4, 96, 56, 76, 2, 48, 16], \"brushlabels\": [\"x\"]}}]}]}]");
        List<Instance> instances =
                read("labelstudio", folder.resolve("brush.json")).get("a.jpg");
        assertEquals(List.of(), problems);
        assertEquals("[3, 2, 1, 1, 4, 1]", counts(instances.get(0), 3, 4));
    }

    @Test
    void createMl() throws IOException {
        write("c.json", """
                [{"image": "a.jpg", "annotations": [
                   {"label": "cat", "coordinates": {"x": 25, "y": 40, "width": 30, "height": 40}},
                   {"label": "cat", "coordinates": {"x": 25, "y": 40, "width": -1, "height": 40}}]},
                 {"imagefilename": "b.jpg", "annotations": []}]
                """);
        TreeMap<String, List<Instance>> images = read("createml", folder.resolve("c.json"));
        assertEquals(new Box(10, 20, 30, 40), images.get("a.jpg").get(0).box());
        assertEquals(List.of(), images.get("b.jpg"));
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).startsWith("line 1: "), problems.get(0));
    }

    @Test
    void dota() throws IOException {
        write(
                "d/labelTxt/P0003.txt",
                "imagesource:GoogleEarth\ngsd:0.146\n10 20 40 20 40 60 10 60 large-vehicle 1\n"
                        + "10 20 40 25 40 60 10 55 plane 0\n10 20 40 large 0\n");
        List<Instance> instances = read("dota", folder.resolve("d")).get("P0003.png");
        assertEquals(new Box(10, 20, 30, 40), instances.get(0).box());
        assertEquals(1, instances.get(0).attributes().get("difficult").intValue());
        assertTrue(instances.get(1).region() instanceof Region.Rings);
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).contains("P0003.txt:5: "), problems.get(0));
    }

    @Test
    void motsOfTheChallenge() throws IOException {
        write("MOTS20-02/gt/gt.txt", "1 2001 2 2 3 222\n1 2002 2 2 3 22\n2 2001 2 2 3 6\n");
        TreeMap<String, List<Instance>> images = read("mots", folder);
        assertEquals(List.of("MOTS20-02/000001.jpg", "MOTS20-02/000002.jpg"), List.copyOf(images.keySet()));
        Instance instance = images.firstEntry().getValue().get(0);
        assertEquals("2001", instance.track().text());
        assertEquals("[2, 2, 2]", counts(instance, 2, 3));
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).contains("gt.txt:2: "), problems.get(0));
    }

    @Test
    void darknet() throws IOException {
        write("y/obj.names", "cat\r\ndog\r\n");
        Files.createDirectories(folder.resolve("y/obj_train_data"));
        Files.copy(Path.of("testdata/scenes/images/breakfast.jpg"), folder.resolve("y/obj_train_data/a.jpg"));
        write("y/obj_train_data/a.txt", "1 0.5 0.5 0.2 0.2\r\n");
        Instance instance =
                read("yolo", folder.resolve("y")).get("obj_train_data/a.jpg").get(0);
        assertEquals(1, instance.category());
        assertEquals(new Box(128, 96, 64, 48), instance.box());
    }

    @Test
    void tablesWithOtherNamesOfColumns() throws IOException {
        write("t.csv", "\uFEFFimage;label;xmin;ymin;xmax;ymax\r\na.jpg;cat;1;2;3;5\r\nb.jpg;\"d;og\";0;0;1;1\r\n");
        assertEquals(
                new Box(1, 2, 2, 3),
                read("csv", folder.resolve("t.csv")).get("a.jpg").get(0).box());
        write("u.csv", "image_path,x,y,width,height,class_name,confidence\nb.jpg,1,2,3,4,\"a,b\",0.5\n");
        Instance instance = read("csv", folder.resolve("u.csv")).get("b.jpg").get(0);
        assertEquals(new Box(1, 2, 3, 4), instance.box());
        assertEquals(0.5, instance.score());
    }
}
