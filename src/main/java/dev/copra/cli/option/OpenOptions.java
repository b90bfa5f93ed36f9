package dev.copra.cli.option;

import picocli.CommandLine.Model.CommandSpec;

/** A command that has options which are not known before it runs: those of what the class path adds. */
public interface OpenOptions {
    /** Adds them. */
    void declare(CommandSpec command);
}
