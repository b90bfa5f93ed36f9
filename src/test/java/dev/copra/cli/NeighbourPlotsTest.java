package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.GoldenLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much neighbours overlap, and the plots of proposals, anchors and suppression. */
class NeighbourPlotsTest {
    private static final String RESULTS = """
            [{"image_id": 1, "category_id": 1, "score": 0.9, "bbox": [0, 0, 10, 10]},
             {"image_id": 1, "category_id": 1, "score": 0.8, "bbox": [0, 0, 10, 8]},
             {"image_id": 1, "category_id": 2, "score": 0.7, "bbox": [0, 0, 10, 5]},
             {"image_id": 1, "category_id": 2, "score": 0.6, "bbox": [50, 50, 10, 5]},
             {"image_id": 2, "category_id": 1, "score": 0.5, "bbox": [0, 0, 10, 10]}]
            """;

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    private Set<String> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static String counts(JsonNode overlap) {
        StringBuilder text = new StringBuilder(overlap.get("none").asText());
        for (int bin = 0; bin < 20; bin++) {
            if (overlap.get("bins").get(bin).asInt() > 0) {
                text.append(' ')
                        .append(bin)
                        .append(':')
                        .append(overlap.get("bins").get(bin).asInt());
            }
        }
        return text.toString();
    }

    /** IoU .8 of the first two; .5 and .625 with the third, of another category. */
    @Test
    void overlapBeforeAndAfter() throws IOException {
        String results = file("r.json", RESULTS);
        Typed typed = Typed.copra("suppress", results, "--iou", ".7,.9", "--json");
        JsonNode overlap = new ObjectMapper().readTree(typed.out()).get("overlap");
        assertEquals("3 16:2", counts(overlap.at("/before/within")));
        assertEquals("2 10:1 12:2", counts(overlap.at("/before/across")));
        assertEquals("4", counts(overlap.at("/0.7/within")));
        assertEquals("2 10:2", counts(overlap.at("/0.7/across")));
        assertEquals(overlap.get("before"), overlap.get("0.9"));
        typed = Typed.copra("suppress", results, "--iou", ".7,.9");
        assertTrue(typed.out().contains("before      0.400   0.400   0.400"), typed.out());
    }

    @Test
    void plots() throws IOException {
        JsonNode line = GoldenLines.read("analysis_cases").get(0);
        String truth = file("t.json", line.get("gt").toString());
        String results = file("r.json", line.get("results").toString());
        Typed plain = Typed.copra("proposals", truth, results);
        Typed drawn = Typed.copra("proposals", truth, results, "--plots", place("p"));
        assertEquals(plain.out(), drawn.out());
        assertEquals(Set.of("recall-count.png", "recall-iou.png", "best-iou.png", "neighbours.png"), files("p"));
        drawn = Typed.copra("anchors", truth, "-k", "2", "--plots", place("a"), "--plot-format", "svg");
        assertEquals(0, drawn.code(), drawn.err());
        assertEquals(Set.of("anchor-iou.svg", "anchor-recall.svg"), files("a"));
        plain = Typed.copra("suppress", results, "--iou", ".5");
        drawn = Typed.copra("suppress", results, "--iou", ".5", "--plots", place("s"), "--theme", "dark");
        assertEquals(plain.out(), drawn.out());
        assertEquals(Set.of("kept.png", "overlap-within.png", "overlap-across.png"), files("s"));
        // nothing to suppress, nothing to find
        String none = file("none.json", "[]");
        assertEquals(0, Typed.copra("suppress", none, "--plots", place("n")).code());
        assertEquals(
                0, Typed.copra("proposals", truth, none, "--plots", place("m")).code());
    }
}
