package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.mask.Rle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTrainingCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCENES = Path.of("testdata/scenes");
    private static final String IMAGES = SCENES.resolve("images").toString();

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void nameOutput() {
        out = folder.resolve("kit");
    }

    private Typed export(String... more) {
        String[] start = {
            "export-training",
            SCENES.resolve("instances.json").toString(),
            "--val",
            SCENES.resolve("instances.json").toString(),
            "--images",
            IMAGES,
            "-o",
            out.toString()
        };
        String[] all = java.util.Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return copra(all);
    }

    private static Map<String, Rle> masks(JsonNode document) {
        Map<String, Rle> masks = new HashMap<>();
        for (JsonNode annotation : document.get("annotations")) {
            JsonNode counts = annotation.at("/segmentation/counts");
            int height = annotation.at("/segmentation/size/0").asInt();
            int width = annotation.at("/segmentation/size/1").asInt();
            if (counts.isTextual()) {
                masks.put(annotation.get("id").asText(), Rle.parse(height, width, counts.asText()));
            } else {
                int[] runs = new int[counts.size()];
                for (int i = 0; i < runs.length; i++) {
                    runs[i] = counts.get(i).asInt();
                }
                masks.put(annotation.get("id").asText(), new Rle(height, width, runs));
            }
        }
        return masks;
    }

    /** Each mask is the same pixel for pixel, and each image is where its name leads from the split's folder. */
    @ParameterizedTest
    @ValueSource(strings = {"torchvision", "detectron2"})
    void writesCocoFilesWithTheirImages(String trainer) throws IOException {
        Typed done = export("--to", trainer);
        assertEquals(0, done.code(), done.err());
        Path same = folder.resolve("same.json");
        copra("convert", SCENES.resolve("instances.json").toString(), "--segmentation", "rle", "-o", same.toString());
        Map<String, Rle> wanted = masks(JSON.readTree(same.toFile()));
        for (String split : new String[] {"train", "val"}) {
            JsonNode document = JSON.readTree(out.resolve(split + ".json").toFile());
            assertEquals(wanted, masks(document));
            for (JsonNode image : document.get("images")) {
                assertTrue(Files.isRegularFile(out.resolve("images")
                        .resolve(split)
                        .resolve(image.get("file_name").asText())));
            }
        }
        assertTrue(done.err().contains("python3 " + out + "/train.py"), done.err());
    }

    /** torchvision's helpers take compressed counts for a list of numbers and fail. */
    @Test
    void writesCountsForTorchvision() throws IOException {
        export("--to", "torchvision");
        JsonNode document = JSON.readTree(out.resolve("train.json").toFile());
        document.get("annotations")
                .forEach(annotation ->
                        assertTrue(annotation.at("/segmentation/counts").isArray()));
    }

    @Test
    void writesYoloForUltralytics() throws IOException {
        Typed done = export("--to", "ultralytics");
        assertEquals(0, done.code(), done.err());
        String yaml = Files.readString(out.resolve("data.yaml"));
        assertTrue(yaml.contains("train: \"images/train\"") && yaml.contains("val: \"images/val\""), yaml);
        assertTrue(Files.isRegularFile(out.resolve("labels/train/cells.txt")));
        assertTrue(Files.isRegularFile(out.resolve("images/val/cells.png")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"torchvision", "detectron2", "ultralytics"})
    void writesTheScriptOfTheTrainer(String trainer) throws IOException {
        export("--to", trainer);
        String script = Files.readString(out.resolve("train.py"));
        assertTrue(
                script.contains("AdamW") && script.contains("1e-4") && script.contains("import " + imported(trainer)));
    }

    private static String imported(String trainer) {
        return trainer.equals("torchvision")
                ? "maskrcnn_resnet50_fpn"
                : trainer.equals("detectron2") ? "model_zoo" : "YOLO";
    }

    @Test
    void leavesOutWhatHasNoMask() throws IOException {
        Path mixed = folder.resolve("mixed.json");
        ImageIO.write(
                new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("a.png").toFile());
        Files.writeString(
                mixed,
                "{\"images\": [{\"id\": 1, \"file_name\": \"a.png\", \"width\": 20, \"height\": 20}], \"categories\":"
                        + " [{\"id\": 7, \"name\": \"part\"}], \"annotations\": [{\"id\": 1, \"image_id\": 1, \"category_id\": 7,"
                        + " \"bbox\": [1, 1, 5, 5], \"segmentation\": [[1, 1, 6, 1, 6, 6]]}, {\"id\": 2, \"image_id\": 1,"
                        + " \"category_id\": 7, \"bbox\": [8, 8, 5, 5]}]}");
        Typed done = copra(
                "export-training",
                mixed.toString(),
                "--images",
                folder.toString(),
                "--to",
                "torchvision",
                "-o",
                out.toString());
        assertEquals(0, done.code(), done.err());
        assertTrue(done.err().contains("1 instance left out, having no mask"), done.err());
        assertEquals(
                1,
                JSON.readTree(out.resolve("train.json").toFile())
                        .get("annotations")
                        .size());
    }

    @Test
    void refusesBoxesAlone() {
        Typed done = copra(
                "export-training",
                SCENES.resolve("boxes.json").toString(),
                "--images",
                IMAGES,
                "--to",
                "torchvision",
                "-o",
                out.toString());
        assertEquals(2, done.code());
        assertTrue(done.err().contains("none has a mask to train on"), done.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void standardOutputIsNoFolder() {
        Typed typed = copra(
                "export-training",
                SCENES.resolve("instances.json").toString(),
                "--images",
                IMAGES,
                "--to",
                "torchvision",
                "-o",
                "-");
        assertEquals(2, typed.code(), typed.err());
        assertFalse(Files.exists(Path.of("-")));
    }

    /** Without sizes, so that one has to be looked for; and with an annotation of no image. */
    private static final String BAD = """
            {"images": [{"id": 1, "file_name": "none.jpg"}], "categories": [{"id": 1, "name": "x"}], "annotations": [
            {"id": 1, "image_id": 9, "category_id": 1, "bbox": [1, 1, 2, 2]},
            {"id": 2, "image_id": 1, "category_id": 1, "bbox": [1, 1, 2, 2], "segmentation": [[1, 1, 5, 1, 5, 5]]}]}
            """;

    @Test
    void aProblemNamesItsFileAndNoOptionThatThereIsNot() throws Exception {
        Path train = Files.writeString(folder.resolve("train.json"), BAD);
        Path val = Files.writeString(folder.resolve("val.json"), BAD);
        Typed both = copra(
                "export-training",
                train.toString(),
                "--val",
                val.toString(),
                "--images",
                folder.toString(),
                "--to",
                "torchvision",
                "-o",
                folder.resolve("both").toString());
        for (Path file : List.of(train, val)) {
            assertTrue(
                    both.err().contains("copra: " + file + ": annotations[0] (id 1): there is no image"), both.err());
        }
        assertFalse(both.err().contains("the inputs"), both.err());
        assertFalse(both.err().contains("--image-list"), both.err());
    }
}
