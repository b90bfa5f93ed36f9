package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.WrittenFile;
import dev.copra.dataset.diff.DocumentPatch;
import dev.copra.io.Input;
import dev.copra.report.Summary;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra patch}: applies what {@code copra diff --patch} wrote. */
@Command(
        name = "patch",
        description = "Apply a patch of 'copra diff --patch': of the first file it makes the second.",
        addMethodSubcommands = false)
public final class PatchCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FIRST",
            description = "The file that the patch was made from; .gz too; - is standard input.")
    private String first;

    @Parameters(index = "1", paramLabel = "PATCH", description = "The patch; .gz too; - is standard input.")
    private String patchFile;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "Where to write; .gz packs. Default: standard output.")
    private WrittenFile output = WrittenFile.STANDARD_OUTPUT;

    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        common.console.keepTalk(json);
        Input document = common.console.input(first);
        try (DocumentPatch patch = DocumentPatch.read(common.console.input(patchFile))) {
            output.write(common.console, out -> patch.apply(document, out));
            common.print(new Summary().add("edits", patch.edits(), Summary.count(patch.edits(), "edit") + " applied"));
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
        return ExitCode.DONE;
    }
}
