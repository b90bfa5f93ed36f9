package dev.copra.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The right to write a file, which one run has at a time: a hidden file beside it that is locked, and removed at the end. The
 * system releases the lock however a process ends, so the file may stay; it then names the temporary file that stayed, too,
 * and the next run for the same place removes both.
 */
final class PlaceLock {
    /** The files that this process writes: Unix's locks do not hold within a process. */
    private static final Set<Path> TAKEN = new HashSet<>();

    /** What a lock file has that is about to be removed: who opened it before must open it again. */
    private static final String GONE = "gone";

    private static final int LONGEST_NAME = 160;
    private static final int LONGEST_CONTENT = 1024;

    private final Path target;
    private final Path file;
    private final FileChannel channel;
    private final Path temporary;

    private PlaceLock(Path target, Path file, FileChannel channel, Path temporary) {
        this.target = target;
        this.file = file;
        this.channel = channel;
        this.temporary = temporary;
    }

    /** @throws FileSystemException if another run, or this one, writes the file already */
    static PlaceLock take(Path target, String subject) throws IOException {
        synchronized (TAKEN) {
            if (!TAKEN.add(target)) {
                throw new FileSystemException(subject, null, "this run writes to it already; name two different files");
            }
        }
        try {
            return lock(target, subject);
        } catch (IOException | RuntimeException e) {
            forget(target);
            throw e;
        }
    }

    private static PlaceLock lock(Path target, String subject) throws IOException {
        Path file = target.resolveSibling(".copra-" + name(target) + ".lock");
        while (true) {
            FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            try {
                if (!FileLocks.take(channel)) {
                    throw new FileSystemException(
                            subject,
                            null,
                            "another run" + owner(channel) + " is writing to it; wait until it has ended");
                }
                String content = read(channel);
                if (!content.equals(GONE)) {
                    sweep(target, content);
                    Path temporary = target.resolveSibling(
                            ".copra-" + name(target) + "." + Long.toHexString(System.nanoTime()) + ".tmp");
                    write(channel, ProcessHandle.current().pid() + " " + temporary.getFileName());
                    return new PlaceLock(target, file, channel, temporary);
                }
                channel.close();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    private static String name(Path target) {
        String name = target.getFileName().toString();
        return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                ? name
                : Integer.toHexString(name.hashCode()) + "-" + name.length();
    }

    /** Removes the temporary file or folder that a killed run has left. */
    private static void sweep(Path target, String content) {
        int space = content.indexOf(' ');
        String left = content.substring(space + 1);
        if (space > 0 && left.startsWith(".copra-") && left.endsWith(".tmp") && left.indexOf('/') < 0) {
            OutputFolder.deleteTree(target.resolveSibling(left));
        }
    }

    private static String owner(FileChannel channel) {
        try {
            String content = read(channel);
            int space = content.indexOf(' ');
            return space > 0 ? " (process " + content.substring(0, space) + ")" : "";
        } catch (IOException e) {
            // where a lock forbids reading, too
            return "";
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_CONTENT);
        int length = channel.read(buffer, 0);
        return length <= 0 ? "" : new String(buffer.array(), 0, length, StandardCharsets.UTF_8);
    }

    private static void write(FileChannel channel, String content) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** Where the file is to be written until it is whole. */
    Path temporary() {
        return temporary;
    }

    void release() {
        try (channel) {
            write(channel, GONE);
        } catch (IOException e) {
            // on a full disk, for example; the file goes all the same
            return;
        } finally {
            BesideFile.deleteQuietly(file);
            forget(target);
        }
    }

    private static void forget(Path target) {
        synchronized (TAKEN) {
            TAKEN.remove(target);
        }
    }
}
