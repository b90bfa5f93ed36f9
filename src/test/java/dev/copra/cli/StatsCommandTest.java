package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copra stats} as a user types it. */
class StatsCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Two dogs that overlap by a third, a cat with a ring and a hole, a crowd, an empty image. */
    private static final String DOCUMENT = """
            {"images": [{"id": 1, "width": 100, "height": 50}, {"id": 2, "width": 100, "height": 50}],
             "categories": [{"id": 1, "name": "dog"}, {"id": 2, "name": "cat"}, {"id": 3, "name": "bird"}],
             "annotations": [
              {"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 20, 10], "area": 200},
              {"id": 2, "image_id": 1, "category_id": 1, "bbox": [10, 0, 20, 10], "area": 1024},
              {"id": 3, "image_id": 1, "category_id": 2, "bbox": [50, 20, 6, 6], "area": 9216,
               "segmentation": {"size": [50, 100], "counts": [2520, 6, 44, 1, 4, 1, 44, 1, 4, 1, 44, 6, 2324]}},
              {"id": 4, "image_id": 1, "category_id": 2, "bbox": [0, 0, 90, 40], "iscrowd": 1}]}""";

    @TempDir
    Path folder;

    private static JsonNode file(Typed typed) throws IOException {
        return JSON.readTree(typed.out()).get("files").get(0);
    }

    @Test
    void figures() throws IOException {
        Typed typed = Typed.pipe(DOCUMENT, "stats", "-", "--json");
        assertEquals(0, typed.code(), typed.err());
        JsonNode file = file(typed);
        JsonNode all = file.get("all");
        assertEquals(3, all.get("instances").asInt());
        assertEquals(1, all.get("crowds").asInt());
        assertEquals("1,1,1", all.get("small") + "," + all.get("medium") + "," + all.get("large"));
        assertEquals(2, all.get("within").get("counts").get(6).asInt());
        assertEquals(3, all.get("across").get("none").asInt());
        JsonNode masks = all.get("masks");
        assertEquals("1,1", masks.get("count") + "," + masks.get("with_holes"));
        assertEquals(16.0 / 36, masks.get("fill").get("p50").asDouble());
        assertEquals(
                "[{\"first\":\"dog\",\"second\":\"cat\",\"images\":1,\"lift\":2.0}]",
                file.get("seen_together").toString());
        assertEquals(2, file.get("imbalance").get("used").asInt());
        assertEquals(1, file.get("imbalance").get("unused").asInt());
        assertEquals(2.0, file.get("imbalance").get("ratio").asDouble());
        JsonNode histogram = file.get("images").get("instances_histogram");
        assertEquals("1,1", histogram.get(0) + "," + histogram.get(3));
    }

    @Test
    void text() {
        Typed typed = Typed.pipe(DOCUMENT, "stats", "-");
        assertTrue(typed.out().startsWith("""
                standard input
                images            2, 1 with annotations
                                  1 size: 100 x 50 100 %
                instances         3, and 1 crowd region
                                  small 33 %, medium 33 %, large 33 %
                masks             1, 0 % of several parts, 100 % with holes
                categories        3, 1 without instances
                imbalance         2 to 1 (dog 2, cat 1), as diverse as 1.9 equal categories
                """), typed.out());
        assertTrue(typed.out().endsWith("""
                instances   images    small   medium    large     side   aspect    parts   within   across  category
                        2        1     50 %     50 %      0 %    14.14        2        -      0 %      0 %  dog
                        1        1      0 %      0 %    100 %        6        1      0 %      0 %      0 %  cat
                        0        0        -        -        -        -        -        -        -        -  bird
                """), typed.out());
    }

    @Test
    void someCategories() throws IOException {
        JsonNode file = file(Typed.pipe(DOCUMENT, "stats", "-", "--json", "--category", "d*,3"));
        assertEquals(2, file.get("all").get("instances").asInt());
        assertEquals(2, file.get("images").get("count").asInt());
        assertEquals(2, file.get("categories").size());
        Typed unknown = Typed.pipe(DOCUMENT, "stats", "-", "--category", "fish");
        assertEquals(2, unknown.code());
        assertEquals(
                "copra: standard input: --category: there is no category 'fish'; the file has dog, cat, bird\n",
                unknown.err());
    }

    @Test
    void severalFilesAndTheirDrift() throws IOException {
        Path one = Files.writeString(folder.resolve("one.json"), DOCUMENT);
        Path two = Files.writeString(
                folder.resolve("two.json"), DOCUMENT.replace("\"category_id\": 1,", "\"category_id\": 3,"));
        JsonNode same = JSON.readTree(
                Typed.copra("stats", one.toString(), one.toString(), "--json").out());
        assertEquals(
                0, same.get("drift").get(0).get("distance").get("categories").asDouble());
        assertEquals(0, same.get("drift").get(0).get("distance").get("changes").size());
        JsonNode other = JSON.readTree(
                Typed.copra("stats", one.toString(), two.toString(), "--json").out());
        JsonNode distance = other.get("drift").get(0).get("distance");
        // two thirds of the instances have nothing in common
        assertEquals(Math.sqrt(2.0 / 3), distance.get("categories").asDouble(), 1e-15);
        assertEquals(0, distance.get("area").asDouble());
        String text = Typed.copra("stats", one.toString(), two.toString()).out();
        assertTrue(text.contains("\ncategories        0.8165   Jensen-Shannon"), text);
        assertTrue(text.contains("\nshares            0.00 % -> 66.67 %  bird\n"), text);
    }

    @Test
    void partsOfADataSet() throws IOException {
        Path one = Files.writeString(
                folder.resolve("one.json"), DOCUMENT.replaceAll("(?m)^ +\\{\"id\": 2, \"image.*\\n", ""));
        Path two = Files.writeString(
                folder.resolve("two.json"),
                "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [10, 0, 20, 10], \"area\": 1024}]");
        JsonNode whole = file(Typed.pipe(DOCUMENT, "stats", "-", "--json"));
        JsonNode merged = file(Typed.copra("stats", "--merge", one.toString(), two.toString(), "--json"));
        for (String member : new String[] {"images", "all", "categories", "seen_together", "centres", "imbalance"}) {
            assertEquals(whole.get(member), merged.get(member), member);
        }
    }

    @Test
    void csv() throws IOException {
        Typed typed = Typed.pipe(
                DOCUMENT, "stats", "-", "-q", "--csv", folder.resolve("a.csv").toString());
        assertEquals(0, typed.code(), typed.err());
        String[] rows = Files.readString(folder.resolve("a.csv")).split("\n");
        assertEquals(5, rows.length);
        assertTrue(rows[0].startsWith("file,category_id,category,instances,"), rows[0]);
        assertTrue(rows[1].startsWith("standard input,,,3,1,1,1,1,1,1,0,0,1,0,0,"), rows[1]);
        assertTrue(rows[2].startsWith("standard input,1,dog,2,0,1,1,1,0,0,0,0,0,0,0,612.0,200.0,"), rows[2]);
        int columns = rows[0].split(",", -1).length;
        for (String row : rows) {
            assertEquals(columns, row.split(",", -1).length, row);
        }
    }

    @Test
    void plots() throws IOException {
        Path one = Files.writeString(folder.resolve("one.json"), DOCUMENT);
        Path plots = folder.resolve("plots");
        Typed typed = Typed.copra("stats", one.toString(), "--plots", plots.toString(), "--plot-format", "svg");
        assertEquals(0, typed.code(), typed.err());
        assertEquals(
                "aspects categories category-ranks centres image-sizes instances-per-image overlap-within"
                        + " seen-together sides",
                files(plots, ".svg"));
        typed = Typed.copra("stats", one.toString(), "--plots", plots.toString());
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("the folder is not empty"), typed.err());
        typed = Typed.copra(
                "stats", one.toString(), one.toString(), "--plots", plots.toString(), "--force", "--theme", "dark");
        assertEquals(0, typed.code(), typed.err());
        assertEquals(
                "aspects categories category-ranks centres-1 centres-2 image-sizes instances-per-image"
                        + " overlap-within seen-together-1 seen-together-2 sides",
                files(plots, ".png"));
        assertEquals(2, Typed.copra("stats", one.toString(), "--theme", "blue").code());
        Path bare = Files.writeString(folder.resolve("bare.json"), """
                {"images": [{"id": 1, "width": 20, "height": 20}], "annotations": [],
                 "categories": [{"id": 1, "name": "cat"}]}""");
        Path few = folder.resolve("few");
        assertEquals(
                0,
                Typed.copra("stats", bare.toString(), "--plots", few.toString()).code());
        assertEquals("categories image-sizes instances-per-image", files(few, ".png"), "nothing without data");
        Typed empty = Typed.pipe(
                "[]", "stats", "-", "--plots", folder.resolve("empty").toString());
        assertEquals(0, empty.code(), empty.err());
    }

    private static String files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.replace(ending, ""))
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    /** What is wrong in a record is told, and the rest of the record counts. */
    @Test
    void badRecords() throws IOException {
        String lines = """
                {"image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10]}
                {"image_id": 1, "category_id": 1, "bbox": [0, 0, 10], "segmentation": [[0, 0, 4, 0, 4, 4, 0, 4]]}
                {"image_id": 1, "category_id": 1, "bbox": [0, 0, 5, 10], "segmentation": [[0, 0, 4, 0]]}
                {"image_id": 1, "category_id": 1, "bbox": [0, 0, 5, 10], "area": "large", "keypoints": [1, 2]}
                {"image_id": {}, "category_id": 1}
                """;
        Typed typed = Typed.pipe(lines, "stats", "-", "--json");
        assertEquals(1, typed.code());
        assertEquals(4, typed.err().lines().count(), "the first thing that is wrong in each: " + typed.err());
        JsonNode all = file(typed).get("all");
        assertEquals(4, all.get("instances").asInt());
        assertEquals(4, all.get("area").get("count").asInt());
        assertEquals(
                "[100.0,16.0]",
                "[" + all.get("area").get("max") + "," + all.get("area").get("min") + "]");
    }

    @Test
    void nothing() throws IOException {
        for (String empty : new String[] {"[]", "{\"images\": [], \"annotations\": []}"}) {
            Typed typed = Typed.pipe(empty, "stats", "-", "-", "--json");
            assertEquals(2, typed.code(), "standard input is there once");
            typed = Typed.pipe(empty, "stats", "-", "--json");
            assertEquals(0, typed.code(), typed.err());
            assertTrue(file(typed).get("all").get("area").isNull());
            assertEquals(0, Typed.pipe(empty, "stats", "-").code());
        }
    }
}
