package dev.copra.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example does what it says, and {@code docs/library.md} shows it as it is. */
class LibraryTest {
    private static final Path SCENES = Path.of("testdata/scenes");

    @TempDir
    Path folder;

    @Test
    void anRleIsDecoded() {
        Rle mask = Rle.ofRectangle(3, 4, 1, 0, 3, 2);
        boolean[][] rows = LibraryExample.decode(3, 4, mask.toCountsString());
        assertTrue(Arrays.deepEquals(
                new boolean[][] {{false, true, true, false}, {false, true, true, false}, {false, false, false, false}},
                rows));
    }

    @Test
    void aBoxIsMasked() throws Exception {
        JsonNode truth = instances();
        JsonNode object = truth.get("annotations").get(0);
        String file = "";
        for (JsonNode image : truth.get("images")) {
            if (image.get("id").equals(object.get("image_id"))) {
                file = image.get("file_name").asText();
            }
        }
        JsonNode bbox = object.get("bbox");
        Box box = new Box(
                bbox.get(0).asDouble(),
                bbox.get(1).asDouble(),
                bbox.get(2).asDouble(),
                bbox.get(3).asDouble());
        Rle mask = LibraryExample.mask(SCENES.resolve("images"), file, box, "person");
        assertTrue(mask.area() > .1 * box.area() && mask.area() <= (box.width() + 2) * (box.height() + 2));
    }

    @Test
    void theTruthIsEvaluatedAsPerfect() throws IOException {
        JsonMapper mapper = new JsonMapper();
        JsonNode annotations = instances().get("annotations");
        List<Object> results = new ArrayList<>();
        for (JsonNode annotation : annotations) {
            if (annotation.path("iscrowd").asInt() == 0) {
                results.add(Map.of(
                        "image_id", annotation.get("image_id"),
                        "category_id", annotation.get("category_id"),
                        "score", 1,
                        "segmentation", annotation.get("segmentation")));
            }
        }
        Path file = folder.resolve("results.json");
        mapper.writeValue(file.toFile(), results);
        Map<String, Double> figures = LibraryExample.evaluate(SCENES.resolve("instances.json"), file);
        assertEquals(
                List.of("AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"),
                List.copyOf(figures.keySet()));
        assertEquals(1, figures.get("AR100"), 1e-12);
        assertEquals(1, figures.get("AP"), 1e-12);
    }

    @Test
    void aFileIsConverted() throws IOException {
        var ledger = LibraryExample.convert(
                SCENES.resolve("instances.json"), SCENES.resolve("images"), folder.resolve("yolo"));
        assertTrue(Files.exists(folder.resolve("yolo/data.yaml"))
                || Files.list(folder.resolve("yolo")).count() > 0);
        assertTrue(!ledger.entries().isEmpty(), "YOLO has no licences, for one");
    }

    private static JsonNode instances() throws IOException {
        return new JsonMapper().readTree(SCENES.resolve("instances.json").toFile());
    }

    /** Between the marks of a method and its end stands what the page shows, without the indentation. */
    @Test
    void thePageShowsTheExample() throws IOException {
        String example = Files.readString(Path.of("src/test/java/dev/copra/example/LibraryExample.java"));
        String page = Files.readString(Path.of("docs/library.md"));
        Matcher part = Pattern.compile("(?s)    // \\w+\n(.*?)    // end\n").matcher(example);
        int parts = 0;
        while (part.find()) {
            parts++;
            String code = part.group(1).replaceAll("(?m)^    ", "");
            assertTrue(page.contains("```java\n" + code + "```\n"), "docs/library.md lacks\n" + code);
        }
        assertEquals(4, parts);
    }
}
