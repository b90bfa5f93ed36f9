package dev.copra.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What hostile bytes are given to, each a way into Copra. A way is passed if Copra does its work or says in one line why
 * not; an exception of its own code, or a use of memory out of proportion, is a crash.
 *
 * <p>{@link AttackTest} tries the inputs that are kept in {@code src/test/resources/attack}. {@code mvn -Pfuzz} looks for
 * new ones with Jazzer, which calls {@link #fuzzerTestOneInput}.
 */
public enum Attack {
    /** The bytes are a COCO file, for commands that read all of it. */
    DOCUMENT {
        @Override
        void on(byte[] input) {
            for (String line : List.of(
                    "info -",
                    "validate - --fail-on never",
                    "fix - --unsafe",
                    "stats -",
                    "mask -",
                    "convert - --segmentation polygon",
                    "filter - --area 1.. --drop-empty")) {
                attempt(input, line);
            }
        }
    },
    /** The bytes are lines for {@code copra rle}. */
    RLE {
        @Override
        void on(byte[] input) {
            for (String line : List.of(
                    "rle encode", "rle decode", "rle area", "rle bounds", "rle trace", "rle union", "rle iou")) {
                attempt(input, line);
            }
        }
    },
    /** The first line is the path of a file below {@code testdata/formats}; the rest takes the place of its content. */
    FORMATS {
        @Override
        void on(byte[] input) {
            int end = 0;
            while (end < input.length && input[end] != '\n') {
                end++;
            }
            Path changed = SAMPLES.resolve(new String(input, 0, end, StandardCharsets.ISO_8859_1).replace('\0', '_'))
                    .normalize();
            if (!changed.startsWith(SAMPLES) || !Files.isRegularFile(changed) || end == input.length) {
                return;
            }
            Path sample = SAMPLES.relativize(changed).getName(0);
            try {
                byte[] before = Files.readAllBytes(changed);
                byte[] after = Arrays.copyOfRange(input, end + 1, input.length);
                Path copy = copies().resolve(sample);
                Path target = copy.resolve(SAMPLES.resolve(sample).relativize(changed));
                try {
                    Files.write(target, after);
                    attempt(new byte[0], "convert " + copy + " --to coco --images " + copy);
                    attempt(new byte[0], "convert " + target + " --to coco");
                } finally {
                    Files.write(target, before);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    /** The bytes are an ONNX file, of which the graph is read without ONNX Runtime. */
    NETWORK {
        @Override
        void on(byte[] input) {
            dev.copra.model.instance.NetworkBytes.read(input);
        }
    },
    /** The bytes are how a document is read, and the document, which several threads must read as one does. */
    READING {
        @Override
        void on(byte[] input) {
            dev.copra.coco.ReadingBytes.read(input);
        }
    },
    /** The bytes are a request to the server of {@code copra explore}. */
    SERVER {
        @Override
        void on(byte[] input) {
            dev.copra.serve.ServerBytes.send(input);
        }
    };

    private static final Path SAMPLES = Path.of("testdata/formats").toAbsolutePath();
    private static Path copies;

    /** Tries one input. @throws AssertionError if it shows a bug */
    abstract void on(byte[] input);

    /** What Jazzer calls; {@code -Dcopra.attack} names the way. */
    public static void fuzzerTestOneInput(byte[] input) {
        valueOf(System.getProperty("copra.attack").toUpperCase(Locale.ROOT)).on(input);
    }

    private static synchronized Path copies() throws IOException {
        if (copies == null) {
            copies = Files.createTempDirectory("attack");
            try (Stream<Path> files = Files.walk(SAMPLES)) {
                for (Path file : files.toList()) {
                    Path copy = copies.resolve(SAMPLES.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                        copy.toFile().deleteOnExit();
                    } else {
                        Files.copy(file, copy);
                        copy.toFile().deleteOnExit();
                    }
                }
            }
        }
        return copies;
    }

    private static void attempt(byte[] input, String line) {
        check(line, Typed.pipe(input, line.split(" ")));
    }

    /** Judges what a command line did. @throws AssertionError if that shows a bug */
    static void check(String line, Typed typed) {
        String last = typed.err().lines().reduce((a, b) -> b).orElse("");
        boolean said = typed.code() != 2 || last.startsWith("copra");
        // an IllegalArgumentException of the JDK's own, which the command line takes for a message of Copra's
        boolean foreign =
                typed.err().contains("For input string") || typed.err().contains("unknown failure");
        if (!said
                || foreign
                || typed.code() < 0
                || typed.code() > 2
                || typed.err().contains("bug in Copra")
                || typed.err().contains("out of memory")) {
            throw new AssertionError("copra " + line + "\nexit code " + typed.code() + "\n" + typed.err());
        }
    }
}
