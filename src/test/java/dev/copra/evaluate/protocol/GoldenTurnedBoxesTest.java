package dev.copra.evaluate.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.GoldenLines;
import dev.copra.coco.Messages;
import dev.copra.evaluate.Documents;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.read.TurnedBoxes;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Protocol;
import dev.copra.evaluate.rules.Rules;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Turned boxes in five spellings: pycocotools' figures with the IoU of DOTA's development kit, and those of that kit. */
class GoldenTurnedBoxesTest {

    private static Evaluation evaluation(JsonNode line, Rules rules, boolean difficult) throws IOException {
        return EvaluationFiles.read(
                        Documents.text(line.get("gt").toString()),
                        Documents.text(line.get("results").toString()),
                        Kind.OBB,
                        new TurnedBoxes(null, difficult),
                        Protocol.COCO,
                        false,
                        1,
                        Messages.none())
                .evaluation(rules, null, null, 1);
    }

    @Test
    void everyFigure() throws IOException {
        List<JsonNode> lines = GoldenLines.read("obb_cases");
        assertEquals(20, lines.size());
        Rules coco = Rules.coco(Kind.OBB);
        Rules all = new Rules(
                Kind.OBB,
                new double[] {.5},
                coco.recalls(),
                coco.areas(),
                new int[] {Integer.MAX_VALUE},
                true,
                false,
                false,
                0,
                null);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.get(i);
            String where = "line " + (i + 1);
            Curves outcome = evaluation(line, coco, false).run();
            List<Metric> metrics = Metric.of(coco);
            for (int m = 0; m < metrics.size(); m++) {
                assertEquals(
                        line.get("stats").get(m).asDouble(),
                        metrics.get(m).of(outcome, outcome.all()),
                        where + ", " + m);
            }
            Evaluation evaluation = evaluation(line, all, true);
            for (DotaScores.OfCategory of :
                    DotaCollector.of(evaluation, evaluation.categories(), .5).categories()) {
                JsonNode expected = line.get("dota").get(of.category().id().text());
                assertEquals(expected.path(0).asDouble(Double.NaN), of.ap11(), 1e-15, where);
                assertEquals(expected.path(1).asDouble(Double.NaN), of.apArea(), 1e-15, where);
            }
        }
    }
}
