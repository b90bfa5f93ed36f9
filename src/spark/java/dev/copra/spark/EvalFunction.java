package dev.copra.spark;

import dev.copra.coco.Messages;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.analysis.PartialEvaluation;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.rules.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import picocli.CommandLine;
import scala.Tuple2;

/** Counts what is in the images of a task, as {@code copra eval --partial} does. Holds the task's records. */
final class EvalFunction implements FlatMapFunction<Iterator<Tuple2<RecordKey, byte[]>>, EvalFunction.Part> {
    private static final long serialVersionUID = 1L;

    private final String[] arguments;
    private final Broadcast<byte[]> categories;

    /**
     * What was counted.
     *
     * @param counts as {@link PartialEvaluation} writes them
     * @param rejectedTruths how many records were left out, by code
     * @param rejectedResults likewise
     */
    record Part(byte[] counts, TreeMap<String, Long> rejectedTruths, TreeMap<String, Long> rejectedResults)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** @param arguments of the command line, which the rules are in */
    EvalFunction(List<String> arguments, Broadcast<byte[]> categories) {
        this.arguments = arguments.toArray(String[]::new);
        this.categories = categories;
    }

    @Override
    public Iterator<Part> call(Iterator<Tuple2<RecordKey, byte[]>> records) throws IOException {
        SparkEval command = new SparkEval();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        Rules rules = command.rules().rules();
        ImageGroup group = ImageGroup.all(records);
        EvaluationFiles files = EvaluationFiles.read(
                group.document("the truth", categories.value()),
                group.results("the results"),
                rules.kind(),
                command.rules().turnedBoxes(),
                command.rules().protocol(),
                !rules.useCategories(),
                1,
                Messages.none());
        Evaluation evaluation = files.evaluation(rules, null, null, 1);
        ByteArrayOutputStream counts = new ByteArrayOutputStream();
        new PartialEvaluation(evaluation.tally(), null, Map.of()).write(counts);
        TreeMap<String, Long> rejected = new TreeMap<>(files.rejectedResults().counts());
        if (!group.broken().isEmpty()) {
            rejected.merge("line-broken", (long) group.broken().size(), Long::sum);
        }
        return List.of(new Part(
                        counts.toByteArray(),
                        new TreeMap<>(files.rejectedTruths().counts()),
                        rejected))
                .iterator();
    }
}
