package dev.copra.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * A file that is written beside its place and moved there when it is whole. While it is written, its place is held by a
 * {@link PlaceLock}.
 */
final class BesideFile {
    private final PlaceLock lock;
    private final Path temporary;
    private final Path target;
    private final FileChannel channel;
    private final Thread cleaner = new Thread(this::remove);
    private boolean open = true;

    /** @param lock null if it may be written by several at once */
    private BesideFile(PlaceLock lock, Path temporary, Path target, FileChannel channel) {
        this.lock = lock;
        this.temporary = temporary;
        this.target = target;
        this.channel = channel;
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /**
     * Takes a place and opens an empty file beside it.
     *
     * @param target a regular file or nothing, in a directory that exists; no link
     * @param subject what messages name
     */
    static BesideFile open(Path target, String subject) throws IOException {
        Path directory = target.getParent();
        try {
            PlaceLock lock = PlaceLock.take(target, subject);
            try {
                FileChannel channel =
                        FileChannel.open(lock.temporary(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return new BesideFile(lock, lock.temporary(), target, channel);
            } catch (IOException e) {
                lock.release();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new FileSystemException(subject, null, "there is no directory " + directory);
        } catch (AccessDeniedException e) {
            throw new FileSystemException(subject, null, "the directory " + directory + " cannot be written to");
        } catch (FileSystemException e) {
            throw new FileSystemException(subject, null, e.getReason());
        }
    }

    /** As {@link #open}, without taking the place. */
    static BesideFile unlocked(Path target) throws IOException {
        Path temporary = Files.createTempFile(target.getParent(), ".copra-", ".tmp");
        return new BesideFile(null, temporary, target, FileChannel.open(temporary, StandardOpenOption.WRITE));
    }

    /** Writes to the file. Closing it leaves the channel open, which is still to be flushed to the disk. */
    OutputStream stream() {
        return new UnclosedStream(Channels.newOutputStream(channel));
    }

    /** Moves the file into its place. Whoever ends the process meanwhile finds the old file or the new one. */
    synchronized void commit() throws IOException {
        if (!open) {
            throw new FileSystemException(target.toString(), null, "the run was ended before the file was whole");
        }
        copyPermissions();
        // without this a machine that loses power could be left with an empty file in place of the old one
        channel.force(true);
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        end();
        removeCleaner();
    }

    /** Removes the file, unless it was committed. */
    void discard() {
        remove();
        removeCleaner();
    }

    private synchronized void remove() {
        if (open) {
            deleteQuietly(temporary);
            end();
        }
    }

    private void end() {
        open = false;
        try {
            channel.close();
        } catch (IOException e) {
            // all that was to be kept is on the disk already
            return;
        } finally {
            if (lock != null) {
                lock.release();
            }
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

    private void removeCleaner() {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // the machine is shutting down: the hook finds nothing to do
            return;
        }
    }

    static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // a file that cannot be deleted is not worth hiding the first error for
            return;
        }
    }
}
