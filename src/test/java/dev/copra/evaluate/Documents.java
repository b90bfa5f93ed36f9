package dev.copra.evaluate;

import dev.copra.coco.CocoReader;
import dev.copra.coco.ProblemSink;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.read.ResultReader;
import dev.copra.evaluate.read.Results;
import dev.copra.evaluate.read.Truth;
import dev.copra.evaluate.read.TruthReader;
import dev.copra.evaluate.rules.Rules;
import dev.copra.io.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads truths and results for tests; a bad record fails. */
public final class Documents {
    private static final ProblemSink FAIL = problem -> {
        throw new IOException(problem.where() + ": " + problem.getMessage());
    };

    private Documents() {}

    public static Input text(String json) {
        return Input.standardInput(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    public static Input file(Path path) {
        return Input.file(path);
    }

    public static Truth truth(Input input, Rules rules) throws IOException {
        TruthReader reader =
                new TruthReader(rules.kind(), rules.lvis(), !rules.useCategories(), 1 << 28, FAIL, problem -> {});
        CocoReader.read(input, reader);
        return reader.truth();
    }

    public static Results results(Input input, Rules rules, Truth truth) throws IOException {
        ResultReader reader = new ResultReader(rules.kind(), !rules.useCategories(), truth::sizes, FAIL, problem -> {});
        CocoReader.read(input, reader);
        return reader.results();
    }

    public static Evaluation evaluation(Input truth, Input results, Rules rules) throws IOException {
        Truth known = truth(truth, rules);
        return new Evaluation(known, results(results, rules, known), rules, null, null, 2, FAIL, FAIL, problem -> {});
    }

    public static Map<String, Double> figures(Curves outcome, Rules rules, int... categories) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Metric metric : Metric.of(rules)) {
            figures.put(metric.name(), metric.of(outcome, categories.length > 0 ? categories : outcome.all()));
        }
        return figures;
    }

    public static Map<String, Double> evaluate(String truth, String results, Rules rules) throws IOException {
        return figures(evaluation(text(truth), text(results), rules).run(), rules);
    }
}
