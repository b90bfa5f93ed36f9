package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.GoldenLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --plots} of {@code copra eval} and {@code copra aggregate}. */
class EvaluationPlotsTest {
    private static final Set<String> ALL = Set.of(
            "precision-recall",
            "precision-recall-categories",
            "ap-categories",
            "recall-iou-counts",
            "recall-iou-sizes",
            "by-score",
            "tide",
            "reliability",
            "scores",
            "confusion");

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Set<String> files(String name, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(path -> path.getFileName().toString().replace(ending, ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void plotsAreDrawnAndChangeNoFigure() throws IOException {
        JsonNode line = GoldenLines.read("analysis_cases").get(0);
        String truth = file("t.json", line.get("gt").toString());
        String results = file("r.json", line.get("results").toString());
        Typed plain = Typed.copra("eval", truth, results, "--analysis", "--json");
        Typed drawn = Typed.copra(
                "eval", truth, results, "--analysis", "--json", "--plots", place("p"), "--plot-format", "svg");
        assertEquals(plain.out(), drawn.out());
        Set<String> names = files("p", ".svg");
        assertTrue(names.containsAll(ALL), names::toString);
        // the analysis is told only if it is asked for
        assertEquals(
                Typed.copra("eval", truth, results).out(),
                Typed.copra("eval", truth, results, "--plots", place("q"), "--theme", "dark")
                        .out());
        names.removeAll(files("q", ".png"));
        assertTrue(names.isEmpty(), names::toString);

        Typed.copra("eval", truth, results, "--analysis", "--partial", place("part"));
        assertEquals(
                0,
                Typed.copra("aggregate", place("part"), "--plots", place("a")).code());
        Set<String> ofParts = files("a", ".png");
        assertTrue(ofParts.contains("tide") && ofParts.contains("by-score"), ofParts::toString);
        assertFalse(ofParts.contains("confusion"));
    }

    @Test
    void oddEvaluations() throws IOException {
        String truth = file(
                "t.json", GoldenLines.read("analysis_cases").get(1).get("gt").toString());
        String results = file(
                "r.json",
                GoldenLines.read("analysis_cases").get(1).get("results").toString());
        Typed typed = Typed.copra("eval", truth, results, "--plots", place("n"), "--no-categories", "--iou", ".5");
        assertEquals(0, typed.code(), typed.err());
        Set<String> names = files("n", ".png");
        assertFalse(names.contains("confusion") || names.contains("ap-categories"), names::toString);
        assertFalse(names.contains("recall-iou-counts"), names::toString);

        typed = Typed.copra("eval", truth, file("none.json", "[]"), "--plots", place("e"));
        assertEquals(0, typed.code(), typed.err());
        assertFalse(files("e", ".png").contains("reliability"));

        ObjectNode empty =
                (ObjectNode) GoldenLines.read("analysis_cases").get(1).get("gt");
        empty.putArray("annotations");
        typed = Typed.copra("eval", file("empty.json", empty.toString()), results, "--plots", place("z"));
        assertEquals(0, typed.code(), typed.err());

        typed = Typed.copra("eval", truth, results, "--plots", place("n"));
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("the folder is not empty"), typed.err());
        typed = Typed.copra("eval", truth, results, "--type", "panoptic", "--plots", place("p"));
        assertTrue(typed.err().contains("--plots does not go with --type panoptic"), typed.err());
    }
}
