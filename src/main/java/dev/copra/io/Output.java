package dev.copra.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.zip.GZIPOutputStream;

/**
 * Where a document goes. A file is written beside its place and moved there by {@link #commit}: whoever kills the run finds
 * the old file or none, never half of one. Devices and pipes are written to directly. A name that ends in {@code .gz} packs.
 */
public final class Output implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final OutputStream stream;
    private final Path temporary;
    private final Path target;
    private final Thread cleaner;

    private Output(OutputStream stream, Path temporary, Path target) {
        this.stream = stream;
        this.temporary = temporary;
        this.target = target;
        cleaner = temporary == null ? null : new Thread(() -> deleteQuietly(temporary));
        if (cleaner != null) {
            Runtime.getRuntime().addShutdownHook(cleaner);
        }
    }

    /** An output that is somebody else's to open and close, such as standard output. */
    public static Output of(OutputStream stream) {
        return new Output(new BufferedOutputStream(new Unclosable(stream), BUFFER), null, null);
    }

    /** @throws IOException if the file cannot be created; nothing is changed then. Names it, as do those of the stream */
    public static Output file(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "this is a directory, not a file");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return new Output(packed(Files.newOutputStream(path), path), null, null);
        }
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString());
        }
        Path target = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path temporary = target.resolveSibling(".copra-" + Long.toHexString(System.nanoTime()) + ".tmp");
        OutputStream raw = create(temporary, path);
        try {
            return new Output(packed(raw, path), temporary, target);
        } catch (IOException e) {
            raw.close();
            deleteQuietly(temporary);
            throw e;
        }
    }

    private static OutputStream create(Path temporary, Path path) throws IOException {
        try {
            return Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new FileSystemException(path.toString(), null, "there is no directory " + temporary.getParent());
        } catch (AccessDeniedException e) {
            throw new FileSystemException(
                    path.toString(), null, "the directory " + temporary.getParent() + " cannot be written to");
        } catch (FileSystemException e) {
            throw new FileSystemException(path.toString(), null, e.getReason());
        }
    }

    private static OutputStream packed(OutputStream raw, Path path) throws IOException {
        OutputStream named = new NamedStreams.Output(raw, path.toString());
        return new BufferedOutputStream(
                path.toString().endsWith(".gz") ? new GZIPOutputStream(named, BUFFER) : named, BUFFER);
    }

    public OutputStream stream() {
        return stream;
    }

    /** Puts the file into its place. Without this, {@link #close} throws away what was written. */
    public void commit() throws IOException {
        stream.close();
        if (temporary != null) {
            copyPermissions();
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void copyPermissions() throws IOException {
        if (Files.exists(target)) {
            var old = Files.getFileAttributeView(target, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (old != null) {
                Files.setPosixFilePermissions(temporary, old.readAttributes().permissions());
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } finally {
            if (temporary != null) {
                deleteQuietly(temporary);
                removeCleaner();
            }
        }
    }

    private void removeCleaner() {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // the machine is shutting down: the hook does its work
            return;
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // a file that cannot be deleted is not worth hiding the first error for
            return;
        }
    }

    /** Passes everything on but the closing. */
    private static final class Unclosable extends FilterOutputStream {
        Unclosable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
