package dev.copra.cli;

import dev.copra.report.Completion;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code copra completion}: prints a shell's completion script. */
@Command(name = "completion", description = "Print a completion script for a shell.")
final class CompletionCommand implements Callable<Integer> {
    /** The shells. */
    private enum Shell {
        BASH,
        ZSH,
        FISH,
        POWERSHELL
    }

    @Parameters(paramLabel = "SHELL", description = "bash, zsh, fish or powershell.")
    private Shell shell;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Completion scripts = new Completion(CompletionModel.of(Commands.all(common.console)));
        common.console.print(
                switch (shell) {
                    case BASH -> scripts.bash();
                    case ZSH -> scripts.zsh();
                    case FISH -> scripts.fish();
                    case POWERSHELL -> scripts.powershell();
                });
        return ExitCode.DONE;
    }
}
