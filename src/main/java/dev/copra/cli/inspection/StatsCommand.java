package dev.copra.cli.inspection;

import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.PlotOptions;
import dev.copra.cli.option.WrittenFile;
import dev.copra.coco.CocoReader;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.dataset.select.CategoryChoice;
import dev.copra.io.Input;
import dev.copra.report.Csv;
import dev.copra.report.stats.StatsPlots;
import dev.copra.report.stats.StatsReport;
import dev.copra.stats.DatasetCollector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra stats}: figures of data sets. */
@Command(
        name = "stats",
        description = {
            "Measure data sets: categories, sizes, masks, overlap, what is seen together, images, keypoints.",
            "Several inputs are measured one by one, and how far each is from the first."
        },
        addMethodSubcommands = false)
public final class StatsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "COCO files, results files or JSON lines; .gz too; - is standard input.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--category",
            paramLabel = "LIST",
            description = "Only annotations of these categories. All images count. Default: all categories.")
    private List<String> categories;

    @Option(
            names = "--merge",
            description = "Measure the inputs as one data set, whose parts they are. Images with one id are one.")
    private boolean merge;

    @Option(names = "--all", description = "List all categories and pairs of them, not just the most frequent ones.")
    private boolean all;

    @Option(names = "--csv", paramLabel = "FILE", description = "Also write the figures of each category, one a row.")
    private WrittenFile csv;

    @Mixin
    private PlotOptions plots;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        CategoryChoice choice = categories == null ? null : new CategoryChoice(ListOption.expand(categories));
        List<StatsReport.Source> sources = merge ? List.of(merged(choice)) : each(choice);
        if (csv != null) {
            csv.write(common.console, out -> StatsReport.writeCsv(sources, new Csv(out)));
        }
        if (plots.wanted()) {
            plots.write(StatsPlots.of(sources));
        }
        common.console.answer(StatsReport.of(sources, all), json);
        return sources.stream().allMatch(source -> source.rejected().isEmpty()) ? ExitCode.DONE : ExitCode.NO;
    }

    private List<StatsReport.Source> each(CategoryChoice choice) throws IOException {
        List<StatsReport.Source> sources = new ArrayList<>();
        for (String input : inputs) {
            sources.add(read(input).source(choice));
        }
        return sources;
    }

    private StatsReport.Source merged(CategoryChoice choice) throws IOException {
        Part whole = read(inputs.get(0));
        for (String input : inputs.subList(1, inputs.size())) {
            Part part = read(input);
            whole.collector.merge(part.collector);
            part.problems.counts().forEach((code, count) -> whole.rejected.merge(code, count, Long::sum));
        }
        return whole.source(choice);
    }

    /** What was read of an input. */
    private record Part(String name, DatasetCollector collector, Problems problems, Map<String, Long> rejected) {
        StatsReport.Source source(CategoryChoice choice) throws IOException {
            return new StatsReport.Source(
                    name, ListOption.of(name + ": --category", () -> collector.result(choice)), rejected);
        }
    }

    private Part read(String name) throws IOException {
        Input file = common.console.input(name);
        Messages messages = common.messages();
        Problems problems = messages.problems(file.name());
        DatasetCollector collector = new DatasetCollector(problems);
        CocoReader.read(file, collector).noteOddities(file.name(), messages);
        problems.summarize();
        return new Part(file.name(), collector, problems, new TreeMap<>(problems.counts()));
    }
}
