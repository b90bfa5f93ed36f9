package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code mask} tells of a run, and which records a part of a run has. */
class MaskAnswersTest {
    private static final String IMAGES = "testdata/scenes/images";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    /** Annotations of every kind: with a box, with a mask alone, bad ones, crowds, of no image. */
    private Path document(long seed) throws IOException {
        Random random = new Random(seed);
        JsonNode scenes = JSON.readTree(Files.readAllBytes(Path.of("testdata/scenes/boxes.json")));
        StringBuilder images = new StringBuilder();
        List<Long> ids = new ArrayList<>();
        for (JsonNode image : scenes.get("images")) {
            images.append(images.isEmpty() ? "" : ",").append(image);
            ids.add(image.get("id").asLong());
        }
        String[] kinds = {
            "\"bbox\": [3, 4, 12, 11]",
            "\"segmentation\": [[1, 1, 9, 1, 9, 9]]",
            "\"segmentation\": [[1, 1, 9, 1, 9, 9]], \"bbox\": [1, 1, 8, 8]",
            "\"bbox\": [1, 2]",
            "\"bbox\": null",
            "\"bbox\": [2, 2, 9, 9], \"iscrowd\": 1"
        };
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            long image = random.nextInt(10) == 0 ? 999_999 : ids.get(random.nextInt(ids.size()));
            annotations
                    .append(i == 0 ? "" : ",\n")
                    .append("{\"id\": " + (i + 1) + ", \"category_id\": 1, \"image_id\": " + image + ", "
                            + kinds[random.nextInt(kinds.length)] + "}");
        }
        return Files.writeString(
                folder.resolve("in.json"),
                "{\"images\": [" + images + "], \"categories\": [{\"id\": 1, \"name\": \"cat\"}], \"annotations\": ["
                        + annotations + "]}");
    }

    private JsonNode masks(Path input, String... more) throws IOException {
        Path out = folder.resolve("out.json");
        List<String> args = new ArrayList<>(List.of(
                "mask", input.toString(), "--images", IMAGES, "--strategy", "chan-vese", "-q", "-o", out.toString()));
        args.addAll(List.of(more));
        Typed typed = copra(args.toArray(String[]::new));
        assertTrue(typed.code() <= 1, typed.err());
        return JSON.readTree(Files.readAllBytes(out));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theShardsTogetherAreTheWhole(long seed) throws IOException {
        Path input = document(seed);
        JsonNode whole = masks(input);
        TreeSet<String> expected = new TreeSet<>();
        whole.get("annotations").forEach(a -> expected.add(a.toString()));
        TreeSet<String> found = new TreeSet<>();
        int count = 0;
        for (int shard = 1; shard <= 3; shard++) {
            JsonNode part = masks(input, "--shard", shard + "/3");
            TreeSet<Long> images = new TreeSet<>();
            part.get("images").forEach(image -> images.add(image.get("id").asLong()));
            for (JsonNode annotation : part.get("annotations")) {
                long image = annotation.get("image_id").asLong();
                assertTrue(images.contains(image) || image == 999_999 && shard == 1, annotation.toString());
                found.add(annotation.toString());
                count++;
            }
        }
        assertEquals(expected, found);
        assertEquals(whole.get("annotations").size(), count, "none twice");
    }

    @Test
    void aLimitLeavesNoAnnotationWithoutItsImage() throws IOException {
        JsonNode part = masks(document(4), "--limit", "3");
        TreeSet<Long> images = new TreeSet<>();
        part.get("images").forEach(image -> images.add(image.get("id").asLong()));
        assertEquals(3, images.size());
        for (JsonNode annotation : part.get("annotations")) {
            long image = annotation.get("image_id").asLong();
            assertTrue(images.contains(image) || image == 999_999, annotation.toString());
        }
    }

    @Test
    void everyAnnotationIsAccountedFor() throws IOException {
        Path input = document(5);
        for (String[] more : new String[][] {{}, {"--images", IMAGES, "--strategy", "chan-vese"}}) {
            List<String> args = new ArrayList<>(List.of("mask", input.toString(), "--json", "-o", "/dev/null"));
            args.addAll(List.of(more));
            Typed typed = copra(args.toArray(String[]::new));
            JsonNode summary = JSON.readTree(typed.err());
            int kept = 0;
            for (JsonNode count : summary.get("kept_because")) {
                kept += count.asInt();
            }
            assertEquals(summary.get("kept").asInt(), kept);
            assertEquals(60, kept + summary.get("masks").asInt());
            assertTrue(summary.get("messages").size() > 0);
        }
    }

    @Test
    void aFolderWithoutTheImagesIsRefusedAtOnce() throws IOException {
        Path out = Files.writeString(folder.resolve("old.json"), "old");
        Path other = Files.createDirectory(folder.resolve("other"));
        String[] args = {
            "mask", "testdata/scenes/boxes.json", "--images", other.toString(), "-o", out.toString(),
        };
        Typed typed = copra(args);
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("of 19 images looked for, none was found here"), typed.err());
        assertEquals("old", Files.readString(out));
        assertFalse(Files.exists(folder.resolve("old.json.journal")));
        String[] asked = java.util.Arrays.copyOf(args, args.length + 2);
        asked[args.length] = "--fallback";
        asked[args.length + 1] = "box";
        assertEquals(1, copra(asked).code());
    }

    @Test
    void withoutImagesOneNoteSaysWhatTheMasksAre() {
        Typed typed = copra("mask", "testdata/scenes/boxes.json", "-o", "/dev/null");
        assertTrue(typed.err().contains("each mask is its box"), typed.err());
        for (String quiet : new String[] {"-q", "--strategy=fill"}) {
            assertFalse(copra("mask", "testdata/scenes/boxes.json", "-o", "/dev/null", quiet)
                    .err()
                    .contains("each mask is its box"));
        }
    }
}
