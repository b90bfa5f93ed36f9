package dev.copra.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * Where a command writes to: the only way to a file. A file is written beside its place, flushed to the disk and moved there
 * by {@link #commit}: whoever kills the run finds the old file or none, never half of one. A device, a pipe or a descriptor
 * is written to as it is. A name that ends in {@code .gz} packs; {@code -} is standard output.
 *
 * <p>Two runs cannot write one file at once: the second is refused. A symbolic link stays one; the file that it leads to is
 * replaced.
 */
public final class Output implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final OutputStream stream;
    private final BesideFile beside;

    private Output(OutputStream stream, BesideFile beside) {
        this.stream = stream;
        this.beside = beside;
    }

    /** What writes a whole file. */
    public interface Content {
        /** Writes all that there is to write. Does not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** An output that is somebody else's to open and close, such as standard output. */
    public static Output of(OutputStream stream) {
        return new Output(new BufferedOutputStream(new UnclosedStream(stream), BUFFER), null);
    }

    /**
     * Opens what the user named.
     *
     * @param standardOutput for the name {@code -}, and for names of descriptor 1
     * @throws IOException if nothing can be written there; nothing is changed then. Names the file, as do those of the stream
     */
    public static Output open(String name, OutputStream standardOutput) throws IOException {
        if (name.equals("-")) {
            return of(standardOutput);
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of a file is empty");
        }
        Path path = Path.of(name);
        return open(path, Destination.of(path), standardOutput);
    }

    /** As {@link #open}, for a name that is not standard output. */
    public static Output file(Path path) throws IOException {
        return open(path.toString(), Descriptors.standardOutput());
    }

    /**
     * Opens a file of a cache, which several runs may write at once: the last one stays.
     *
     * @param path in a directory that exists
     */
    public static Output cached(Path path) throws IOException {
        BesideFile beside = BesideFile.unlocked(path.toAbsolutePath());
        return new Output(new BufferedOutputStream(beside.stream(), BUFFER), beside);
    }

    /** Writes a file whole, or leaves what was there. */
    public static void write(String name, OutputStream standardOutput, Content content) throws IOException {
        try (Output output = open(name, standardOutput)) {
            content.writeTo(output.stream());
            output.commit();
        }
    }

    /**
     * Takes a place as {@link #open} does, to find out whether it can be written; nothing is kept. Of a device or a pipe only
     * the permission is looked at: to open a pipe is to wait for its reader.
     *
     * @return holds the place until it is closed
     * @throws IOException as {@link #open}
     */
    public static Closeable trial(String name) throws IOException {
        Destination destination = name.equals("-") || name.isEmpty() ? null : Destination.of(Path.of(name));
        if (destination instanceof Destination.Opened opened && !Files.isWritable(opened.path())) {
            throw new FileSystemException(name, null, "permission denied");
        }
        return destination instanceof Destination.Replaced || name.isEmpty()
                ? open(name, OutputStream.nullOutputStream())
                : of(OutputStream.nullOutputStream());
    }

    /** Whether a name stands for a regular file, that is there or will be: what can have a journal beside it. */
    public static boolean isFile(String name) throws IOException {
        return !name.equals("-") && Destination.of(Path.of(name)) instanceof Destination.Replaced;
    }

    /** Whether a name stands for standard output. */
    public static boolean isStandard(String name) throws IOException {
        return name.equals("-")
                || Destination.of(Path.of(name)) instanceof Destination.Standard standard && standard.descriptor() == 1;
    }

    private static Output open(Path path, Destination destination, OutputStream standardOutput) throws IOException {
        if (destination instanceof Destination.Replaced replaced) {
            BesideFile beside = BesideFile.open(replaced.target(), path.toString());
            try {
                return new Output(packed(beside.stream(), path), beside);
            } catch (IOException e) {
                beside.discard();
                throw e;
            }
        }
        if (destination instanceof Destination.Standard standard) {
            return of(standard.descriptor() == 1 ? standardOutput : Descriptors.standardError());
        }
        if (destination instanceof Destination.Continued continued) {
            boolean appends = continued.position() == Descriptors.APPENDS;
            FileChannel channel =
                    channel(continued.path(), path, appends ? StandardOpenOption.APPEND : StandardOpenOption.WRITE);
            if (!appends) {
                channel.position(continued.position());
            }
            return new Output(packed(Channels.newOutputStream(channel), path), null);
        }
        Path opened = ((Destination.Opened) destination).path();
        return new Output(
                packed(Channels.newOutputStream(channel(opened, path, StandardOpenOption.WRITE)), path), null);
    }

    private static FileChannel channel(Path opened, Path named, OpenOption option) throws IOException {
        try {
            return FileChannel.open(opened, option);
        } catch (FileSystemException e) {
            throw new FileSystemException(
                    named.toString(), null, e.getReason() == null ? "permission denied" : e.getReason());
        }
    }

    private static OutputStream packed(OutputStream raw, Path path) throws IOException {
        OutputStream named = new NamedStreams.Output(raw, path.toString());
        return new BufferedOutputStream(
                path.toString().endsWith(".gz") ? new GZIPOutputStream(named, BUFFER) : named, BUFFER);
    }

    /** What is written here becomes the file by {@link #commit}, whether or not it is closed before. */
    public OutputStream stream() {
        return stream;
    }

    /** Puts the file into its place. Without this, {@link #close} throws away what was written. */
    public void commit() throws IOException {
        stream.close();
        if (beside != null) {
            beside.commit();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } finally {
            if (beside != null) {
                beside.discard();
            }
        }
    }
}
