package dev.copra.cli.option;

import dev.copra.cli.console.Console;
import dev.copra.io.Input;
import dev.copra.io.Output;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The name of a file to write, as an option's value. An option that has this type is looked at by {@link WrittenPlaces} before
 * the command begins.
 *
 * @param name as it was typed; {@code -} is standard output
 */
public record WrittenFile(String name) implements WrittenPlaces.Written {
    /** Standard output, as it is typed. */
    public static final WrittenFile STANDARD_OUTPUT = new WrittenFile("-");

    /** Opens it for writing. */
    public Output open(Console console) throws IOException {
        return Output.open(name, console.out());
    }

    @Override
    public Closeable take(boolean overwrites) throws IOException {
        return Output.trial(name);
    }

    /** Writes the file whole, or leaves what was there. */
    public void write(Console console, Output.Content content) throws IOException {
        Output.write(name, console.out(), content);
    }

    /** The file, with its name taken as a path. */
    public Path path() {
        return Input.path(name);
    }

    /** Whether it was named {@code -}. */
    public boolean isDash() {
        return name.equals("-");
    }

    /** Whether it is standard output, by whatever name. */
    public boolean isStandardOutput() throws IOException {
        return Output.isStandard(name);
    }

    /** Whether it is a regular file, that is there or will be. */
    public boolean isFile() throws IOException {
        return Output.isFile(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
