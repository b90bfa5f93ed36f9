package dev.copra.cli;

import dev.copra.cli.mask.StrategyOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;

/** Reads what a command's help says behind the options from {@code help/COMMAND.txt}, and only if help is asked for. */
final class HelpTexts implements IHelpFactory {
    /** Where a page lists the strategies. */
    private static final String STRATEGIES = "{strategies}";

    @Override
    public Help create(CommandSpec command, Help.ColorScheme colours) {
        String name = command.name().substring(command.name().lastIndexOf(' ') + 1);
        try (InputStream in = HelpTexts.class.getResourceAsStream("help/" + name + ".txt")) {
            if (in != null) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (text.contains(STRATEGIES)) {
                    text = text.replace(STRATEGIES, StrategyOptions.help());
                }
                text = text.replace("%", "%%");
                command.usageMessage().footer(("\n" + text).split("\n"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Help(command, colours);
    }
}
