package dev.copra.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
    @TempDir
    Path folder;

    private static final byte[] TEXT = "{\"images\": []}".getBytes(StandardCharsets.UTF_8);

    private static void write(Path path) throws IOException {
        try (Output output = Output.file(path)) {
            output.stream().write(TEXT);
            output.commit();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsCommittedIsThere() throws IOException {
        write(folder.resolve("out.json"));
        assertArrayEquals(TEXT, Files.readAllBytes(folder.resolve("out.json")));
        write(folder.resolve("out.json"));
        assertEquals(List.of("out.json"), names());
    }

    @Test
    void whatIsNotCommittedLeavesTheOldFile() throws IOException {
        Path out = Files.writeString(folder.resolve("out.json"), "old");
        try (Output output = Output.file(out)) {
            output.stream().write(new byte[1 << 20]);
            assertEquals(3, names().size(), "the old file, the new one and its lock");
        }
        assertEquals("old", Files.readString(out));
        try (Output output = Output.file(folder.resolve("new.json"))) {
            output.stream().write(TEXT);
        }
        assertEquals(List.of("out.json"), names());
    }

    @Test
    void aNameThatEndsInGzPacks() throws IOException {
        write(folder.resolve("out.json.gz"));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("out.json.gz")))) {
            assertArrayEquals(TEXT, in.readAllBytes());
        }
    }

    /** The temporary file's name must not be longer than the system allows where the output's own is not. */
    @Test
    void longNames() throws IOException {
        Path out = folder.resolve("o".repeat(250) + ".json");
        write(out);
        assertArrayEquals(TEXT, Files.readAllBytes(out));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissionsAreKept() throws IOException {
        Path out = Files.writeString(folder.resolve("out.json"), "old");
        for (String permissions : List.of("rw-rw-r--", "rw-------", "rwxr-x--x")) {
            Files.setPosixFilePermissions(out, PosixFilePermissions.fromString(permissions));
            write(out);
            assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
        }
        Path plain = Files.writeString(folder.resolve("plain"), "");
        write(folder.resolve("new.json"));
        assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(folder.resolve("new.json")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksAreFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path target = Files.writeString(elsewhere.resolve("target.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of("elsewhere", "target.json"));
        write(link);
        assertTrue(Files.isSymbolicLink(link));
        assertArrayEquals(TEXT, Files.readAllBytes(target));
        Files.delete(target);
        write(link);
        assertArrayEquals(TEXT, Files.readAllBytes(link));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void devicesAreWrittenTo() throws IOException {
        write(Path.of("/dev/null"));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    static boolean hasFullDevice() {
        return Files.exists(Path.of("/dev/full"));
    }

    @Test
    @EnabledIf("hasFullDevice")
    void writeErrorsNameTheOutput() {
        FileSystemException e = assertThrows(FileSystemException.class, () -> write(Path.of("/dev/full")));
        assertEquals("/dev/full: No space left on device", e.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void pipesAreWrittenTo() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo");
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readAllBytes(pipe);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        write(pipe);
        assertArrayEquals(TEXT, read.get());
        assertEquals(List.of("pipe"), names());
    }

    @Test
    void aDirectoryIsRefused() {
        FileSystemException e = assertThrows(FileSystemException.class, () -> Output.file(folder));
        assertEquals(folder + ": this is a directory, not a file", e.getMessage());
    }

    @Test
    void aMissingDirectoryIsNamed() {
        Path out = folder.resolve("no").resolve("out.json");
        FileSystemException e = assertThrows(FileSystemException.class, () -> Output.file(out));
        assertEquals(out + ": there is no directory " + folder.resolve("no"), e.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aReadOnlyDirectoryIsNamed() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeTrue(!Files.isWritable(closed), "this user may write anywhere");
        Path out = closed.resolve("out.json");
        FileSystemException e = assertThrows(FileSystemException.class, () -> Output.file(out));
        assertEquals(out + ": the directory " + closed + " cannot be written to", e.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aReadOnlyFileIsRefused() throws IOException {
        Path out = Files.writeString(folder.resolve("out.json"), "old");
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("r--r--r--"));
        assumeTrue(!Files.isWritable(out), "this user may write anywhere");
        assertThrows(FileSystemException.class, () -> Output.file(out));
        assertEquals("old", Files.readString(out));
    }

    @Test
    void anOutputOfOthersIsNotClosed() throws IOException {
        boolean[] closed = {false};
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        try (Output output = Output.of(out)) {
            output.stream().write(TEXT);
            output.commit();
        }
        assertArrayEquals(TEXT, out.toByteArray());
        assertFalse(closed[0]);
    }

    /** As the parts of a split, of which there may be more than files that a process may have open. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void filesThatAreNotHeldTakeNoDescriptors() throws IOException {
        try (OutputFolder output = OutputFolder.open(folder.resolve("many"), false)) {
            long before = descriptors();
            List<OutputStream> files = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                files.add(output.createUnheld(i + ".json"));
            }
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < files.size(); i++) {
                    files.get(i).write((i + " " + "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
                }
            }
            assertTrue(descriptors() < before + 50, descriptors() + " descriptors, before " + before);
            for (OutputStream file : files) {
                file.close();
            }
            assertThrows(FileAlreadyExistsException.class, () -> output.createUnheld("7.json"));
            output.commit();
        }
        for (int i = 0; i < 200; i++) {
            assertEquals(
                    (i + " " + "x".repeat(20_000)).repeat(3), Files.readString(folder.resolve("many/" + i + ".json")));
        }
    }

    /** A file that is opened anew for each write is whole when its folder is moved, though it is closed later. */
    @Test
    void filesThatAreClosedAfterTheirFolderAreWhole() throws IOException {
        Path late = folder.resolve("late");
        try (OutputFolder output = OutputFolder.open(late, false);
                OutputStream file = output.createUnheld("a.json")) {
            file.write("abc".getBytes(StandardCharsets.UTF_8));
            output.commit();
        }
        assertEquals("abc", Files.readString(late.resolve("a.json")));
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
