package dev.copra.cli.mask;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.coco.Problems;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Ledger;
import dev.copra.format.Formats;
import dev.copra.format.SourceFindings;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Overlap;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.Splits;
import dev.copra.learn.export.Toolkit;
import dev.copra.learn.export.TrainingExport;
import dev.copra.report.dataset.TrainingExportReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra export-training}: data and a script for the trainers of others. */
@Command(
        name = "export-training",
        addMethodSubcommands = false,
        description = "Write data as Mask R-CNN of torchvision or Detectron2, or YOLO of Ultralytics, reads it, with a"
                + " script that trains on it.")
public final class ExportTrainingCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "INPUT",
            description = "A COCO file with masks to train on; .gz too; - is standard input.")
    private String input;

    @Option(
            names = "--val",
            paramLabel = "FILE",
            description = "A COCO file to evaluate on; its images are in DIR, too (default: none).")
    private String val;

    @Mixin
    private ImagesOption images;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TRAINER",
            description = "torchvision, detectron2 or ultralytics.")
    private Toolkit toolkit;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUTPUT",
            description = "The folder to write.")
    private WrittenFolder output;

    @Option(names = "--link-images", description = "Link to the images instead of copying them.")
    private boolean link;

    @Option(names = "--force", description = "Write into a folder that is not empty, and replace files of it.")
    private boolean force;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private long maxPixels = RewriteOptions.MAX_PIXELS;

    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        common.console.keepTalk(json);
        images.check();
        Problems problems = val == null
                ? common.messages().problems(input)
                : common.messages().problems();
        SourceFindings findings = new SourceFindings(problems);
        Ledger ledger = new Ledger();
        List<Splits.Part> parts = new ArrayList<>();
        try {
            parts.add(new Splits.Part("train", open(input, findings)));
            if (val != null) {
                parts.add(new Splits.Part("val", open(val, findings)));
            }
            WriteOptions options = new WriteOptions(
                    images.folder,
                    link ? WriteOptions.Transfer.LINK : WriteOptions.Transfer.COPY,
                    List.of(),
                    null,
                    Overlap.AREA,
                    false,
                    problems,
                    ledger);
            TrainingExport.Tally tally =
                    TrainingExport.write(new Splits(parts), toolkit, options, output.path(), force);
            problems.summarize();
            common.print(TrainingExportReport.of(tally, toolkit.command(output.name()), ledger, problems));
            return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw new CommandException(input + ": " + e.getMessage(), e);
        } finally {
            for (Splits.Part part : parts) {
                part.source().close();
            }
        }
    }

    private DatasetSource open(String name, SourceFindings findings) throws IOException {
        ReadOptions options =
                new ReadOptions(images.folder, null, List.of(), false, maxPixels, findings, findings.ledger());
        try {
            return ((FileFormat) Formats.named("coco"))
                    .open(common.console.input(name), val == null ? options : options.of(name));
        } catch (IllegalArgumentException e) {
            throw new CommandException(name + ": " + e.getMessage(), e);
        }
    }
}
