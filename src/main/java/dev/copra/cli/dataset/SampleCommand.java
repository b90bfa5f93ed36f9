package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Rewrite;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.dataset.select.CategoryChoice;
import dev.copra.dataset.select.RecordCopy;
import dev.copra.dataset.select.Sample;
import dev.copra.dataset.select.Survey;
import dev.copra.report.dataset.SelectionReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code copra sample}: some images of a file, by chance. */
@Command(
        name = "sample",
        addMethodSubcommands = false,
        description = {
            "Draw some images at random, and keep them with all their annotations.",
            "What stays keeps its bytes, its ids and its order."
        })
public final class SampleCommand implements Callable<Integer> {
    @Mixin
    private RewriteOptions options;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description =
                    "How many images, or which share of them as 10%%. Default: those that --has and --per-category"
                            + " need.")
    private String count;

    @Option(
            names = "--stratify",
            description = "Keep the shares of all categories, and of small, medium and large objects in each.")
    private boolean stratify;

    @Option(
            names = "--per-category",
            paramLabel = "K",
            description = "At least K images with each category, or all where there are fewer (default: 0).")
    @Within(from = 0)
    private int perCategory;

    @Option(
            names = "--has",
            paramLabel = "LIST",
            description = "At least one image with a category of these; several --has must all be met. Default: none.")
    private List<String> has = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed draws other images (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private CopyOptions copies;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        if (count == null && perCategory == 0 && has.isEmpty()) {
            throw new CommandException("say how many images with -n, --per-category or --has");
        }
        Sample.Amount amount = count == null ? null : ListOption.of("-n", () -> Sample.Amount.parse(count));
        List<CategoryChoice> choices = new ArrayList<>();
        for (String one : has) {
            choices.add(new CategoryChoice(ListOption.expand(List.of(one))));
        }
        Sample sample = new Sample(amount, stratify, perCategory, choices, seed);
        copies.check();
        Rewrite rewrite = new Rewrite(options, common);
        rewrite.spool();
        Survey survey = sample.survey(rewrite.problems());
        rewrite.survey(survey);
        Sample.Outcome outcome = sample.apply(survey);
        int code = copies.run(rewrite, files -> new RecordCopy(survey, outcome.staying(), files));
        rewrite.printSummary(SelectionReport.of(sample, outcome, survey, rewrite.problems()));
        return code;
    }
}
