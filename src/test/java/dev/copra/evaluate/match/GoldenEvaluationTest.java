package dev.copra.evaluate.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.GoldenLines;
import dev.copra.evaluate.Documents;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every figure of pycocotools' COCOeval, to the last double. */
class GoldenEvaluationTest {

    @Test
    void adversarialCases() throws IOException {
        List<JsonNode> lines = GoldenLines.read("eval_cases");
        assertEquals(231, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.get(i);
            Rules rules = rules(line);
            Map<String, Double> figures = Documents.evaluate(
                    line.get("gt").toString(), line.get("results").toString(), rules);
            List<Double> expected = new ArrayList<>();
            line.get("stats").forEach(stat -> expected.add(stat.asDouble()));
            assertEquals(expected, List.copyOf(figures.values()), "line " + (i + 1) + " of eval_cases.jsonl");
        }
    }

    @Test
    void realFiles() throws IOException {
        String shared = System.getenv("COPRA_SHARED");
        assumeTrue(shared != null, "COPRA_SHARED does not name the folder with pycocotools' answers");
        List<JsonNode> lines;
        try (InputStream in = Files.newInputStream(Path.of(shared, "golden", "eval.jsonl"))) {
            lines = GoldenLines.read(in);
        }
        assertEquals(5, lines.size());
        for (JsonNode line : lines) {
            Rules rules = rules(line);
            Curves outcome = Documents.evaluation(
                            Documents.file(find(shared, line.get("gt").asText())),
                            Documents.file(find(shared, line.get("results").asText())),
                            rules)
                    .run();
            Map<String, Double> figures = Documents.figures(outcome, rules);
            for (Map.Entry<String, JsonNode> stat : line.get("stats").properties()) {
                assertEquals(stat.getValue().asDouble(), figures.get(stat.getKey()), stat.getKey());
            }
            assertEquals(line.get("stats").size(), figures.size());
            for (int k = 0; k < outcome.categories().size(); k++) {
                JsonNode expected = line.get("apPerCategory")
                        .get(outcome.categories().get(k).id().text());
                if (expected != null) {
                    assertEquals(
                            expected.asDouble(),
                            Documents.figures(outcome, rules, k).get("AP"),
                            "category " + k);
                }
            }
        }
    }

    private static Rules rules(JsonNode line) {
        return Rules.coco(Kind.valueOf(line.get("iouType").asText().toUpperCase(Locale.ROOT)));
    }

    private static Path find(String shared, String name) {
        for (String folder : List.of("official100", "scale")) {
            for (String suffix : List.of("", ".gz")) {
                Path path = Path.of(shared, "data", folder, name + suffix);
                if (Files.exists(path)) {
                    return path;
                }
            }
        }
        throw new IllegalArgumentException(name + " is not in the shared data");
    }
}
