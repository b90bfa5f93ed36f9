package dev.copra.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A folder of files that a command writes. It is written beside its place and moved there as a whole by {@link #commit}, under a
 * {@link PlaceLock}. Its single files are not flushed to the disk one by one, for a data set has hundreds of thousands.
 *
 * <p>A name with slashes makes folders. No name leads out of the folder, and none is written twice. Any thread may write files.
 */
public final class OutputFolder implements Closeable {
    private static final int BUFFER = 1 << 14;
    private static final int UNHELD_BUFFER = 1 << 15;

    private final Path target;
    private final String subject;
    private final PlaceLock lock;
    private final Path temporary;
    private final Thread cleaner = new Thread(this::remove);
    /** Folders in it that are there, so that not every file asks. */
    private final Set<Path> made = ConcurrentHashMap.newKeySet();

    /** What may have to be written still when the folder is moved. */
    private final Queue<OutputStream> unheld = new ConcurrentLinkedQueue<>();

    private boolean open = true;

    private OutputFolder(Path target, String subject, PlaceLock lock) {
        this.target = target;
        this.subject = subject;
        this.lock = lock;
        this.temporary = lock.temporary();
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /**
     * Takes the place of a folder.
     *
     * @param overwrites whether a folder that has files is added to, and its files of the same names are replaced
     * @throws IOException if there is something that must stay, or nothing can be written there; names the folder
     */
    public static OutputFolder open(Path folder, boolean overwrites) throws IOException {
        String subject = folder.toString();
        if (subject.equals("-")) {
            throw new FileSystemException(
                    "standard output", null, "it cannot hold a folder; a folder of this name is ./-");
        }
        Path target = folder.toAbsolutePath().normalize();
        if (Destination.exists(target, folder)) {
            target = target.toRealPath();
            if (!Files.isDirectory(target)) {
                throw new FileSystemException(subject, null, "this is a file, and a folder is to be written");
            }
            if (!overwrites && !isEmpty(target)) {
                throw new FileSystemException(subject, null, "the folder is not empty");
            }
        } else if (Files.isSymbolicLink(target)) {
            throw new FileSystemException(subject, null, "this is a link that leads nowhere");
        }
        if (target.getParent() == null) {
            throw new FileSystemException(subject, null, "this is the root of all files");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new FileSystemException(subject, null, "there is no directory " + target.getParent());
        }
        PlaceLock lock;
        try {
            lock = PlaceLock.take(target, subject);
        } catch (FileSystemException e) {
            throw e.getReason() != null && subject.equals(e.getFile())
                    ? e
                    : new FileSystemException(
                            subject, null, "the directory " + target.getParent() + " cannot be written to");
        }
        try {
            Files.createDirectory(lock.temporary());
            return new OutputFolder(target, subject, lock);
        } catch (IOException e) {
            lock.release();
            throw e;
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory)) {
            return !files.iterator().hasNext();
        }
    }

    /**
     * Opens a new file.
     *
     * @param name relative, with slashes
     * @throws FileAlreadyExistsException if this folder has a file of that name already
     */
    public OutputStream create(String name) throws IOException {
        Path file = place(name);
        return new BufferedOutputStream(
                new NamedStreams.Output(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        subject + "/" + name),
                BUFFER);
    }

    /**
     * As {@link #create}, for many files at once: the file is open only while it is written to, so that there may be more of them
     * than a process may have open. What is written before {@link #commit} is in the folder, whether or not the file was closed; nothing
     * may be written later.
     */
    public OutputStream createUnheld(String name) throws IOException {
        Path file = place(name);
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                .close();
        OutputStream out = new BufferedOutputStream(
                new NamedStreams.Output(new Unheld(file), subject + "/" + name), UNHELD_BUFFER);
        unheld.add(out);
        return out;
    }

    /** Opens a file for each write, and appends to it. */
    private static final class Unheld extends OutputStream {
        private final Path file;

        Unheld(Path file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
                ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
        }
    }

    /** Writes a new file as a whole. @throws FileAlreadyExistsException if this folder has a file of that name already */
    public void write(String name, byte[] content) throws IOException {
        Path file = place(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            throw NamedStreams.named(e, subject + "/" + name);
        }
    }

    /** Copies a file into the folder. */
    public void copy(Path file, String name) throws IOException {
        Files.copy(file, place(name));
    }

    /** Puts a symbolic link to a file into the folder. */
    public void link(Path file, String name) throws IOException {
        Files.createSymbolicLink(place(name), file.toAbsolutePath().normalize());
    }

    private Path place(String name) throws IOException {
        Path file;
        try {
            file = temporary.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new FileSystemException(subject + "/" + name, null, "this is no name of a file");
        }
        if (!file.startsWith(temporary) || file.equals(temporary)) {
            throw new FileSystemException(subject + "/" + name, null, "this name leads out of the folder");
        }
        try {
            if (!made.contains(file.getParent())) {
                Files.createDirectories(file.getParent());
                made.add(file.getParent());
            }
        } catch (FileAlreadyExistsException e) {
            throw new FileSystemException(subject + "/" + name, null, "a part of this name is a file already");
        }
        return file;
    }

    /** Moves the folder into its place. */
    public synchronized void commit() throws IOException {
        if (!open) {
            throw new FileSystemException(subject, null, "the run was ended before the folder was whole");
        }
        for (OutputStream file : unheld) {
            file.flush();
        }
        if (!Files.exists(target)) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } else if (isEmpty(target)) {
            Files.delete(target);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            addToTarget();
        }
        end();
        removeCleaner();
    }

    /** Moves file by file, after it is known that each can be: a link in the folder must not lead a file out of it. */
    private void addToTarget() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(temporary, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = temporary.relativize(file);
                Path at = target;
                for (Path part : relative) {
                    at = at.resolve(part);
                    boolean last = at.equals(target.resolve(relative));
                    if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)
                            && (last
                                    ? Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)
                                    : !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS))) {
                        throw new FileSystemException(
                                at.toString(),
                                null,
                                last ? "this is a directory" : "this is no directory of this folder");
                    }
                }
                files.add(relative);
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path file : files) {
            Path to = target.resolve(file);
            Files.createDirectories(to.getParent());
            Files.move(
                    temporary.resolve(file), to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        deleteTree(temporary);
    }

    /** Removes what was written, unless it was committed. */
    @Override
    public void close() {
        remove();
        removeCleaner();
    }

    private synchronized void remove() {
        if (open) {
            deleteTree(temporary);
            end();
        }
    }

    private void end() {
        open = false;
        lock.release();
    }

    private void removeCleaner() {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // the machine is shutting down: the hook finds nothing to do
            return;
        }
    }

    /** Removes a file, or a folder with all that is in it; links are not followed. */
    static void deleteTree(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException problem) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // it is gone, as it should be
            return;
        } catch (IOException e) {
            // a folder that cannot be deleted is not worth hiding the first error for
            return;
        }
    }
}
