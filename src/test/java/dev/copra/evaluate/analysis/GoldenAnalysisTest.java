package dev.copra.evaluate.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.GoldenLines;
import dev.copra.evaluate.analysis.tide.TideErrors;
import dev.copra.evaluate.analysis.tide.TideKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TIDE as tidecv has it, sums in another order aside; optimal LRP as its authors' code has it, to the last double. */
class GoldenAnalysisTest {

    @Test
    void everyFigure() throws IOException {
        List<JsonNode> lines = GoldenLines.read("analysis_cases");
        assertEquals(20, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.get(i);
            ErrorAnalysis analysis =
                    Analysed.of(line.get("gt").toString(), line.get("results").toString());
            String where = "line " + (i + 1);
            checkTide(analysis.tide(), line.get("tide"), where);
            for (ErrorAnalysis.OfCategory of : analysis.categories()) {
                checkLrp(of.lrp(), line.get("olrp").get(of.category().id().text()), where);
            }
        }
    }

    private static void checkTide(TideErrors tide, JsonNode expected, String where) {
        assertEquals(expected.get("ap").asDouble(), tide.ap(), 1e-11, where);
        for (TideKind kind : TideKind.values()) {
            TideErrors.Cost cost = tide.kinds().get(kind);
            assertEquals(expected.get("counts").get(kind.title()).asInt(), cost.count(), where + kind);
            assertEquals(expected.get("dap").get(kind.title()).asDouble(), cost.dap(), 1e-11, where + kind);
            assertEquals(
                    cost.count(),
                    tide.perCategory().stream()
                            .mapToInt(counts -> counts.get(kind))
                            .sum());
        }
        assertEquals(expected.get("special").get("FalsePos").asDouble(), tide.falsePositives(), 1e-11, where);
        assertEquals(expected.get("special").get("FalseNeg").asDouble(), tide.falseNegatives(), 1e-11, where);
    }

    private static void checkLrp(OptimalLrp lrp, JsonNode expected, String where) {
        double[] parts = {lrp.error(), lrp.localisation(), lrp.falsePositive(), lrp.falseNegative(), lrp.score()};
        for (int i = 0; i < parts.length; i++) {
            double part = expected.get(i).asDouble(Double.NaN);
            // the reference has -1 for a category without truths, and leaves FP open where nothing is found
            assertEquals(part == -1 ? Double.NaN : part, parts[i], where + ", part " + i);
        }
    }
}
