package dev.copra.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of stores: names mean themselves, what is written is there whole or not at all, folders are read in order. */
@Tag("spark")
final class StoreTest {
    @TempDir
    Path folder;

    private final Configuration configuration = new Configuration();

    @BeforeAll
    static void startSpark() {
        Programs.startSparkHere();
    }

    @BeforeEach
    void mount() {
        configuration.set("fs.copra-test.impl", TestStore.class.getName());
        configuration.setBoolean("fs.viewfs.impl.disable.cache", true);
        configuration.set("fs.viewfs.mounttable.copra.link./out", folder.toUri().toString());
    }

    private String name(String store, String file) {
        return store.equals("objects") ? TestStore.name(folder.resolve(file)) : "viewfs://copra/out/" + file;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects", "view"})
    void whatFailsLeavesWhatWasThere(String store) throws IOException {
        String name = name(store, "out.json");
        Store.write(name, configuration, out -> out.write("old".getBytes(StandardCharsets.US_ASCII)));
        assertThrows(
                IOException.class,
                () -> Store.write(name, configuration, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("it fails");
                }));
        assertEquals("old", Files.readString(folder.resolve("out.json")));
        assertEquals(List.of("out.json"), files());
        Store.write(name, configuration, out -> out.write("new".getBytes(StandardCharsets.US_ASCII)));
        assertEquals("new", Files.readString(folder.resolve("out.json")));
        assertEquals(List.of("out.json"), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects", "view"})
    void packedFilesAreReadToTheEnd(String store) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (String part : List.of("one", "two", "three")) {
            try (OutputStream out = new GZIPOutputStream(packed)) {
                out.write(part.getBytes(StandardCharsets.US_ASCII));
            }
        }
        Files.write(folder.resolve("in.json.gz"), packed.toByteArray());
        try (InputStream in =
                Store.input(name(store, "in.json.gz"), configuration).open()) {
            assertArrayEquals("onetwothree".getBytes(StandardCharsets.US_ASCII), in.readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects", "view"})
    void whatIsNotThereIsCalledAsItWasNamed(String store) {
        String name = name(store, "absent.json");
        IOException absent = assertThrows(
                FileNotFoundException.class,
                () -> Store.input(name, configuration).open());
        assertEquals(name, absent.getMessage());
    }

    @Test
    void jobsThatOnlyAnswerShareNoFolder() throws IOException {
        String input = name("view", "in.json");
        assertNotEquals(Store.ownFolder(input, configuration), Store.ownFolder(input, configuration));
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects", "view"})
    void aFolderThatIsNotThereIsToldAtOnce(String store) throws IOException {
        Store.requireFolder(name(store, ""), configuration);
        assertThrows(FileNotFoundException.class, () -> Store.requireFolder(name(store, "absent"), configuration));
    }

    /** Spark takes large files first, and file systems list them as they like. */
    @ParameterizedTest
    @ValueSource(strings = {"boxes.jsonl", "boxes.parquet", "a,[b] {c}?*.jsonl", "a,[b] {c}?*.parquet"})
    void filesOfAFolderFollowByName(String name) throws IOException {
        Path all = Files.createDirectory(folder.resolve(name));
        try (SparkSession session = JobOptions.session("test")) {
            long from = 0;
            for (int part = 0; part < 6; part++) {
                long to = from + part * 40 + 1;
                List<String> lines = LongStream.range(from, to)
                        .mapToObj(id -> "{\"id\":" + id + ",\"image_id\":" + id % 3 + "}")
                        .toList();
                Path file = all.resolve("part-" + part);
                if (name.endsWith("l")) {
                    Files.write(file, lines);
                } else {
                    parquet(session, lines, file.resolveSibling(file.getFileName() + ".parquet"));
                }
                from = to;
            }
            Files.writeString(all.resolve("_SUCCESS"), "");
            Records records = Records.rows(session, all + "/", Records.Format.of(all + "/"), RecordKey.Kind.ANNOTATION)
                    .records();
            assertEquals(from, records.count());
            List<scala.Tuple2<RecordKey, byte[]>> read = records.rdd().collect().stream()
                    .sorted(Comparator.comparingLong(record -> record._1().position()))
                    .toList();
            for (int i = 0; i < from; i++) {
                assertEquals(i, read.get(i)._1().position());
                String json = new String(read.get(i)._2(), StandardCharsets.UTF_8);
                assertEquals("{\"id\":" + i + ",\"image_id\":" + i % 3 + "}", json);
            }
        }
    }

    private void parquet(SparkSession session, List<String> lines, Path file) throws IOException {
        Path made = folder.resolve("made");
        session.read()
                .json(session.createDataset(lines, org.apache.spark.sql.Encoders.STRING()))
                .coalesce(1)
                .write()
                .mode("overwrite")
                .parquet(made.toString());
        try (Stream<Path> files = Files.list(made)) {
            Files.move(
                    files.filter(each -> each.getFileName().toString().startsWith("part-"))
                            .findFirst()
                            .orElseThrow(),
                    file);
        }
    }
}
