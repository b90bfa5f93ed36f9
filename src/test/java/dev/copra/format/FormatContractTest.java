package dev.copra.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Format;
import dev.copra.format.contract.Overlap;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.Splits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every format promises: through it and back, a data set differs in what the ledger says and in nothing else, and the ledger says
 * nothing that does not differ.
 */
class FormatContractTest {
    /** What the comparison field by field does not look at. */
    private static final Set<Loss> NOT_COMPARED = EnumSet.of(
            Loss.CATALOG,
            Loss.CATEGORY_ID,
            Loss.CATEGORY_MEMBERS,
            Loss.CATEGORY,
            Loss.FILE_NAME,
            Loss.HOLES,
            Loss.PARTS,
            Loss.OVERLAP,
            Loss.ORDER,
            Loss.CLIPPED,
            // images are there when it is read again
            Loss.SIZE,
            Loss.PRECISION);

    @TempDir
    Path folder;

    static Stream<Arguments> formatsAndSeeds() {
        return Formats.all().stream()
                .filter(Format::isWritten)
                .flatMap(format -> Stream.of(1, 2, 3, 4, 5).map(seed -> Arguments.of(format.name(), seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("formatsAndSeeds")
    void theLedgerSaysWhatDiffers(String name, int seed) throws IOException {
        Format format = Formats.named(name);
        OddDataset data = new OddDataset(seed, ONE_OWNER.contains(name));
        Path images = folder.resolve("pictures");
        data.writeImages(images);
        Ledger ledger = new Ledger();
        List<String> problems = new ArrayList<>();
        WriteOptions writing = new WriteOptions(
                images,
                WriteOptions.Transfer.COPY,
                List.of(),
                null,
                Overlap.AREA,
                false,
                p -> problems.add(text(p)),
                ledger);
        String output = folder.resolve("out") + "/";
        new Conversion(data, format, writing)
                .write(output, OutputStream.nullOutputStream(), false, Conversion.Condition.ALWAYS);

        Path list = folder.resolve("list.json");
        new Conversion(
                        data,
                        Formats.named("coco"),
                        new WriteOptions(
                                null,
                                WriteOptions.Transfer.NONE,
                                List.of(),
                                null,
                                Overlap.AREA,
                                false,
                                p -> {},
                                new Ledger()))
                .write(list.toString(), OutputStream.nullOutputStream(), false, Conversion.Condition.ALWAYS);
        Ledger readLedger = new Ledger();
        ReadOptions reading =
                new ReadOptions(images, list, List.of(), false, 1 << 20, p -> problems.add(text(p)), readLedger);
        try (DatasetSource back = open(format, folder.resolve("out"), reading)) {
            Map<String, OddDataset.Entry> entries = new LinkedHashMap<>();
            // each split of results comes with the images of all
            back.read((image, instances) -> {
                OddDataset.Entry before = entries.get(image.fileName());
                if (before == null || before.instances().isEmpty() && !instances.isEmpty()) {
                    entries.put(image.fileName(), new OddDataset.Entry(image, instances));
                } else {
                    assertEquals(List.of(), instances, image.fileName() + " comes twice");
                }
            });
            assertEquals(List.of(), problems);
            Differences differences = new Differences(data.catalog(), back.catalog());
            differences.compare(data.entries(), entries);
            assertEquals(counts(ledger), text(differences.counts()));
        }
    }

    /** A format recognises what it wrote itself. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("formatsAndSeeds")
    void whatIsWrittenIsRecognised(String name, int seed) throws IOException {
        Format format = Formats.named(name);
        OddDataset data = new OddDataset(seed, ONE_OWNER.contains(name));
        Path images = folder.resolve("pictures");
        data.writeImages(images);
        WriteOptions writing = new WriteOptions(
                images, WriteOptions.Transfer.COPY, List.of(), null, Overlap.AREA, false, p -> {}, new Ledger());
        new Conversion(data, format, writing)
                .write(
                        folder.resolve("out") + "/",
                        OutputStream.nullOutputStream(),
                        false,
                        Conversion.Condition.ALWAYS);
        Path written =
                format instanceof FileFormat ? files(folder.resolve("out")).get(0) : folder.resolve("out");
        Format found = Formats.of(Probe.of(written));
        assertNotNull(found, name);
        assertTrue(found == format || AMBIGUOUS.contains(name), "taken for " + found.name());
    }

    /** Formats in which a pixel belongs to one instance. */
    private static final Set<String> ONE_OWNER = Set.of("mots", "coco-panoptic", "voc-segment", "cityscapes", "davis");

    /** Formats whose files look like those of another one; they are named by the user. */
    private static final Set<String> AMBIGUOUS = Set.of("yolo-obb");

    private static DatasetSource open(Format format, Path folder, ReadOptions options) throws IOException {
        if (format instanceof FolderFormat) {
            return format.open(folder, options);
        }
        List<Splits.Part> parts = new ArrayList<>();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            parts.add(new Splits.Part(name.substring(0, name.indexOf('.')), format.open(file, options)));
        }
        return new Splits(parts);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String text(AnnotationException problem) {
        return problem.where() + ": " + problem.getMessage();
    }

    private static String counts(Ledger ledger) {
        Map<Loss, Long> counts = new EnumMap<>(Loss.class);
        ledger.entries().forEach(e -> counts.put(e.loss(), e.count()));
        return text(counts);
    }

    private static String text(Map<Loss, Long> counts) {
        Map<Loss, Long> compared = new TreeMap<>(counts);
        compared.keySet().removeAll(NOT_COMPARED);
        return compared.toString();
    }
}
