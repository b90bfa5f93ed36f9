package dev.copra.cli.inspection;

import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.coco.CocoReader;
import dev.copra.coco.Problems;
import dev.copra.io.Input;
import dev.copra.report.Summary;
import dev.copra.report.stats.ContentsReport;
import dev.copra.stats.Contents;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra info}: what is in a file. */
@Command(
        name = "info",
        description = "Show what is in a file: images, annotations, categories, masks.",
        addMethodSubcommands = false)
public final class InfoCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            description = "A COCO file, a results file or JSON lines; .gz too; - is standard input.")
    private String input;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(names = "--all", description = "List all categories, not just the 20 with the most annotations.")
    private boolean all;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Input file = common.console.input(input);
        Problems problems = common.messages().problems(file.name());
        Contents contents = new Contents(problems);
        CocoReader.Summary read = CocoReader.read(file, contents);
        problems.summarize();
        Summary summary = ContentsReport.of(file.name(), read, contents.counts(), problems.counts(), all);
        common.console.answer(summary, json);
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }
}
