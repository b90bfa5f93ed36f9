package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copra mask --images} as it comes: with the network in the jar. */
final class LearnedMasksTest {
    private static final Path SCENES = Path.of("testdata/scenes");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    private Path mask(Path folder, String boxes, String name, String... more) {
        Path out = directory.resolve(name);
        List<String> args = new ArrayList<>(List.of(
                "mask",
                folder.resolve(boxes).toString(),
                "--images",
                folder.resolve("images").toString(),
                "--only",
                "all",
                "--scores",
                "-o",
                out.toString()));
        args.addAll(List.of(more));
        Typed done = Typed.copra(args.toArray(String[]::new));
        assertEquals(0, done.code(), done.err());
        return out;
    }

    private static JsonNode tree(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    @Test
    void itIsTheDefaultWithImagesAndTellsSo() {
        Path out = directory.resolve("out.json");
        Typed done = Typed.copra(
                "mask",
                SCENES.resolve("boxes.json").toString(),
                "--images",
                SCENES.resolve("images").toString(),
                "--limit",
                "1",
                "-o",
                out.toString());
        assertEquals(0, done.code(), done.err());
        assertTrue(done.err().contains("(learned)"), done.err());
    }

    @Test
    void theBytesDependNeitherOnThreadsNorOnShardsNorOnWhatIsSelected() throws IOException {
        Path one = mask(SCENES, "boxes.json", "one.json", "--threads", "1", "--limit", "9");
        Path many = mask(SCENES, "boxes.json", "many.json", "--threads", "7", "--limit", "9");
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(many));
        Set<JsonNode> whole = new HashSet<>();
        tree(one).get("annotations").forEach(whole::add);
        int shared = 0;
        for (int shard = 1; shard <= 2; shard++) {
            for (JsonNode annotation : tree(mask(SCENES, "boxes.json", "part.json", "--shard", shard + "/2"))
                    .get("annotations")) {
                shared += whole.contains(annotation) ? 1 : 0;
            }
        }
        assertEquals(whole.size(), shared);
        for (JsonNode annotation : tree(mask(SCENES, "boxes.json", "cats.json", "--category", "cat", "--limit", "9"))
                .get("annotations")) {
            if (annotation.has("score")) {
                assertTrue(whole.contains(annotation), annotation.toString());
            }
        }
    }

    /** The scenes are drawings, which the network has never seen, and often of thin things with holes. */
    @Test
    void drawingsAreMaskedFarBetterThanByEllipses() throws IOException {
        double learned = meanIou(SCENES.resolve("instances.json"), mask(SCENES, "boxes.json", "learned.json"));
        Path ellipses = directory.resolve("ellipses.json");
        Typed.copra(
                "mask",
                SCENES.resolve("boxes.json").toString(),
                "--strategy",
                "polygon",
                "--only",
                "all",
                "-o",
                ellipses.toString());
        double ellipse = meanIou(SCENES.resolve("instances.json"), ellipses);
        assertTrue(learned > ellipse + .1, "learned " + learned + ", ellipses " + ellipse);
    }

    @Test
    void photographsAreMaskedAsTheReadmeSays() throws IOException {
        String shared = System.getenv("COPRA_SHARED");
        Assumptions.assumeTrue(shared != null, "needs the photographs of COPRA_SHARED");
        Path photographs = Path.of(shared, "data", "coco-dev");
        Path masks = mask(photographs, "annotations.json", "masks.json", "--limit", "40");
        double mean = meanIou(only(tree(masks).get("images"), photographs.resolve("annotations.json")), masks);
        assertTrue(mean > .72, "mean IoU " + mean);
    }

    /** A document with the annotations of some images alone. */
    private Path only(JsonNode images, Path file) throws IOException {
        Set<JsonNode> ids = new HashSet<>();
        images.forEach(image -> ids.add(image.get("id")));
        ObjectNode document = (ObjectNode) tree(file);
        ArrayNode annotations = JSON.createArrayNode();
        for (JsonNode annotation : document.get("annotations")) {
            if (ids.contains(annotation.get("image_id"))) {
                annotations.add(annotation);
            }
        }
        document.set("annotations", annotations);
        Path out = directory.resolve("truth.json");
        Files.write(out, JSON.writeValueAsBytes(document));
        return out;
    }

    private double meanIou(Path truth, Path masks) throws IOException {
        Typed done = Typed.copra(
                "score",
                masks.toString(),
                truth.toString(),
                "--min-box-area",
                "576",
                "--min-mask-area",
                "50",
                "--json");
        assertFalse(done.out().isEmpty(), done.err());
        return JSON.readTree(done.out()).at("/all/mean_iou").asDouble(Double.NaN);
    }
}
