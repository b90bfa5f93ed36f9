package dev.copra.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What the name of an output stands for. Links are followed step by step, because the last step decides: a descriptor that
 * looks like a file may be a file that the JVM itself has open, and a rename over it would replace a part of the JDK.
 */
sealed interface Destination {

    /** A regular file, or none yet: written beside its place and moved there. */
    record Replaced(Path target) implements Destination {}

    /** A device, a pipe, a socket: opened for writing, never created, cut short or replaced. */
    record Opened(Path path) implements Destination {}

    /**
     * A regular file that the caller has open as a descriptor above 2: written to from where the descriptor stands, for a
     * Java program cannot use the descriptor itself.
     *
     * @param position in bytes; {@link Descriptors#APPENDS} is the end, wherever it is at each write
     */
    record Continued(Path path, long position) implements Destination {}

    /** Descriptor 1 or 2. */
    record Standard(int descriptor) implements Destination {}

    /** As many links as Linux follows before it calls them a loop. */
    int MOST_LINKS = 40;

    /** @throws IOException if nothing can be written there; names the file as the user did */
    static Destination of(Path named) throws IOException {
        Path path = named.toAbsolutePath();
        for (int links = 0; links <= MOST_LINKS; links++) {
            if (path.getFileName() == null || Files.isDirectory(path)) {
                throw refused(named, "this is a directory, not a file");
            }
            Path directory = directory(path.getParent(), named);
            Path at = directory.resolve(path.getFileName());
            if (Descriptors.isDirectory(directory)) {
                return Descriptors.destination(at, named);
            }
            Path link = link(at);
            if (link == null) {
                return plain(at, named);
            }
            path = directory.resolve(link);
        }
        throw refused(named, "too many symbolic links lead from one to the next");
    }

    private static Path directory(Path parent, Path named) throws IOException {
        try {
            Path directory = parent.toRealPath();
            if (Files.isDirectory(directory)) {
                return directory;
            }
        } catch (NoSuchFileException e) {
            throw refused(named, "there is no directory " + parent);
        } catch (AccessDeniedException e) {
            throw refused(named, "the directory " + parent + " cannot be entered: permission denied");
        } catch (NotDirectoryException e) {
            throw refused(named, parent + " is not a directory");
        } catch (FileSystemException e) {
            throw refused(named, e.getReason());
        }
        throw refused(named, parent + " is not a directory");
    }

    private static Path link(Path at) throws IOException {
        try {
            return Files.isSymbolicLink(at) ? Files.readSymbolicLink(at) : null;
        } catch (NotLinkException e) {
            // it was one a moment ago
            return null;
        }
    }

    private static Destination plain(Path at, Path named) throws IOException {
        boolean exists = exists(at, named);
        if (isSystem(at)) {
            if (!exists) {
                throw refused(named, "there is no such device");
            }
            return new Opened(at);
        }
        if (exists && !Files.isRegularFile(at)) {
            return new Opened(at);
        }
        if (exists && !Files.isWritable(at)) {
            throw new AccessDeniedException(named.toString());
        }
        return new Replaced(at);
    }

    /** @throws IOException if there can be nothing of that name, as of one that is too long; names it as the user did */
    static boolean exists(Path at, Path named) throws IOException {
        try {
            Files.readAttributes(at, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            throw refused(named, e.getReason());
        }
    }

    /** Whether a path belongs to the system rather than to a user; {@code /dev/shm} is a place for ordinary files. */
    private static boolean isSystem(Path at) {
        return (at.startsWith("/dev") && !at.startsWith("/dev/shm")) || at.startsWith("/proc");
    }

    static FileSystemException refused(Path named, String reason) {
        return new FileSystemException(named.toString(), null, reason);
    }
}
