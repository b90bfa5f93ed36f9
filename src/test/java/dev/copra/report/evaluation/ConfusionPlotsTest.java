package dev.copra.report.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.Messages;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.figure.CurveMeans;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.match.Confusion;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import dev.copra.io.Input;
import dev.copra.plot.BarPlot;
import dev.copra.plot.HeatMapPlot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plots of an evaluation show, against what they are made of. */
class ConfusionPlotsTest {
    private static Input text(String json) {
        return Input.standardInput(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** One object in each image; a third is taken for another category, a fifth is missed, and there are detections of nothing. */
    private static Evaluation evaluation(int categories) throws IOException {
        Random random = new Random(categories);
        StringBuilder images = new StringBuilder();
        StringBuilder names = new StringBuilder();
        StringBuilder truths = new StringBuilder();
        StringBuilder results = new StringBuilder();
        for (int k = 0; k < categories; k++) {
            names.append(k == 0 ? "" : ",").append("{\"id\":" + k + ",\"name\":\"c" + k + "\"}");
        }
        for (int i = 1; i <= 40 * categories; i++) {
            String comma = i == 1 ? "" : ",";
            int k = (int) (categories * random.nextDouble() * random.nextDouble());
            images.append(comma).append("{\"id\":" + i + "}");
            truths.append(comma)
                    .append("{\"id\":" + i + ",\"image_id\":" + i + ",\"category_id\":" + k
                            + ",\"bbox\":[0,0,10,10],\"area\":100,\"iscrowd\":0}");
            int as = random.nextInt(3) > 0 ? k : random.nextInt(categories);
            String box = random.nextInt(5) == 0 ? "[50,0,10,10]" : "[0,0,10,9]";
            results.append(comma)
                    .append("{\"image_id\":" + i + ",\"category_id\":" + as + ",\"bbox\":" + box + ",\"score\":"
                            + random.nextDouble() + "}");
        }
        String truth = "{\"images\":[" + images + "],\"categories\":[" + names + "],\"annotations\":[" + truths + "]}";
        return EvaluationFiles.read(text(truth), text("[" + results + "]"), Kind.BBOX, false, false, 2, Messages.none())
                .evaluation(Rules.coco(Kind.BBOX), null, null, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 80, 120})
    void tableHasTheSharesOfTheMostConfused(int categories) throws IOException {
        Confusion confusion = evaluation(categories).confusion(Double.NEGATIVE_INFINITY);
        HeatMapPlot table = (HeatMapPlot) new ConfusionPlots(confusion, "").table();
        int shown = categories > 80 ? 40 : categories;
        int side = categories > 80 ? shown + 2 : shown + 1;
        assertEquals(side, table.rows().size());
        assertEquals("background", table.rows().get(side - 1));
        assertEquals("missed", table.columns().get(side - 1));
        assertEquals(categories > 80, table.title().contains("of " + categories + " categories"));
        long[] errors = new long[categories];
        for (int k = 0; k < categories; k++) {
            for (int other = 0; other < categories; other++) {
                errors[k] +=
                        other == k ? 0 : confusion.row(k)[other] + confusion.row(other)[k];
            }
        }
        long least = Long.MAX_VALUE;
        for (int row = 0; row < shown; row++) {
            int k = Integer.parseInt(table.rows().get(row).substring(1));
            least = Math.min(least, errors[k]);
            double all = 0;
            for (long count : confusion.row(k)) {
                all += count;
            }
            double sum = 0;
            for (int column = 0; column < side && all > 0; column++) {
                double value = table.values().get(row).get(column);
                sum += value;
                if (column < shown || column == side - 1) {
                    int other = column == side - 1
                            ? categories
                            : Integer.parseInt(table.columns().get(column).substring(1));
                    assertEquals(100 * confusion.row(k)[other] / all, value, 1e-9);
                }
            }
            assertEquals(all > 0 ? 100 : 0, sum, 1e-9);
        }
        for (int k = 0; k < categories; k++) {
            assertTrue(table.rows().contains("c" + k) || errors[k] <= least);
        }
    }

    @Test
    void pairsAreTheMostFrequent() throws IOException {
        Confusion confusion = evaluation(12).confusion(0);
        BarPlot pairs = (BarPlot) new ConfusionPlots(confusion, "").pairs();
        assertEquals(30, pairs.labels().size());
        List<Double> values = pairs.series().get(0).values();
        for (int i = 0; i < 30; i++) {
            String[] names = pairs.labels().get(i).split(" as ");
            assertEquals(
                    values.get(i),
                    confusion.row(Integer.parseInt(names[0].substring(1)))[Integer.parseInt(names[1].substring(1))]);
            assertTrue(i == 0 || values.get(i) <= values.get(i - 1));
        }
        assertNull(new ConfusionPlots(evaluation(1).confusion(0), "").pairs());
    }

    /** Means of curves are the figures that the table has. */
    @Test
    void curvesMakeUpTheFigures() throws IOException {
        Curves outcome = evaluation(7).run();
        CurveMeans means = new CurveMeans(outcome);
        for (Metric metric : Metric.of(Rules.coco(Kind.BBOX))) {
            double figure = metric.of(outcome, outcome.all());
            if (metric.name().equals("AP50")) {
                assertEquals(figure, means.averagePrecision(0, outcome.all()), 1e-12);
            } else if (metric.name().equals("AR10") || metric.name().equals("ARs")) {
                double sum = 0;
                for (int t = 0; t < 10; t++) {
                    sum += means.recall(t, metric.area(), metric.name().equals("AR10") ? 1 : 2, outcome.all());
                }
                assertEquals(figure, sum / 10, 1e-12);
            }
        }
    }
}
