package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.Console;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.evaluate.panoptic.PanopticFiles;
import dev.copra.io.Input;
import dev.copra.report.Summary;
import dev.copra.report.evaluation.PanopticReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Option;

/** How panoptic files are compared, as options. */
final class PanopticOptions {
    /** Options of the command that have a meaning for panoptic files. */
    static final Set<String> ALLOWED = Set.of("--truth-masks", "--result-masks", "--boundary", "--boundary-ratio");

    @Option(
            names = "--truth-masks",
            paramLabel = "DIR",
            description = "For --type panoptic and semantic: the folder of the PNG files of the truth (default: its"
                    + " annotations are segments with masks of their own, see below).")
    private String truthMasks;

    @Option(
            names = "--result-masks",
            paramLabel = "DIR",
            description = "For --type panoptic: the folder of the PNG files of the results (default: they are"
                    + " segments with masks of their own, see below).")
    private String resultMasks;

    @Option(
            names = "--boundary",
            description = "For panoptic: the lesser of the IoU of two segments and of their boundaries.")
    private boolean boundary;

    /** The folder of the truth's PNG files, or null. */
    Path truthMasks() {
        return truthMasks == null ? null : Input.path(truthMasks);
    }

    /** @throws CommandException if one of them is given though nothing is panoptic */
    void checkUnused() {
        if (truthMasks != null || resultMasks != null || boundary) {
            throw new CommandException(
                    "--truth-masks, --result-masks and --boundary go with --type panoptic or semantic");
        }
    }

    /** Evaluates. @param perCategory whether the text has a table of the categories */
    int evaluate(
            Console console,
            String truthFile,
            String resultsFile,
            double boundaryRatio,
            boolean perCategory,
            boolean json)
            throws IOException {
        PanopticFiles files = PanopticFiles.compare(
                console.input(truthFile),
                truthMasks(),
                console.input(resultsFile),
                resultMasks == null ? null : Input.path(resultMasks),
                RewriteOptions.MAX_PIXELS,
                boundary ? boundaryRatio : null);
        Summary summary = PanopticReport.of(files, perCategory);
        files.overlaps().forEach(console::tell);
        if (files.wrongAreas() > 0) {
            console.tell(truthFile + ": " + PanopticReport.wrongAreas(files));
        }
        console.answer(summary, json);
        return ExitCode.DONE;
    }
}
