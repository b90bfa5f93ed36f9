package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.GivenOptions;
import dev.copra.cli.option.PlotOptions;
import dev.copra.cli.option.WrittenFile;
import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.analysis.PartialEvaluation;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.protocol.OpenImagesPartial;
import dev.copra.evaluate.semantic.SemanticFiles;
import dev.copra.evaluate.semantic.SemanticPartial;
import dev.copra.io.Input;
import dev.copra.report.evaluation.EvaluationPlots;
import dev.copra.report.evaluation.EvaluationReport;
import dev.copra.report.evaluation.OpenImagesReport;
import dev.copra.report.evaluation.SemanticReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra aggregate}: the figures of a whole from those of its parts. */
@Command(
        name = "aggregate",
        description =
                "Put together what parts of an evaluation have counted: the figures of the whole, to the last bit.",
        addMethodSubcommands = false)
public final class AggregateCommand implements Callable<Integer>, GivenOptions.Aware {
    private GivenOptions given;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "What 'copra eval --partial' has written of each part, in any order; .gz too; -.")
    private List<String> files;

    @Option(names = "--per-category", description = "Print a table of the categories.")
    private boolean perCategory;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all figures, one row a category.")
    private WrittenFile csv;

    @Mixin
    private CurvesOption curves;

    @Mixin
    private AnalysisOptions analysisOptions;

    @Mixin
    private PlotOptions plots;

    @Mixin
    private ApGate gate;

    @Option(
            names = "--partial",
            paramLabel = "FILE",
            description = "Also write what all parts have counted, as a part of a greater whole; .gz packs.")
    private WrittenFile partial;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public void given(GivenOptions options) {
        given = options;
    }

    @Override
    public Integer call() throws IOException {
        List<Input> inputs = new ArrayList<>();
        for (String file : files) {
            inputs.add(common.console.input(file).spooled());
        }
        SemanticFiles first = SemanticPartial.read(inputs.get(0));
        if (first != null) {
            return pixels(first, inputs);
        }
        OpenImagesPartial open = OpenImagesPartial.read(inputs.get(0));
        return open == null ? objects(inputs) : openImages(open, inputs);
    }

    /** Reads a part. */
    private interface Reader<P> {
        /** @return null if the file is something else */
        P read(Input input) throws IOException;
    }

    /** All parts, of which the first was read. @param other what is said of a file that is something else */
    private static <P> List<P> parts(P first, List<Input> inputs, Reader<P> reader, String other) throws IOException {
        List<P> parts = new ArrayList<>(List.of(first));
        for (Input input : inputs.subList(1, inputs.size())) {
            P part = reader.read(input);
            if (part == null) {
                throw new CommandException(input.name() + ": " + other);
            }
            parts.add(part);
        }
        return parts;
    }

    /** Objects by the rules of Open Images. */
    private int openImages(OpenImagesPartial first, List<Input> inputs) throws IOException {
        OnlyOptions.check(given, "--openimages, which these parts are of", Set.of("--csv", "--partial", "--min-ap"));
        List<OpenImagesPartial> parts = parts(
                first,
                inputs,
                OpenImagesPartial::read,
                "this was not counted by the rules of Open Images, as "
                        + inputs.get(0).name() + " was");
        OpenImagesPartial all = OpenImagesPartial.merge(parts, files);
        OpenImagesReport report = new OpenImagesReport(all.scores());
        if (csv != null) {
            csv.write(common.console, report::writeCsv);
        }
        if (partial != null) {
            partial.write(common.console, all::write);
        }
        common.console.answer(report.summary(perCategory), json);
        return gate.lets("mAP", report.scores().map(), common.messages()) ? ExitCode.DONE : ExitCode.NO;
    }

    /** Classes of pixels. */
    private int pixels(SemanticFiles first, List<Input> inputs) throws IOException {
        OnlyOptions.check(given, "--type semantic, which these parts are of", Set.of("--csv", "--partial"));
        List<SemanticFiles> parts = parts(
                first,
                inputs,
                SemanticPartial::read,
                "this is no part of classes of pixels, which " + inputs.get(0).name() + " is");
        SemanticFiles all = SemanticPartial.merge(parts, files);
        SemanticReport report = new SemanticReport(all);
        if (csv != null) {
            csv.write(common.console, report::writeCsv);
        }
        if (partial != null) {
            partial.write(common.console, out -> SemanticPartial.write(all, out));
        }
        common.console.answer(report.summary(perCategory), json);
        return ExitCode.DONE;
    }

    /** Objects. */
    private int objects(List<Input> inputs) throws IOException {
        List<PartialEvaluation> parts = new ArrayList<>();
        for (Input input : inputs) {
            PartialEvaluation part = PartialEvaluation.read(input);
            if (analysisOptions.analysis() && part.errors() == null) {
                throw new CommandException(
                        input.name() + ": this was counted without --analysis, so there is nothing to analyse");
            }
            parts.add(part);
        }
        PartialEvaluation all = PartialEvaluation.merge(parts, files);
        Curves outcome = all.tally().outcome(Runtime.getRuntime().availableProcessors());
        EvaluationReport report = new EvaluationReport(all.tally().rules(), outcome);
        all.slices()
                .forEach((name, tally) ->
                        report.addSlice(name, tally.outcome(Runtime.getRuntime().availableProcessors())));
        ErrorAnalysis why = analysisOptions.of(all.tally(), all.errors());
        analysisOptions.answer(report, why, perCategory);
        if (csv != null) {
            csv.write(common.console, report::writeCsv);
        }
        curves.write(report, all.tally()::scoreCurves, common.console);
        if (plots.wanted()) {
            EvaluationPlots.Source source =
                    new EvaluationPlots.Source(PlotOptions.about(files.get(0)), all.tally(), outcome);
            plots.write(EvaluationPlots.of(source, perCategory, why, null, Double.NaN, analysisOptions.beta()));
        }
        if (partial != null) {
            partial.write(common.console, all::write);
        }
        common.console.print(json ? report.toJson() : report.toText(perCategory));
        return gate.lets(report, common.messages()) ? ExitCode.DONE : ExitCode.NO;
    }
}
