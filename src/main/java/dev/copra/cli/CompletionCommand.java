package dev.copra.cli;

import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.report.Completion;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code copra completion}: prints a shell's completion script. */
@Command(name = "completion", description = "Print a completion script for a shell.", addMethodSubcommands = false)
final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", description = "bash, zsh, fish or powershell.")
    private Completion.Shell shell;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        common.console.print(new Completion(CompletionModel.of(Commands.all(common.console))).script(shell));
        return ExitCode.DONE;
    }
}
