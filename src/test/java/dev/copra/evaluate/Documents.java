package dev.copra.evaluate;

import dev.copra.coco.CocoReader;
import dev.copra.coco.ProblemSink;
import dev.copra.io.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads truths and results for tests; a bad record fails. */
final class Documents {
    private static final ProblemSink FAIL = problem -> {
        throw new IOException(problem.where() + ": " + problem.getMessage());
    };

    private Documents() {}

    static Input text(String json) {
        return Input.standardInput(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    static Input file(Path path) {
        return Input.file(path);
    }

    static Truth truth(Input input, Rules rules) throws IOException {
        TruthReader reader =
                new TruthReader(rules.kind(), rules.lvis(), !rules.useCategories(), 1 << 28, FAIL, problem -> {});
        CocoReader.read(input, reader);
        return reader.truth();
    }

    static Results results(Input input, Rules rules, Truth truth) throws IOException {
        ResultReader reader = new ResultReader(rules.kind(), !rules.useCategories(), truth::sizes, FAIL, problem -> {});
        CocoReader.read(input, reader);
        return reader.results();
    }

    static Evaluation evaluation(Input truth, Input results, Rules rules) throws IOException {
        Truth known = truth(truth, rules);
        return new Evaluation(known, results(results, rules, known), rules, null, null, 2, FAIL, FAIL, problem -> {});
    }

    static Map<String, Double> figures(Evaluation.Outcome outcome, Rules rules, int... categories) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Metric metric : Metric.of(rules)) {
            figures.put(metric.name(), metric.of(outcome, categories.length > 0 ? categories : outcome.all()));
        }
        return figures;
    }

    static Map<String, Double> evaluate(String truth, String results, Rules rules) throws IOException {
        return figures(evaluation(text(truth), text(results), rules).run(), rules);
    }
}
