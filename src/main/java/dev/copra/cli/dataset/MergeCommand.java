package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.dataset.ImageCopies;
import dev.copra.dataset.merge.MergeOptions;
import dev.copra.dataset.merge.MergePlan;
import dev.copra.dataset.merge.MergeTally;
import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.io.OutputFolder;
import dev.copra.report.dataset.MergeReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra merge}: several documents become one. */
@Command(
        name = "merge",
        description = {
            "Merge COCO files into one: data sets, results files or JSON lines, each with its own kind.",
            "The parts of one file (copra mask --shard, copra split) give that file again, byte for byte."
        },
        addMethodSubcommands = false)
public final class MergeCommand implements Callable<Integer> {
    private enum Ids {
        KEEP,
        RENUMBER
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description =
                    "COCO files; .gz too; - is standard input. Info, other members and the order of the lists are the"
                            + " first one's.")
    private List<String> inputs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "Where to write; .gz packs. Default: standard output.")
    private WrittenFile output = WrittenFile.STANDARD_OUTPUT;

    @Option(
            names = "--categories",
            paramLabel = "KEY",
            description = "By what categories of two files are one: name (default) or id.")
    private MergeOptions.Key categories = MergeOptions.Key.NAME;

    @Option(
            names = "--ids",
            paramLabel = "POLICY",
            description =
                    "Ids of images and annotations: keep (default) changes only those that an earlier file has taken;"
                            + " renumber counts from 1.")
    private Ids ids = Ids.KEEP;

    @Option(
            names = "--on-duplicate",
            paramLabel = "POLICY",
            description = "What becomes of an image that an earlier file has, too, and of its annotations: keep-all"
                    + " (default), keep-first, union or error, see below.")
    private String onDuplicate = "keep-all";

    @Option(
            names = "--iou",
            paramLabel = "X",
            description =
                    "With union: boxes of one category are one object from this IoU on, from 0 to 1; above 1 none is"
                            + " (default: ${DEFAULT-VALUE}).")
    @Within(from = 0)
    private double iou = .8;

    @Option(
            names = "--images",
            split = ",",
            paramLabel = "DIR",
            description =
                    "Where the images are, one folder for all files or one for each: images are compared by content"
                            + " (default: by file_name and size)." + ImagesOption.RULES)
    private List<Path> images = List.of();

    @Option(
            names = "--copy-images",
            paramLabel = "DIR",
            description =
                    "Also copy the images of the output into DIR, which must be empty or new. Different images of one"
                            + " name get names of their own. Needs --images.")
    private WrittenFolder copyTo;

    @Option(
            names = "--order",
            paramLabel = "FILE",
            description =
                    "The file that was cut into these, image by image: records come in its order (default: that of"
                            + " the files, or of the ids, see below).")
    private String order;

    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        common.console.keepTalk(json);
        MergeOptions options = options();
        Messages messages = common.messages();
        List<Input> files = new ArrayList<>();
        for (String name : inputs) {
            Input file = common.console.input(name);
            if (output.isDash() && file.isStandardOutput()) {
                throw new CommandException(
                        file.name() + " is also where standard output goes; name another file with -o");
            }
            files.add(file);
        }
        Problems missing = messages.problems("images");
        try (OutputFolder folder = copyTo == null ? null : copyTo.open(false);
                MergePlan plan = MergePlan.of(
                        files,
                        order == null ? null : common.console.input(order).spooled(),
                        options,
                        messages)) {
            List<ImageCopies> copies = folder == null ? null : copies(folder, missing);
            MergeTally tally;
            try (Output out = output.open(common.console)) {
                tally = plan.write(out.stream(), copies);
                out.commit();
            }
            if (folder != null) {
                folder.commit();
            }
            missing.summarize();
            common.print(MergeReport.of(inputs.size(), tally, options, copies, plan.rejected()));
            return plan.rejected().isEmpty() && missing.total() == 0 ? ExitCode.DONE : ExitCode.NO;
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private MergeOptions options() {
        for (Path folder : images) {
            ImagesOption.folder("--images", folder.toString());
        }
        if (images.size() > 1 && images.size() != inputs.size()) {
            throw new CommandException("--images names " + images.size() + " folders for " + inputs.size()
                    + " files; name one for all or one for each");
        }
        if (copyTo != null && images.isEmpty()) {
            throw new CommandException("--copy-images needs --images");
        }
        MergeOptions.Duplicates duplicates = switch (onDuplicate) {
            case "keep-all" -> MergeOptions.Duplicates.KEEP_ALL;
            case "keep-first" -> MergeOptions.Duplicates.KEEP_FIRST;
            case "union" -> MergeOptions.Duplicates.UNION;
            case "error" -> MergeOptions.Duplicates.ERROR;
            default ->
                throw new CommandException(
                        "--on-duplicate: '" + onDuplicate + "' is none of keep-all, keep-first, union, error");
        };
        return new MergeOptions(categories, ids == Ids.RENUMBER, duplicates, iou, images, copyTo != null);
    }

    private List<ImageCopies> copies(OutputFolder folder, Problems problems) {
        List<ImageCopies> copies = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            copies.add(
                    images.size() == 1 && i > 0
                            ? copies.get(0)
                            : new ImageCopies(images.get(images.size() == 1 ? 0 : i), folder, problems));
        }
        return copies;
    }
}
