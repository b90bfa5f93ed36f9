package dev.copra.cli.inspection;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.OptionRange;
import dev.copra.cli.option.PlotOptions;
import dev.copra.cli.option.Within;
import dev.copra.coco.CocoReader;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.evaluate.read.TruthReader;
import dev.copra.evaluate.rules.Kind;
import dev.copra.io.Input;
import dev.copra.report.Summary;
import dev.copra.report.stats.AnchorsReport;
import dev.copra.stats.Anchors;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra anchors}: anchor boxes for a data set. */
@Command(
        name = "anchors",
        description = "Find anchor boxes that a data set's boxes resemble, and say how good given ones are.",
        addMethodSubcommands = false)
public final class AnchorsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TRUTH", description = "A COCO file; .gz too; - is standard input.")
    private String truthFile;

    @Option(
            names = {"-k", "--number"},
            paramLabel = "N",
            description = "How many anchors to find (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private int number = 9;

    @Option(
            names = "--input-size",
            paramLabel = "PIXELS",
            description = "Scale images so that their longer side has so many pixels (default: as they " + "are).")
    @Within(above = 0)
    private double inputSize;

    @Option(
            names = "--anchors",
            paramLabel = "W,H,...",
            description = "Anchors that are in use, in pixels: say how good they are (default: only those "
                    + "that are found).")
    private List<String> given;

    @Option(
            names = "--iou",
            paramLabel = "IOU",
            description =
                    "How much an anchor must overlap a box, as an IoU from 0 to 1 (default: " + "${DEFAULT-VALUE}).")
    @Within(from = 0, to = 1)
    private double iou = .5;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The number that the search starts from (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private PlotOptions plots;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        double[] inUse = given == null ? null : ListOption.numbers("--anchors", given, OptionRange.ABOVE_ZERO);
        if (inUse != null && inUse.length % 2 != 0) {
            throw new CommandException("--anchors: pairs of width and height are needed");
        }
        Input input = common.console.input(truthFile);
        Messages messages = common.messages();
        Problems problems = messages.problems(input.name());
        TruthReader reader = new TruthReader(Kind.BBOX, false, true, Integer.MAX_VALUE, problems, problem -> {});
        CocoReader.read(input, reader).noteOddities(input.name(), messages);
        problems.summarize();
        Anchors boxes = new Anchors(reader.truth().boxShapes(inputSize));
        if (boxes.size() < number) {
            String where = boxes.size()
                    + (boxes.size() == 1 ? " box" : " boxes")
                    + (inputSize > 0 ? " on images of known size" : "");
            if (boxes.size() == 0) {
                throw new CommandException(
                        input.name() + " has " + where + ", so there is nothing to find anchors for");
            }
            throw new CommandException(input.name() + " has " + where + ", of which -k " + number
                    + " anchors cannot be made; give a number from 1 to that");
        }
        double[] found = boxes.find(number, seed);
        if (plots.wanted()) {
            plots.write(AnchorsReport.plots(boxes, inUse, found, PlotOptions.about(input.name())));
        }
        Summary summary = AnchorsReport.of(boxes, inUse, found, iou).add("rejected", problems.counts());
        common.console.answer(summary, json);
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }
}
