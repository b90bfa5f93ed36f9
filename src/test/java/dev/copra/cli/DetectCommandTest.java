package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.mask.Rle;
import dev.copra.model.OnnxWriter;
import dev.copra.model.PixelStubs;
import dev.copra.model.WholeImageStubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copra detect}, and instance models under {@code copra mask}; on the scenes, with stand-ins for models. */
final class DetectCommandTest {
    private static final Path SCENES = Path.of("testdata/scenes");
    private static final String BOXES = SCENES.resolve("boxes.json").toString();
    private static final String IMAGES = SCENES.resolve("images").toString();
    private static final float[] WEIGHTS = {.5f, .3f, .2f};
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    /** Finds a cat and a car in every image. */
    private String model;

    @BeforeEach
    void writeModel() throws IOException {
        model = file("maskrcnn.onnx", WholeImageStubs.torchvision(WEIGHTS, 17, 3));
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }

    private Typed detect(String out, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "detect", "--model", model, "--images", IMAGES, "-o", path(out).toString()));
        args.addAll(List.of(more));
        return Typed.copra(args.toArray(String[]::new));
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private JsonNode detected(String out, String... more) throws IOException {
        Typed typed = detect(out, more);
        assertEquals(0, typed.code(), typed.err());
        return tree(path(out));
    }

    private static JsonNode tree(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    private static Rle mask(JsonNode record) {
        JsonNode segmentation = record.get("segmentation");
        JsonNode size = segmentation.get("size");
        return Rle.parse(
                size.get(0).asInt(),
                size.get(1).asInt(),
                segmentation.get("counts").asText());
    }

    private static List<Integer> ids(JsonNode records, String member) {
        List<Integer> ids = new ArrayList<>();
        records.forEach(record -> ids.add(record.get(member).asInt()));
        return ids;
    }

    @Test
    void withoutATruthImagesAreNumberedByTheirNames() throws IOException {
        JsonNode found = detected("results.json");
        List<String> names;
        try (Stream<Path> files = Files.list(Path.of(IMAGES))) {
            names = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        assertEquals(2 * names.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            JsonNode record = found.get(i);
            assertEquals(i / 2 + 1, record.get("image_id").asInt());
            assertEquals(names.get(i / 2), record.get("file_name").asText());
            // the better one first
            assertEquals(i % 2 == 0 ? 3 : 17, record.get("category_id").asInt());
            Rle mask = mask(record);
            double w = mask.width();
            double h = mask.height();
            float[] s = WholeImageStubs.SHARES[1 - i % 2];
            double[] box = {s[0] * w, s[1] * h, (s[2] - s[0]) * w, (s[3] - s[1]) * h};
            for (int k = 0; k < 4; k++) {
                assertEquals(box[k], record.get("bbox").get(k).asDouble(), 1e-3);
            }
            assertEquals(Math.PI / 4 * box[2] * box[3], mask.area(), .02 * box[2] * box[3] + 8);
        }
    }

    @Test
    void namesThatAreNumbersAreTheIds() throws IOException {
        Path images = Files.createDirectories(path("images/val"));
        Files.copy(SCENES.resolve("images/tiny.png"), images.resolve("000000000139.png"));
        Files.copy(SCENES.resolve("images/tiny.png"), images.resolve("17.PNG"));
        Files.writeString(images.resolve("notes.txt"), "no image");
        Typed typed = Typed.copra(
                "detect", "--model", model, "--images", path("images").toString());
        assertEquals(0, typed.code(), typed.err());
        assertEquals(List.of(139, 139, 17, 17), ids(JSON.readTree(typed.out()), "image_id"));
    }

    @Test
    void aTruthSaysWhichImagesAndWhichCategories() throws IOException {
        JsonNode truth = tree(Path.of(BOXES));
        JsonNode found = detected("results.json", "--truth", BOXES);
        List<Integer> expected = new ArrayList<>();
        for (int id : ids(truth.get("images"), "id")) {
            expected.add(id);
            expected.add(id);
        }
        assertEquals(expected, ids(found, "image_id"));
        assertFalse(found.get(0).has("file_name"));

        ObjectNode other = (ObjectNode) truth.deepCopy();
        ArrayNode categories = other.putArray("categories");
        categories.addObject().put("id", 7).put("name", "Cat");
        Path file = Files.write(path("other.json"), JSON.writeValueAsBytes(other));
        Typed typed = detect("cats.json", "--image-ids", file.toString(), "--json");
        assertEquals(0, typed.code(), typed.err());
        JsonNode cats = tree(path("cats.json"));
        assertEquals(truth.get("images").size(), cats.size());
        assertEquals(7, cats.get(0).get("category_id").asInt());
        assertEquals(
                cats.size(),
                JSON.readTree(typed.err()).get("unknown_categories").asInt());
    }

    @Test
    void categoriesThatNobodyKnowsAreAnError() throws IOException {
        // no names, and the truth has no id 7
        model = file("d-fine.onnx", WholeImageStubs.dFine(128, new float[] {.5f, .3f, .2f}, 3, 7));
        Typed typed = detect("none.json", "--truth", BOXES, "--limit", "2");
        assertEquals(1, typed.code(), typed.err());
        assertTrue(typed.err().contains("the category 7, of which nobody knows the name"), typed.err());
        assertEquals(0, tree(path("none.json")).size());
        // the same where a table says which they are, or names
        assertEquals(
                0,
                detect("some.json", "--truth", BOXES, "--limit", "2", "--category-map", "3:1,7:1")
                        .code());
        Typed other = detect("others.json", "--truth", BOXES, "--limit", "2", "--model-option", "classes=3:x,7:y");
        assertEquals(1, other.code(), "nothing is left: " + other.err());
    }

    /** What is detected, evaluated against itself; then its boxes turned to masks by the same model. */
    @Test
    void detectionsGoIntoEvalAndMask() throws IOException {
        String results = path("results.json").toString();
        JsonNode found = detected("results.json", "--truth", BOXES);
        ObjectNode truth = (ObjectNode) tree(Path.of(BOXES));
        ArrayNode annotations = truth.putArray("annotations");
        for (JsonNode record : found) {
            ObjectNode annotation = record.deepCopy();
            annotation
                    .put("id", annotations.size() + 1)
                    .put("area", mask(record).area())
                    .put("iscrowd", 0);
            annotations.add(annotation);
        }
        String truthFile = file("truth.json", JSON.writeValueAsBytes(truth));
        for (String type : List.of("bbox", "segm")) {
            Typed eval = Typed.copra("eval", truthFile, results, "--type", type, "--min-ap", ".999");
            assertEquals(0, eval.code(), eval.out() + eval.err());
        }
        Typed masked = Typed.copra(
                "mask",
                results,
                "--image-sizes",
                BOXES,
                "--images",
                IMAGES,
                "--model",
                model,
                "--only",
                "all",
                "-o",
                path("masks.json").toString());
        assertEquals(0, masked.code(), masked.err());
        JsonNode masks = tree(path("masks.json"));
        for (int i = 0; i < found.size(); i++) {
            Rle mask = mask(masks.get(i));
            assertTrue(mask(found.get(i)).iou(mask) > .99, "record " + i);
        }
    }

    @Test
    void threadsShardsAndResumingDoNotChangeTheResult() throws IOException {
        detected("whole.json", "--threads", "1");
        detected("many.json", "--threads", "4");
        assertArrayEquals(Files.readAllBytes(path("whole.json")), Files.readAllBytes(path("many.json")));
        JsonNode whole = tree(path("whole.json"));
        ArrayNode parts = JSON.createArrayNode();
        for (int shard = 1; shard <= 3; shard++) {
            parts.addAll((ArrayNode) detected("part.json", "--shard", shard + "/3"));
        }
        assertEquals(whole, parts);
        assertEquals(4, detected("two.json", "--limit", "2").size());

        // a journal of which the end is cut off, as a kill leaves it
        Typed broken = detect("resumed.json", "--fail-fast", "--max-pixels", "60000", "--threads", "1");
        assertEquals(1, broken.code(), broken.err());
        assertTrue(Files.size(path("resumed.json.journal")) > 0);
        assertFalse(Files.exists(path("resumed.json")));
        detected("resumed.json", "--resume");
        assertArrayEquals(Files.readAllBytes(path("whole.json")), Files.readAllBytes(path("resumed.json")));
        assertFalse(Files.exists(path("resumed.json.journal")));
        Files.writeString(path("resumed.json.journal"), "copra journal 1\nanother run\n");
        assertEquals(2, detect("resumed.json", "--resume").code());
    }

    @Test
    void scoresCountsAndMapsAreAsAsked() throws IOException {
        assertEquals(20, detected("one.json", "--max-per-image", "1").size());
        JsonNode boxes = detected("boxes.json", "--boxes-only", "--category-map", "3:300,17:1700");
        assertEquals(List.of(300, 1700), ids(boxes, "category_id").subList(0, 2));
        assertFalse(boxes.get(0).has("segmentation"));
        double least = boxes.get(0).get("score").asDouble();
        for (JsonNode record : detected("sure.json", "--min-score", Double.toString(least))) {
            assertTrue(record.get("score").asDouble() >= least);
        }
        assertEquals(
                List.of(5, 6),
                ids(
                        detected(
                                "named.json",
                                "--model-option",
                                "classes=3:a,17:b",
                                "--category-map",
                                "3:5,17:6",
                                "--limit",
                                "1"),
                        "category_id"));
        // names that COCO does not have leave the label
        assertEquals(
                List.of(3, 17),
                ids(detected("unnamed.json", "--model-option", "classes=3:a,17:b", "--limit", "1"), "category_id"));
    }

    @Test
    void yoloIsSuppressedUnlessItIsToldNotToBe() throws IOException {
        model = file("yolo.onnx", WholeImageStubs.yolo(128, WEIGHTS, 80, Map.of(), 15, 0));
        JsonNode found = detected("two.json", "--limit", "3");
        assertEquals(List.of(1, 17, 1, 17, 1, 17), ids(found, "category_id"));
        assertEquals(9, detected("three.json", "--limit", "3", "--nms", "1").size());
    }

    @Test
    void aBrokenImageCostsItsOwnDetections() throws IOException {
        Path images = Files.createDirectories(path("images"));
        Files.copy(SCENES.resolve("images/tiny.png"), images.resolve("1.png"));
        Files.writeString(images.resolve("2.png"), "no picture");
        Files.copy(SCENES.resolve("images/tiny.png"), images.resolve("3.png"));
        Typed typed = Typed.copra("detect", "--model", model, "--images", images.toString());
        assertEquals(1, typed.code(), typed.err());
        assertTrue(typed.err().contains("image 2: "), typed.err());
        assertEquals(List.of(1, 1, 3, 3), ids(JSON.readTree(typed.out()), "image_id"));
    }

    @Test
    void aModelThatAnswersNaNIsSaidSo() throws IOException {
        model = file("nan.onnx", WholeImageStubs.torchvision(new float[] {Float.NaN, 0, 0}, 17, 3));
        Typed typed = detect("none.json", "--limit", "2");
        assertEquals(1, typed.code());
        assertTrue(typed.err().contains("not finite: output scores"), typed.err());
        assertEquals(0, tree(path("none.json")).size());
    }

    @Test
    void wrongUseIsOneLine() throws IOException {
        model = file("saliency.onnx", PixelStubs.saliency(320, 0));
        assertRefused(detect("x.json"), "copra mask --model");
        model = file(
                "odd.onnx",
                new OnnxWriter()
                        .input("x", OnnxWriter.FLOAT, 1, 7)
                        .output("y", OnnxWriter.FLOAT, 1, 7)
                        .node("Identity", "x", "y")
                        .build("odd", 13));
        assertRefused(detect("x.json"), "y float [1, 7]");
        model = path("nowhere.onnx").toString();
        assertRefused(detect("x.json"), "nowhere.onnx");
        writeModel();
        assertRefused(detect("x.json", "--category-map", "3"), "LABEL:ID");
        assertRefused(detect("x.json", "--nms", "2"), "--nms");
        assertRefused(detect("x.json", "--truth", path("nowhere.json").toString()), "nowhere.json");
        assertRefused(Typed.copra("detect", "--images", IMAGES), "--model FILE");
        assertRefused(
                Typed.copra("detect", "--model", model, "--images", path("no").toString()), "no such directory");
    }

    private static void assertRefused(Typed typed, String part) {
        assertEquals(2, typed.code(), typed.err());
        assertEquals(1, typed.err().lines().count(), typed.err());
        assertTrue(typed.err().contains(part), typed.err());
    }

    /**
     * Two boxes on the model's cat, the better one a dog's; one on its car; one on nothing. The cat goes to the cat's box, the
     * dog gets the fallback.
     */
    @Test
    void boxesGetTheInstanceOfTheirCategoryFirst() throws IOException {
        Files.copy(SCENES.resolve("images/tiny.png"), path("tiny.png"));
        // 48 x 32: the cat at 12, 4 to 36, 16; the car at 24, 16 to 42, 32
        Path boxes = Files.writeString(path("boxes.json"), """
                {"images": [{"id": 1, "width": 48, "height": 32, "file_name": "tiny.png"}],
                 "categories": [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}],
                 "annotations": [
                  {"id": 1, "image_id": 1, "category_id": 2, "bbox": [12, 4, 24, 12]},
                  {"id": 2, "image_id": 1, "category_id": 1, "bbox": [14, 4, 24, 12]},
                  {"id": 3, "image_id": 1, "category_id": 2, "bbox": [25, 16, 18, 16]},
                  {"id": 4, "image_id": 1, "category_id": 2, "bbox": [1, 20, 10, 10]}]}
                """);
        Typed typed = Typed.copra(
                "mask",
                boxes.toString(),
                "--images",
                directory.toString(),
                "--model",
                model,
                "--fallback",
                "none",
                "--json",
                "-o",
                path("masks.json").toString());
        assertEquals(0, typed.code(), typed.err());
        JsonNode annotations = tree(path("masks.json")).get("annotations");
        assertFalse(annotations.get(0).has("segmentation"), "the cat's instance is not the dog's");
        assertEquals(Math.PI / 4 * 24 * 12, mask(annotations.get(1)).area(), 20);
        assertEquals(Math.PI / 4 * 18 * 16, mask(annotations.get(2)).area(), 20);
        assertFalse(annotations.get(3).has("segmentation"));
        assertTrue(typed.err().contains("\"no instance of the model's in the box\":2"), typed.err());
    }
}
