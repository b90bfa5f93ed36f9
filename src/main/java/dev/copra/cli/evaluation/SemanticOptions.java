package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.Console;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.WrittenFile;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.evaluate.semantic.SemanticFiles;
import dev.copra.evaluate.semantic.SemanticPartial;
import dev.copra.io.Input;
import dev.copra.report.evaluation.SemanticReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Option;

/** How the classes of pixels are compared, as options. */
final class SemanticOptions {
    /** Options of the command that have a meaning for classes of pixels. */
    static final Set<String> ALLOWED = Set.of("--truth-masks", "--ignore-label", "--csv", "--partial");

    @Option(
            names = "--ignore-label",
            paramLabel = "N",
            description =
                    "For --type semantic: the value of pixels in PNG files that do not count (default: 255, unless a"
                            + " category has this id).")
    private Integer ignoreLabel;

    /** @throws CommandException if one of them is given though nothing is semantic */
    void checkUnused() {
        if (ignoreLabel != null) {
            throw new CommandException("--ignore-label goes with --type semantic");
        }
    }

    /**
     * Evaluates.
     *
     * @param truthMasks folder of the truth's PNG files, or null
     * @param csv where figures are written, or null
     * @param partial where what was counted is written, or null
     * @param perCategory whether the text has a table of the classes
     */
    int evaluate(
            Console console,
            String truthName,
            String resultsName,
            Path truthMasks,
            WrittenFile csv,
            WrittenFile partial,
            boolean perCategory,
            boolean json,
            Messages messages)
            throws IOException {
        Problems problems = messages.problems(truthName);
        SemanticFiles files = compare(console, truthName, resultsName, truthMasks, problems);
        problems.summarize();
        files.overlaps().forEach(console::tell);
        if (partial != null) {
            partial.write(console, out -> SemanticPartial.write(files, out));
        }
        SemanticReport report = new SemanticReport(files);
        if (csv != null) {
            csv.write(console, report::writeCsv);
        }
        console.answer(report.summary(perCategory), json);
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private SemanticFiles compare(
            Console console, String truthName, String resultsName, Path truthMasks, Problems problems)
            throws IOException {
        Path truth = folder(truthName);
        Path results = folder(resultsName);
        if (truth == null) {
            return SemanticFiles.ofDocument(
                    console.input(truthName).spooled(),
                    truthMasks,
                    results == null ? console.input(resultsName) : null,
                    results,
                    ignoreLabel,
                    RewriteOptions.MAX_PIXELS,
                    problems);
        }
        if (results == null || truthMasks != null) {
            throw new CommandException(truthName
                    + " is a folder, whose pixels have values and no categories; RESULTS must be a folder too, and"
                    + " --truth-masks is for a COCO file");
        }
        return SemanticFiles.ofFolders(truth, results, ignoreLabel, RewriteOptions.MAX_PIXELS);
    }

    private static Path folder(String name) {
        Path path = name.equals("-") ? null : Input.path(name);
        return path != null && Files.isDirectory(path) ? path : null;
    }
}
