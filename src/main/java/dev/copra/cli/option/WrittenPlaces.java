package dev.copra.cli.option;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out that all files and folders can be written that a command was told to write, before it begins: to be told so after
 * the work is to lose it. Each place is taken, as for writing, and let go of again; so two options that name one place are
 * found, too. What becomes of a place later is told when it is written.
 */
public final class WrittenPlaces {
    /** The value of an option that names a place to write to. Every such option has a value of this kind. */
    public interface Written {
        /**
         * Takes the place without writing anything.
         *
         * @param overwrites whether a folder that has files is added to
         * @return holds the place until it is closed
         * @throws IOException if nothing can be written there; names the place
         */
        Closeable take(boolean overwrites) throws IOException;
    }

    /** A command whose {@link WrittenFile} is a folder in some cases. */
    public interface FileOrFolder {
        /** Whether it is one now, by the other options. */
        boolean writesFolder();
    }

    private WrittenPlaces() {}

    /** @throws IOException if nothing can be written at one of the places; names it */
    public static void check(Object command, GivenOptions options) throws IOException {
        List<Closeable> taken = new ArrayList<>();
        try {
            for (Written place : options.written()) {
                boolean folder =
                        place instanceof WrittenFile && command instanceof FileOrFolder either && either.writesFolder();
                Written written = folder ? new WrittenFolder(place.toString()) : place;
                taken.add(written.take(options.isSet("--force")));
            }
        } finally {
            for (Closeable place : taken) {
                place.close();
            }
        }
    }
}
