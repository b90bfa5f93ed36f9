package dev.copra.cli;

import picocli.CommandLine.Model.CommandSpec;

/** A command that has options which are not known before it runs: those of what the class path adds. */
interface OpenOptions {
    /** Adds them. */
    void declare(CommandSpec command);
}
