package dev.copra.io;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * File descriptors that a user names as {@code /dev/fd/3}, {@code /proc/self/fd/3} or {@code /dev/stdout}. Java cannot tell
 * those that it was given from those that the JVM has opened for itself, and one of these is the file with all classes of the
 * JDK. The launcher can, and says so in the property {@value #GIVEN}: lines of the form {@code 3=TARGET}, where TARGET is what
 * {@code /proc/self/fd/3} was a link to. It names those of 0, 1 and 2 that were closed in {@value #CLOSED}.
 */
public final class Descriptors {
    /** The property with the descriptors above 2 that the launcher was given. */
    public static final String GIVEN = "copra.descriptors";
    /** The property with those of the standard descriptors that were closed: {@code 0}, {@code 1}, {@code 2} in a row. */
    public static final String CLOSED = "copra.closed";

    /** A position that is the end of the file at each write. */
    static final long APPENDS = -1;

    private static final String BAD = "Bad file descriptor";
    private static final Path LINUX = Path.of("/proc");
    private static final Path OTHERS = Path.of("/dev/fd");

    // Linux's bits of open(2), as /proc/self/fdinfo prints them
    private static final int ACCESS_MODE = 3;
    private static final int APPEND = 02000;

    private Descriptors() {}

    /** Standard output, unbuffered. What is written to it fails if it was closed when Copra was started. */
    public static OutputStream standardOutput() {
        return isClosed(1) ? new ClosedStream() : new FileOutputStream(FileDescriptor.out);
    }

    /** Standard error, unbuffered. */
    public static OutputStream standardError() {
        return new FileOutputStream(FileDescriptor.err);
    }

    private static boolean isClosed(int descriptor) {
        return System.getProperty(CLOSED, "").indexOf('0' + descriptor) >= 0;
    }

    /** Whether a directory, as a real path, is the one that lists the descriptors of a process. */
    static boolean isDirectory(Path directory) {
        boolean ofProcess = directory.startsWith(LINUX) && directory.getNameCount() >= 3 && directory.endsWith("fd");
        return ofProcess || directory.equals(OTHERS);
    }

    /** @throws FileSystemException if the descriptor was not given to this process, or cannot be written to */
    static Destination destination(Path at, Path named) throws IOException {
        int descriptor = number(at.getFileName().toString(), named);
        if (at.startsWith(LINUX) && !at.startsWith(self())) {
            throw Destination.refused(named, "this is a descriptor of another process");
        }
        if (isClosed(descriptor) || descriptor == 0) {
            throw Destination.refused(named, BAD);
        }
        if (descriptor <= 2) {
            return new Destination.Standard(descriptor);
        }
        if (!Files.exists(at) || Files.isDirectory(at)) {
            throw Destination.refused(named, BAD);
        }
        if (!Files.isRegularFile(at)) {
            return new Destination.Opened(at);
        }
        if (!isGiven(descriptor, at)) {
            throw Destination.refused(named, BAD);
        }
        return new Destination.Continued(at, position(descriptor, named));
    }

    private static Path self() throws IOException {
        return LINUX.resolve("self").toRealPath();
    }

    private static int number(String name, Path named) throws FileSystemException {
        try {
            return Integer.parseUnsignedInt(name);
        } catch (NumberFormatException e) {
            throw Destination.refused(named, BAD);
        }
    }

    private static boolean isGiven(int descriptor, Path at) throws IOException {
        String line = descriptor + "=" + Files.readSymbolicLink(at);
        return ("\n" + System.getProperty(GIVEN, "") + "\n").contains("\n" + line + "\n");
    }

    private static long position(int descriptor, Path named) throws IOException {
        long position = 0;
        int flags = 0;
        for (String line : Files.readAllLines(LINUX.resolve("self/fdinfo/" + descriptor))) {
            if (line.startsWith("pos:")) {
                position = Long.parseLong(line.substring(4).strip());
            } else if (line.startsWith("flags:")) {
                flags = Integer.parseInt(line.substring(6).strip(), 8);
            }
        }
        if ((flags & ACCESS_MODE) == 0) {
            throw Destination.refused(named, BAD);
        }
        return (flags & APPEND) != 0 ? APPENDS : position;
    }

    /** In place of a descriptor that was closed: the launcher has opened /dev/null there, lest a file take its place. */
    private static final class ClosedStream extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException(BAD);
        }
    }
}
