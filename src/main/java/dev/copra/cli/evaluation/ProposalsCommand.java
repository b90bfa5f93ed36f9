package dev.copra.cli.evaluation;

import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.OptionRange;
import dev.copra.cli.option.PlotOptions;
import dev.copra.cli.option.Within;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.match.Proposals;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import dev.copra.report.Summary;
import dev.copra.report.evaluation.ProposalPlots;
import dev.copra.report.evaluation.ProposalsReport;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra proposals}: how well proposals cover the truth. */
@Command(
        name = "proposals",
        description = "Measure how well proposals cover the truth, categories aside.",
        addMethodSubcommands = false)
public final class ProposalsCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TRUTH", description = "A COCO file; .gz too; - is standard input.")
    private String truthFile;

    @Parameters(index = "1", paramLabel = "RESULTS", description = "A results file; .gz too; -.")
    private String resultsFile;

    /** What is compared. */
    private enum Type {
        BBOX,
        SEGM
    }

    @Option(
            names = {"-t", "--type"},
            paramLabel = "TYPE",
            description = "bbox (default) or segm.")
    private Type type = Type.BBOX;

    @Option(
            names = "--count",
            paramLabel = "LIST",
            description = "Numbers of proposals an image (default 1,10,100,1000).")
    private List<String> counts = List.of("1,10,100,1000");

    @Option(
            names = "--missed-below",
            paramLabel = "IOU",
            description = "A truth that no proposal overlaps by this IoU, from 0 to 1, is missed (default: "
                    + "${DEFAULT-VALUE}).")
    @Within(from = 0, to = 1)
    private double missedBelow = .5;

    @Mixin
    private PlotOptions plots;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        int[] counted = ListOption.integers("--count", counts, OptionRange.COUNT);
        Arrays.sort(counted);
        Rules rules = Rules.coco(Kind.valueOf(type.name()));
        EvaluationFiles files = EvaluationFiles.read(
                common.console.input(truthFile),
                common.console.input(resultsFile),
                rules.kind(),
                false,
                true,
                Runtime.getRuntime().availableProcessors(),
                common.messages());
        files.summarize();
        Proposals proposals = new Proposals(files.truth(), files.results(), rules, counted);
        if (plots.wanted()) {
            int[] points = ProposalPlots.points(counted);
            Proposals along = new Proposals(files.truth(), files.results(), rules, points);
            plots.write(ProposalPlots.of(along, points, counted, PlotOptions.about(resultsFile)));
        }
        Summary summary = ProposalsReport.of(proposals, counted, missedBelow);
        summary.add("rejected_truths", files.rejectedTruths().counts());
        summary.add("rejected_results", files.rejectedResults().counts());
        common.console.answer(summary, json);
        return files.incomplete() ? ExitCode.NO : ExitCode.DONE;
    }
}
