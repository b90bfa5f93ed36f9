package dev.copra.cli.dataset;

import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.dataset.diff.DiffOptions;
import dev.copra.dataset.diff.DiffRun;
import dev.copra.dataset.diff.DocumentDiff;
import dev.copra.io.Input;
import dev.copra.report.Summary;
import dev.copra.report.dataset.DiffReport;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra diff}: what two documents differ in. */
@Command(
        name = "diff",
        description = "Say what two files differ in: added, removed, moved, relabelled; write a patch.",
        addMethodSubcommands = false)
public final class DiffCommand implements Callable<Integer> {
    /** What belongs together. */
    enum Match {
        ID,
        IOU
    }

    /** What overlaps. */
    enum Overlap {
        BOX,
        MASK
    }

    @Parameters(
            index = "0",
            paramLabel = "FIRST",
            description = "A COCO file, a results file or JSON lines; .gz too; - is standard input.")
    private String first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "The file that it is compared with.")
    private String second;

    @Option(
            names = "--match",
            paramLabel = "BY",
            description = "id (default) or iou: images are matched by file name, categories by name, annotations of an"
                    + " image by overlap. Annotations without ids, as in results files, always are.")
    private Match match = Match.ID;

    @Option(
            names = "--iou",
            paramLabel = "IOU",
            description = "The least overlap of annotations that are matched by it, from 0 to 1"
                    + " (default: ${DEFAULT-VALUE}).")
    @Within(from = 0, to = 1)
    private double iou = .5;

    @Option(
            names = "--overlap",
            paramLabel = "OF",
            description = "mask (default): of the masks where both annotations have one, else of the boxes; or box.")
    private Overlap overlap = Overlap.MASK;

    @Option(
            names = "--ignore",
            paramLabel = "LIST",
            description = "Leave out kinds of difference (such as reordered), lists and members (such as info, score);"
                    + " the patch has them all the same.")
    private List<String> ignore = List.of();

    @Option(
            names = "--places",
            paramLabel = "N",
            description = "Show the first N places of each group (default: ${DEFAULT-VALUE}).")
    @Within(from = 0)
    private int places = 5;

    @Option(
            names = "--patch",
            paramLabel = "FILE",
            description = "Write a patch, with which 'copra patch' makes SECOND of FIRST, byte for byte; .gz packs.")
    private WrittenFile patch;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        DiffOptions options = ListOption.of(
                "--iou",
                () -> new DiffOptions(
                        match == Match.IOU,
                        overlap == Overlap.MASK,
                        iou,
                        new HashSet<>(ListOption.expand(ignore)),
                        places));
        Input before = common.console.input(first);
        Input after = common.console.input(second);
        try (DiffRun run = DiffRun.open(before, after, options)) {
            DocumentDiff diff = run.compare();
            if (patch != null) {
                patch.write(common.console, run::writePatch);
            }
            Summary summary = DiffReport.of(before.name(), after.name(), diff);
            if (patch != null && patch.isStandardOutput()) {
                common.console.keepTalk(json);
                common.print(summary);
            } else {
                common.console.answer(summary, json);
            }
            return diff.isEmpty() ? ExitCode.DONE : ExitCode.NO;
        }
    }
}
