package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code copra mask --images}: threads, shards, resuming, broken images; on the scenes of the test data. */
@Tag("slow")
final class MaskOverImagesTest {
    private static final Path SCENES = Path.of("testdata/scenes");
    private static final String BOXES = SCENES.resolve("boxes.json").toString();
    private static final String IMAGES = SCENES.resolve("images").toString();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    private String err;

    private int copra(String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = Main.run(
                OutputStream.nullOutputStream(),
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                InputStream.nullInputStream(),
                args);
        err = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    /** Runs the level set over the scenes. @return the output */
    private Path mask(String name, String... more) {
        Path out = directory.resolve(name);
        assertEquals(0, copra(arguments(BOXES, out, more)), err);
        return out;
    }

    private static String[] arguments(String input, Path out, String... more) {
        List<String> args = new ArrayList<>(
                List.of("mask", input, "--images", IMAGES, "--strategy", "level-set", "-o", out.toString()));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private static JsonNode tree(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    @Test
    void theResultDoesNotDependOnThreadsNorOnTheSelection() throws IOException {
        Path one = mask("one.json", "--threads", "1", "--scores", "--limit", "8");
        Path many = mask("many.json", "--threads", "5", "--scores", "--limit", "8");
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(many));
        assertFalse(Files.exists(directory.resolve("one.json.journal")));

        Path cats = mask("cats.json", "--category", "cat", "--scores", "--limit", "8");
        int masks = 0;
        for (int i = 0; i < tree(one).get("annotations").size(); i++) {
            JsonNode selected = tree(cats).get("annotations").get(i);
            if (selected.path("segmentation").isObject()) {
                assertEquals(tree(one).get("annotations").get(i), selected);
                masks++;
            }
        }
        assertTrue(masks > 0, "the scenes have cats");
    }

    @Test
    void shardsTogetherAreTheWhole() throws IOException {
        JsonNode whole = tree(mask("whole.json"));
        Set<JsonNode> images = new HashSet<>();
        Set<JsonNode> annotations = new HashSet<>();
        int count = 0;
        for (int shard = 1; shard <= 3; shard++) {
            JsonNode part = tree(mask("part.json", "--shard", shard + "/3"));
            part.get("images").forEach(images::add);
            part.get("annotations").forEach(annotations::add);
            count += part.get("annotations").size();
            assertEquals(whole.get("categories"), part.get("categories"));
        }
        assertEquals(whole.get("annotations").size(), count);
        assertEquals(setOf(whole.get("images")), images);
        assertEquals(setOf(whole.get("annotations")), annotations);
    }

    private static Set<JsonNode> setOf(JsonNode list) {
        Set<JsonNode> set = new HashSet<>();
        list.forEach(set::add);
        return set;
    }

    @Test
    void aLimitTakesTheFirstImages() throws IOException {
        JsonNode part = tree(mask("limited.json", "--limit", "2"));
        assertEquals(2, part.get("images").size());
    }

    /** Kills a real process in the middle, several times, and lets the next one go on. */
    @Test
    void aKilledRunContinuesAndEndsWithTheSameBytes() throws Exception {
        Path whole = mask("whole.json");
        Path out = directory.resolve("killed.json");
        Path journal = directory.resolve("killed.json.journal");
        String[] args = arguments(BOXES, out, "--resume", "--threads", "1");
        long seen = 0;
        for (int kill = 0; kill < 3; kill++) {
            Process process = start(args);
            while (process.isAlive() && size(journal) <= seen + 2000) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            process.destroyForcibly().waitFor();
            if (Files.exists(out)) {
                // this machine was too busy to kill it before it was done
                assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(out), "no half output");
                return;
            }
            assertTrue(size(journal) >= seen, "what was done is kept");
            seen = size(journal);
        }
        assertTrue(seen > 4000, "the kills came in the middle: " + seen);
        assertEquals(0, copra(args), err);
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(out));
        assertFalse(Files.exists(journal));
    }

    /** What could not be read before the kill is tried again, so that the end is as if it had never been broken. */
    @Test
    void anImageMendedMeanwhileIsReadByTheRunThatIsResumed() throws Exception {
        Path whole = mask("whole.json");
        Path images = Files.createDirectory(directory.resolve("images"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(IMAGES))) {
            for (Path file : files) {
                Files.copy(file, images.resolve(file.getFileName()));
            }
        }
        String first = tree(Path.of(BOXES)).at("/images/0/file_name").asText();
        Files.writeString(images.resolve(first), "rubbish");
        Path out = directory.resolve("repaired.json");
        List<String> args = new ArrayList<>(List.of(arguments(BOXES, out, "--resume", "--threads", "1")));
        args.set(args.indexOf(IMAGES), images.toString());
        Process process = start(args.toArray(String[]::new));
        while (process.isAlive() && size(directory.resolve("repaired.json.journal")) <= 3000) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        process.destroyForcibly().waitFor();
        Assumptions.assumeFalse(Files.exists(out), "this machine was too busy to kill the run before it was done");
        Files.copy(Path.of(IMAGES, first), images.resolve(first), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(0, copra(args.toArray(String[]::new)), err);
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(out));
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aJournalOfAnotherRunIsRefused() throws IOException {
        Path out = directory.resolve("out.json");
        Files.writeString(directory.resolve("out.json.journal"), "copra journal 1\nanother run\n");
        assertEquals(2, copra(arguments(BOXES, out, "--resume")));
        assertTrue(err.contains("out.json.journal"), err);
        assertFalse(Files.exists(out));
    }

    @Test
    void aMissingImageCostsItsAnnotationsTheFallback() throws IOException {
        ObjectNode document = (ObjectNode) tree(Path.of(BOXES));
        ObjectNode image = (ObjectNode) document.get("images").get(0);
        image.put("file_name", "nowhere.png");
        Path input = directory.resolve("input.json");
        Files.write(input, JSON.writeValueAsBytes(document));
        Path out = directory.resolve("out.json");
        assertEquals(1, copra(arguments(input.toString(), out, "--scores")), err);
        assertTrue(err.contains("nowhere.png"), err);
        JsonNode whole = tree(mask("whole.json", "--scores"));
        ArrayNode annotations = (ArrayNode) tree(out).get("annotations");
        for (int i = 0; i < annotations.size(); i++) {
            JsonNode annotation = annotations.get(i);
            if (annotation.get("image_id").equals(image.get("id"))) {
                assertTrue(annotation.get("segmentation").isObject(), "there is a mask all the same");
                assertEquals(0, annotation.path("score").asDouble(0));
            } else {
                assertEquals(whole.get("annotations").get(i), annotation);
            }
        }
    }

    /** An image that has no pixel by its record costs its own annotations their masks, and no others. */
    @Test
    void anImageWithoutASizeCostsItself() throws IOException {
        ObjectNode document = (ObjectNode) tree(Path.of(BOXES));
        ((ObjectNode) document.get("images").get(0)).put("width", 0);
        Path input = directory.resolve("input.json");
        Files.write(input, JSON.writeValueAsBytes(document));
        Path out = directory.resolve("out.json");
        assertEquals(1, copra(arguments(input.toString(), out)), err);
        assertTrue(err.contains("0 x 240 pixels in the document leave no room for masks"), err);
        int id = document.get("images").get(0).get("id").asInt();
        JsonNode whole = tree(mask("whole.json")).get("annotations");
        JsonNode masks = tree(out).get("annotations");
        for (int i = 0; i < masks.size(); i++) {
            if (masks.get(i).get("image_id").asInt() != id) {
                assertEquals(whole.get(i), masks.get(i));
            }
        }
    }

    @Test
    void anImageOfAnotherCaseIsFoundAndToldOf() throws IOException {
        ObjectNode document = (ObjectNode) tree(Path.of(BOXES));
        ObjectNode image = (ObjectNode) document.get("images").get(0);
        String name = image.get("file_name").asText();
        image.put("file_name", name.toUpperCase(Locale.ROOT));
        Path input = directory.resolve("input.json");
        Files.write(input, JSON.writeValueAsBytes(document));
        Path out = directory.resolve("out.json");
        assertEquals(0, copra(arguments(input.toString(), out)), err);
        assertTrue(err.contains("'" + name.toUpperCase(Locale.ROOT) + "' is " + name + " on disk"), err);
        assertEquals(tree(mask("whole.json")).get("annotations"), tree(out).get("annotations"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.5"})
    void aConfidenceIsAnIou(String least) {
        assertEquals(2, copra(arguments(BOXES, directory.resolve("out.json"), "--min-confidence", least)));
        assertTrue(err.contains("--min-confidence: "), err);
    }

    @Test
    void aConfidenceIsANumber() {
        assertEquals(2, copra(arguments(BOXES, directory.resolve("out.json"), "--min-confidence", "NaN")));
        assertTrue(err.contains("--min-confidence: 'NaN' is not a number"), err);
    }

    @Test
    void withoutImagesItSaysWhatToAdd() {
        assertEquals(2, copra("mask", BOXES, "--strategy", "level-set"));
        assertTrue(err.contains("--images DIR"), err);
        assertEquals(1, err.lines().count(), err);
    }
}
