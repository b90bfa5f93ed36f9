package dev.copra.cli.option;

import dev.copra.io.Input;
import dev.copra.io.OutputFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The name of a folder to write, as an option's value; otherwise as {@link WrittenFile}. */
public record WrittenFolder(String name) implements WrittenPlaces.Written {

    /** @param overwrites whether a folder that has files is added to */
    public OutputFolder open(boolean overwrites) throws IOException {
        return OutputFolder.open(path(), overwrites);
    }

    @Override
    public Closeable take(boolean overwrites) throws IOException {
        return open(overwrites);
    }

    /** The folder, with its name taken as a path. */
    public Path path() {
        return Input.path(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
