package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copra mask --images} as it comes: with the network in the jar. */
@Tag("slow")
final class LearnedMasksTest {
    private static final Path SCENES = Path.of("testdata/scenes");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    private Path mask(Path folder, String boxes, String name, String... more) {
        return mask(folder, folder.resolve(boxes), name, more);
    }

    private Path mask(Path folder, Path boxes, String name, String... more) {
        Path out = directory.resolve(name);
        List<String> args = new ArrayList<>(List.of(
                "mask",
                boxes.toString(),
                "--images",
                folder.resolve("images").toString(),
                "--scores",
                "-o",
                out.toString()));
        args.addAll(List.of(more));
        if (!args.contains("--only")) {
            args.addAll(List.of("--only", "all"));
        }
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
        theBytesDependOnNothingElse(SCENES.resolve("boxes.json"));
        theBytesDependOnNothingElse(inexact(SCENES.resolve("boxes.json")));
    }

    private void theBytesDependOnNothingElse(Path boxes) throws IOException {
        Path one = mask(SCENES, boxes, "one.json", "--threads", "1", "--limit", "9");
        Path many = mask(SCENES, boxes, "many.json", "--threads", "7", "--limit", "9");
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(many));
        Set<JsonNode> whole = new HashSet<>();
        tree(one).get("annotations").forEach(whole::add);
        int shared = 0;
        for (int shard = 1; shard <= 2; shard++) {
            for (JsonNode annotation : tree(mask(SCENES, boxes, "part.json", "--shard", shard + "/2"))
                    .get("annotations")) {
                shared += whole.contains(annotation) ? 1 : 0;
            }
        }
        assertEquals(whole.size(), shared);
        for (JsonNode annotation : tree(mask(SCENES, boxes, "cats.json", "--category", "cat", "--limit", "9"))
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

    /** The test is skipped where they are not. */
    private static Path photographs() {
        String shared = System.getenv("COPRA_SHARED");
        Assumptions.assumeTrue(shared != null, "needs the photographs of COPRA_SHARED");
        return Path.of(shared, "data", "coco-dev");
    }

    @Test
    void photographsAreMaskedAsTheReadmeSays() throws IOException {
        Path photographs = photographs();
        Path masks = mask(photographs, "annotations.json", "masks.json", "--limit", "40");
        double mean = meanIou(only(tree(masks).get("images"), photographs.resolve("annotations.json")), masks);
        assertTrue(mean > .74, "mean IoU " + mean);
    }

    /** Each side moved by N(0, .06) of the box's extent. */
    private Path inexact(Path file) throws IOException {
        Random random = new Random(5);
        JsonNode document = tree(file);
        for (JsonNode annotation : document.get("annotations")) {
            JsonNode box = annotation.get("bbox");
            double width = box.get(2).asDouble();
            double height = box.get(3).asDouble();
            double left = box.get(0).asDouble() + .06 * width * random.nextGaussian();
            double top = box.get(1).asDouble() + .06 * height * random.nextGaussian();
            double right = box.get(0).asDouble() + width * (1 + .06 * random.nextGaussian());
            double bottom = box.get(1).asDouble() + height * (1 + .06 * random.nextGaussian());
            ArrayNode moved =
                    JSON.createArrayNode().add(left).add(top).add(right - left).add(bottom - top);
            ((ObjectNode) annotation).set("bbox", moved);
        }
        Path out = directory.resolve("inexact.json");
        Files.write(out, JSON.writeValueAsBytes(document));
        return out;
    }

    /** How many masks have a pixel that their boxes do not touch. */
    private static int beyond(Path masks) throws IOException {
        int beyond = 0;
        for (JsonNode annotation : tree(masks).get("annotations")) {
            JsonNode segmentation = annotation.path("segmentation");
            if (annotation.path("iscrowd").asInt() == 0 && segmentation.has("counts")) {
                JsonNode size = segmentation.get("size");
                Rle mask = Rle.parse(
                        size.get(0).asInt(),
                        size.get(1).asInt(),
                        segmentation.get("counts").asText());
                Box bounds = mask.bounds();
                JsonNode box = annotation.get("bbox");
                double right = box.get(0).asDouble() + box.get(2).asDouble();
                double bottom = box.get(1).asDouble() + box.get(3).asDouble();
                boolean within = bounds.x() >= Math.floor(box.get(0).asDouble())
                        && bounds.y() >= Math.floor(box.get(1).asDouble())
                        && bounds.right() <= Math.ceil(right)
                        && bounds.bottom() <= Math.ceil(bottom);
                beyond += mask.isEmpty() || within ? 0 : 1;
            }
        }
        return beyond;
    }

    @Test
    void masksLeaveInexactBoxesUnlessTheseAreToBeTrusted() throws IOException {
        Path boxes = inexact(SCENES.resolve("boxes.json"));
        assertTrue(beyond(mask(SCENES, boxes, "corrected.json")) > 0);
        assertEquals(0, beyond(mask(SCENES, boxes, "trusting.json", "--trust-boxes")));
    }

    @Test
    void theSummaryCountsTheMasksThatLeaveTheirBoxes() throws IOException {
        Path boxes = inexact(SCENES.resolve("boxes.json"));
        Path out = directory.resolve("counted.json");
        Typed done = Typed.copra(
                "mask",
                boxes.toString(),
                "--images",
                SCENES.resolve("images").toString(),
                "--only",
                "all",
                "--json",
                "-o",
                out.toString());
        // the rasterised box is at most a pixel smaller than what it touches
        int counted = JSON.readTree(done.err()).get("beyond_their_box").asInt();
        assertTrue(counted >= beyond(out) && beyond(out) > 0, counted + " counted, " + beyond(out) + " seen");
    }

    @Test
    void exactBoxesOfPhotographsAreTrusted() throws IOException {
        Path photographs = photographs();
        JsonNode asTheyCome = tree(mask(photographs, "annotations.json", "as-they-come.json", "--limit", "40"));
        JsonNode trusting =
                tree(mask(photographs, "annotations.json", "trusting.json", "--limit", "40", "--trust-boxes"));
        int differ = 0;
        int all = trusting.get("annotations").size();
        for (int i = 0; i < all; i++) {
            JsonNode mask = asTheyCome.get("annotations").get(i);
            differ += mask.equals(trusting.get("annotations").get(i)) ? 0 : 1;
        }
        assertTrue(differ < .1 * all, differ + " of " + all + " masks by corrected boxes");
    }

    @Test
    void photographsOfInexactBoxesAreMaskedBetterWhereTheseAreNotTrusted() throws IOException {
        Path photographs = photographs();
        Path boxes = inexact(photographs.resolve("annotations.json"));
        Path corrected = mask(photographs, boxes, "corrected.json", "--limit", "40");
        Path trusting = mask(photographs, boxes, "trusting.json", "--limit", "40", "--trust-boxes");
        Path truth = only(tree(corrected).get("images"), photographs.resolve("annotations.json"));
        double gain = meanIou(truth, corrected) - meanIou(truth, trusting);
        assertTrue(gain > .003, "gain of mean IoU " + gain);
    }

    /** Takes the masks from every second annotation, or from all. */
    private Path without(Path truth, boolean fromAll, String name) throws IOException {
        JsonNode document = tree(truth);
        int at = 0;
        for (JsonNode annotation : document.get("annotations")) {
            if (fromAll || at++ % 2 == 0) {
                ((ObjectNode) annotation).remove("segmentation");
            }
        }
        return Files.write(directory.resolve(name), JSON.writeValueAsBytes(document));
    }

    private Path finish(Path folder, Path file, String name) {
        return mask(folder, file, name, "--only", "missing", "--limit", "40");
    }

    /** Every second annotation of the first file that is no crowd, with its mask of the second. */
    private double meanIouOfEverySecond(Path truth, Path masks, String name) throws IOException {
        JsonNode document = tree(truth);
        ArrayNode annotations = JSON.createArrayNode();
        Set<JsonNode> images = new HashSet<>();
        tree(masks).get("images").forEach(image -> images.add(image.get("id")));
        int at = 0;
        for (JsonNode annotation : document.get("annotations")) {
            if (at++ % 2 == 0 && images.contains(annotation.get("image_id"))) {
                annotations.add(annotation);
            }
        }
        ((ObjectNode) document).set("annotations", annotations);
        return meanIou(Files.write(directory.resolve(name), JSON.writeValueAsBytes(document)), masks);
    }

    @Test
    void masksThatAreThereHelpTheOthersAndStay() throws IOException {
        Path photographs = photographs();
        Path truth = photographs.resolve("annotations.json");
        Path half = without(truth, false, "half.json");
        Path known = finish(photographs, half, "known.json");
        Path unknown = finish(photographs, without(truth, true, "none.json"), "unknown.json");
        Set<JsonNode> after = new HashSet<>();
        tree(known).get("annotations").forEach(after::add);
        Set<JsonNode> images = new HashSet<>();
        tree(known).get("images").forEach(image -> images.add(image.get("id")));
        for (JsonNode annotation : tree(half).get("annotations")) {
            if (annotation.has("segmentation") && images.contains(annotation.get("image_id"))) {
                assertTrue(after.contains(annotation), annotation.toString());
            }
        }
        double gain = meanIouOfEverySecond(truth, known, "truth-known.json")
                - meanIouOfEverySecond(truth, unknown, "truth-unknown.json");
        assertTrue(gain > .002, "gain of mean IoU " + gain);
    }

    @Test
    void otherStrategiesGetCorrectedBoxesOnRequest() throws IOException {
        Path boxes = inexact(SCENES.resolve("boxes.json"));
        String[] corrected = {"--strategy", "level-set", "--correct-boxes"};
        assertTrue(beyond(mask(SCENES, boxes, "corrected.json", corrected)) > 0);
        assertEquals(0, beyond(mask(SCENES, boxes, "trusting.json", "--strategy", "level-set")));
        assertArrayEquals(
                Files.readAllBytes(mask(SCENES, "boxes.json", "exact.json", "--strategy", "level-set")),
                Files.readAllBytes(mask(SCENES, "boxes.json", "exact-corrected.json", corrected)));
    }

    @Test
    void photographsOfInexactBoxesAreMaskedBetterByTheLevelSetWhereTheyAreCorrected() throws IOException {
        Path photographs = photographs();
        Path boxes = inexact(photographs.resolve("annotations.json"));
        String[] options = {"--limit", "40", "--strategy", "level-set", "--correct-boxes"};
        Path corrected = mask(photographs, boxes, "corrected.json", options);
        Path trusting = mask(photographs, boxes, "trusting.json", "--limit", "40", "--strategy", "level-set");
        Path truth = only(tree(corrected).get("images"), photographs.resolve("annotations.json"));
        double gain = meanIou(truth, corrected) - meanIou(truth, trusting);
        assertTrue(gain > .005, "gain of mean IoU " + gain);
    }

    @Test
    void correctionIsRefusedWhereItIsDoneOrImpossible() {
        Typed learned = Typed.copra("mask", "boxes.json", "--images", "images", "--correct-boxes");
        assertEquals(2, learned.code());
        assertTrue(learned.err().contains("corrects boxes as it comes"), learned.err());
        Typed fill = Typed.copra("mask", "boxes.json", "--strategy", "fill", "--correct-boxes");
        assertEquals(2, fill.code());
        assertTrue(fill.err().contains("looks at no image"), fill.err());
    }

    @Test
    void trustIsAMatterOfThisStrategy() {
        Typed done = Typed.copra("mask", "boxes.json", "--strategy", "fill", "--trust-boxes");
        assertEquals(2, done.code());
        assertTrue(done.err().contains("--trust-boxes belongs to --strategy learned"), done.err());
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
                truth.toString(),
                masks.toString(),
                "--min-box-area",
                "576",
                "--min-mask-area",
                "50",
                "--json");
        assertFalse(done.out().isEmpty(), done.err());
        return JSON.readTree(done.out()).at("/all/mean_iou").asDouble(Double.NaN);
    }
}
