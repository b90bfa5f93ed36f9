package dev.copra.evaluate.analysis;

import dev.copra.coco.Messages;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import dev.copra.io.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Evaluates texts for tests. */
final class Analysed {
    private Analysed() {}

    static Input text(String json) {
        return Input.standardInput(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    static Evaluation evaluation(String truth, String results) throws IOException {
        return EvaluationFiles.read(text(truth), text(results), Kind.BBOX, false, false, 2, Messages.none())
                .evaluation(Rules.coco(Kind.BBOX), null, null, 2);
    }

    static ErrorAnalysis of(String truth, String results) throws IOException {
        Evaluation evaluation = evaluation(truth, results);
        return ErrorAnalysis.of(evaluation.tally(), ErrorCollector.of(evaluation), new ErrorAnalysis.Options(1, 10));
    }
}
