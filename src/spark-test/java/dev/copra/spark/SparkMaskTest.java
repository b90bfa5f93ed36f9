package dev.copra.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks on Spark are those of the command line, byte for byte, whatever is in the file and wherever the images are. */
@Tag("spark")
final class SparkMaskTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path SCENES = Path.of("testdata/scenes");

    @TempDir
    Path folder;

    @BeforeAll
    static void startSpark() {
        Programs.startSparkHere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fill", "level-set", "learned"})
    void oneFileIsThatOfTheCommandLine(String strategy) throws IOException {
        assertSame(SCENES.resolve("boxes.json"), "--images", SCENES.resolve("images") + "", "--strategy", strategy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"level-set", "learned"})
    void photographsToo(String strategy) throws IOException {
        String shared = System.getenv("COPRA_SHARED");
        assumeTrue(shared != null, "COPRA_SHARED does not name the folder of the COCO development data");
        Path data = Path.of(shared, "data", "coco-dev");
        ObjectNode document =
                (ObjectNode) MAPPER.readTree(data.resolve("annotations.json").toFile());
        Set<String> chosen = new TreeSet<>();
        List<JsonNode> images = new ArrayList<>();
        for (JsonNode image : document.get("images")) {
            if (images.size() < 30) {
                images.add(image);
                chosen.add(image.get("id").asText());
            }
        }
        List<JsonNode> annotations = new ArrayList<>();
        for (JsonNode annotation : document.get("annotations")) {
            if (chosen.contains(annotation.get("image_id").asText())) {
                annotations.add(((ObjectNode) annotation).without("segmentation"));
            }
        }
        document.putArray("images").addAll(images);
        document.putArray("annotations").addAll(annotations);
        Path boxes = folder.resolve("boxes.json");
        MAPPER.writeValue(boxes.toFile(), document);
        assertSame(boxes, "--images", data.resolve("images") + "", "--strategy", strategy, "--scores");
    }

    @Test
    void whatIsBadStaysAndIsCounted() throws IOException {
        Path odd = folder.resolve("odd.json");
        Files.writeString(odd, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(odd()));
        Programs.Outcome[] both = assertSame(odd, "--images", SCENES.resolve("images") + "", "--strategy", "level-set");
        assertEquals(1, both[0].code());
        assertEquals(messages(both[0]), messages(both[1]));
    }

    /** A document with each kind of record that no mask can be made of. */
    private static ObjectNode odd() throws IOException {
        ObjectNode document =
                (ObjectNode) MAPPER.readTree(SCENES.resolve("boxes.json").toFile());
        ArrayNode annotations = (ArrayNode) document.get("annotations");
        ((ObjectNode) annotations.get(1)).putArray("bbox").add(1).add(2).add(3);
        ((ObjectNode) annotations.get(2)).put("image_id", 9999);
        ((ObjectNode) annotations.get(3)).remove("image_id");
        ((ArrayNode) document.get("images"))
                .addObject()
                .put("id", "139")
                .put("width", 40)
                .put("height", 30)
                .put("file_name", "absent.jpg");
        annotations
                .addObject()
                .put("id", 901)
                .put("image_id", "139")
                .putArray("bbox")
                .add(3)
                .add(3)
                .add(9)
                .add(9);
        annotations.add(17);
        return document;
    }

    private static Set<String> messages(Programs.Outcome outcome) {
        return outcome.err()
                .lines()
                .filter(line -> line.startsWith("copra: ") || line.matches("\\d.*"))
                .filter(line -> !line.contains("seconds an image") && !line.contains("left"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A file system of Hadoop's that leads to a folder here: as for all but the local one, images are fetched. */
    @Test
    void imagesAreFetchedFromOtherStores() throws IOException {
        Path boxes = SCENES.resolve("boxes.json");
        Path here = folder.resolve("here.json");
        Programs.here(arguments(boxes, here, "--images", SCENES.resolve("images") + "", "--strategy", "level-set"));
        String mounts = "spark.hadoop.fs.viewfs.mounttable.copra.link./";
        System.setProperty(mounts + "images", SCENES.resolve("images").toUri().toString());
        System.setProperty(mounts + "out", folder.toUri().toString());
        Programs.Outcome outcome = Programs.onSpark(
                "mask",
                boxes + "",
                "--images",
                "viewfs://copra/images",
                "--strategy",
                "level-set",
                "--single-file",
                "-o",
                "viewfs://copra/out/spark.json");
        assertEquals(0, outcome.code(), outcome.err());
        assertArrayEquals(Files.readAllBytes(here), Files.readAllBytes(folder.resolve("spark.json")));
    }

    @Test
    void linesAndParquetKeepAllRecordsInOrder() throws IOException {
        Path lines = folder.resolve("boxes.jsonl");
        JsonNode annotations =
                MAPPER.readTree(SCENES.resolve("boxes.json").toFile()).get("annotations");
        StringBuilder text = new StringBuilder();
        annotations.forEach(annotation -> text.append(annotation).append('\n'));
        Files.writeString(lines, text);
        String list = SCENES.resolve("boxes.json").toString();
        Path here = folder.resolve("here.jsonl");
        Programs.here("mask", lines + "", "--image-list", list, "--strategy", "fill", "-o", here + "");
        Path out = folder.resolve("out");
        Programs.Outcome outcome = Programs.onSpark(
                "mask", lines + "", "--image-list", list, "--strategy", "fill", "--tasks", "7", "-o", out + "");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(Files.readString(here), parts(out));
        Path parquet = folder.resolve("out.parquet");
        assertEquals(
                0,
                Programs.onSpark("mask", lines + "", "--image-list", list, "-o", parquet + "")
                        .code());
        Path file = folder.resolve("single.json");
        outcome = Programs.onSpark(
                "mask", parquet + "", "--image-list", list, "--single-file", "--only", "all", "-o", file + "");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode single = MAPPER.readTree(file.toFile());
        List<String> ids = new ArrayList<>();
        single.get("annotations")
                .forEach(annotation -> ids.add(annotation.get("id").asText()));
        List<String> expected = new ArrayList<>();
        annotations.forEach(annotation -> expected.add(annotation.get("id").asText()));
        assertEquals(expected, ids);
        assertEquals(MAPPER.readTree(Path.of(list).toFile()).get("images"), single.get("images"));
    }

    private static String parts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .sorted(Comparator.naturalOrder())
                    .toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    @Test
    void anOutputIsNotWrittenOver() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Programs.Outcome outcome = Programs.onSpark("mask", SCENES.resolve("boxes.json") + "", "-o", out + "");
        assertEquals(2, outcome.code());
        assertTrue(Files.isDirectory(out));
    }

    private Programs.Outcome[] assertSame(Path input, String... options) throws IOException {
        Path here = folder.resolve("here.json");
        Path spark = folder.resolve("spark.json");
        Programs.Outcome first = Programs.here(arguments(input, here, options));
        List<String> more = new ArrayList<>(List.of(arguments(input, spark, options)));
        more.addAll(List.of("--single-file", "--tasks", "5"));
        Programs.Outcome second = Programs.onSpark(more.toArray(String[]::new));
        assertTrue(Files.exists(spark), second.err());
        assertArrayEquals(Files.readAllBytes(here), Files.readAllBytes(spark));
        assertEquals(first.code(), second.code());
        assertFalse(Files.exists(folder.resolve("spark.json.work")));
        return new Programs.Outcome[] {first, second};
    }

    private static String[] arguments(Path input, Path output, String... options) {
        List<String> arguments = new ArrayList<>(List.of("mask", input.toString(), "-o", output.toString()));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }
}
