package dev.copra.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Ledger;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Format;
import dev.copra.format.contract.Overlap;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.image.LabelPng;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any number of threads writes the same files and tells the same problems and losses, in the same order. */
class ConversionThreadsTest {
    @TempDir
    Path folder;

    static Stream<String> written() {
        return Formats.all().stream().filter(Format::isWritten).map(Format::name);
    }

    /**
     * What a conversion did.
     *
     * @param files by name, byte for byte
     */
    private record Outcome(Map<String, String> files, List<String> problems, String ledger, String tally) {}

    private Outcome convert(Path input, Format from, Format to, Path output, Path images, int threads)
            throws IOException {
        List<String> told = new ArrayList<>();
        Ledger ledger = new Ledger();
        SourceFindings findings = new SourceFindings(p -> told.add(p.where() + ": " + p.getMessage()));
        ReadOptions reading = new ReadOptions(images, null, List.of(), false, 1 << 20, findings, findings.ledger());
        WriteOptions writing = new WriteOptions(
                images,
                WriteOptions.Transfer.NONE,
                List.of(),
                null,
                Overlap.AREA,
                false,
                p -> told.add(p.where() + ": " + p.getMessage()),
                ledger);
        Conversion.Tally tally;
        try (DatasetSource source = from.open(input, reading)) {
            tally = new Conversion(source, findings, to, writing, threads)
                    .write(output.toString(), OutputStream.nullOutputStream(), false, Conversion.Condition.ALWAYS);
        }
        return new Outcome(contents(output), told, ledger.entries().toString(), tally.toString());
    }

    private static Map<String, String> contents(Path output) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        output.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    /** Many images, some of which are bad: names that are taken or lead out, no size, unknown categories, broken masks. */
    private Path document() throws IOException {
        StringBuilder images = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            String name = i % 17 == 11 ? "0000.png" : i % 23 == 7 ? "../out.png" : String.format("%04d.png", i);
            String size = i % 19 == 5 ? "" : ", \"width\": 40, \"height\": 30";
            images.append(i == 0 ? "" : ",\n")
                    .append("{\"id\": " + i + ", \"file_name\": \"" + name + "\"" + size + ", \"seen\": " + i + "}");
            for (int a = 0; a < i % 5; a++) {
                int id = 10 * i + a;
                int x = 3 + (7 * id) % 20;
                String ring = "[" + x + ", 2.5, " + (x + 9.25) + ", 4, " + (x + 5) + ", " + (9 + a) + "]";
                String mask = id % 29 == 3
                        ? "{\"size\": [30, 40], \"counts\": \"!!\"}"
                        : id % 7 == 1 ? "[" + ring + ", [1, 20, 6, 20, 6, 26.5]]" : "[" + ring + "]";
                annotations
                        .append(annotations.length() == 0 ? "" : ",\n")
                        .append("{\"id\": " + id + ", \"image_id\": " + i + ", \"category_id\": "
                                + (id % 37 == 20 ? 9 : 1 + a % 2) + ", \"segmentation\": " + mask
                                + ", \"area\": 30, \"iscrowd\": 0, \"score\": 0.5, \"note\": \"n" + id + "\"}");
            }
        }
        return Files.writeString(
                folder.resolve("in.json"),
                "{\"images\": [" + images + "], \"annotations\": [" + annotations + "], \"categories\": ["
                        + "{\"id\": 1, \"name\": \"cat\"}, {\"id\": 2, \"name\": \"dog\", \"keypoints\": [\"nose\"]}]}");
    }

    @ParameterizedTest
    @MethodSource("written")
    void thereAndBack(String name) throws IOException {
        Path document = document();
        Format coco = Formats.named("coco");
        Format format = Formats.named(name);
        Outcome one = convert(document, coco, format, Files.createDirectory(folder.resolve("one")), null, 1);
        assertNotEquals(List.of(), one.problems());
        for (int threads : new int[] {2, 5}) {
            Path output = Files.createDirectory(folder.resolve("several" + threads));
            assertEquals(one, convert(document, coco, format, output, null, threads));
        }
        // some images are missing, and here and there a file is damaged
        Path pictures = pictures();
        Path input = format instanceof FolderFormat ? folder.resolve("one") : first(folder.resolve("one"));
        if (format instanceof FolderFormat) {
            damage(input);
        }
        if (name.equals("coco-results")) {
            return;
        }
        Outcome back = convert(input, format, coco, Files.createDirectory(folder.resolve("back")), pictures, 1);
        for (int threads : new int[] {2, 5}) {
            Path output = Files.createDirectory(folder.resolve("back" + threads));
            assertEquals(back, convert(input, format, coco, output, pictures, threads));
        }
    }

    private Path pictures() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < 60; i++) {
            if (i % 19 != 6) {
                try (OutputStream out = Files.newOutputStream(pictures.resolve(String.format("%04d.png", i)))) {
                    LabelPng.writeGrey(out, 40, 30, new int[40 * 30], 8);
                }
            }
        }
        return pictures;
    }

    private static Path first(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    /** Cuts off some label files. */
    private static void damage(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> labels = files.filter(f -> f.getFileName().toString().matches("00[0-9][37]\\.(txt|xml|json)"))
                    .toList();
            for (Path file : labels) {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, Math.max(0, bytes.length - 9)));
            }
        }
    }
}
