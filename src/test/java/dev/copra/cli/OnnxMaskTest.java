package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.mask.Rle;
import dev.copra.model.OnnxWriter;
import dev.copra.model.PromptStubs;
import dev.copra.model.PromptStubs.Pixel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code copra mask --model}, with stand-ins for promptable models whose answer is the ellipse in each box. */
@Tag("slow")
class OnnxMaskTest {
    private static final int HEIGHT = 192;
    private static final int WIDTH = 256;

    /** The left and the right half of the image. */
    private static final int[] LEFT = {200, 100, 50};

    private static final int[] RIGHT = {10, 60, 220};
    private static final float[] PADDING = {0, 0, 0};

    @TempDir
    private Path directory;

    private Path boxes;

    @BeforeEach
    void write() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < WIDTH; x++) {
            int[] colour = x < WIDTH / 2 ? LEFT : RIGHT;
            for (int y = 0; y < HEIGHT; y++) {
                image.setRGB(x, y, colour[0] << 16 | colour[1] << 8 | colour[2]);
            }
        }
        ImageIO.write(image, "png", directory.resolve("a.png").toFile());
        boxes = Files.writeString(directory.resolve("boxes.json"), """
                {"images": [{"id": 1, "width": 256, "height": 192, "file_name": "a.png"}],
                 "categories": [{"id": 1, "name": "plum"}],
                 "annotations": [
                  {"id": 1, "image_id": 1, "category_id": 1, "bbox": [50.3, 40.1, 100.4, 60.2]},
                  {"id": 2, "image_id": 1, "category_id": 1, "bbox": [160.6, 10.25, 80, 190]},
                  {"id": 3, "image_id": 1, "category_id": 1, "bbox": [400, 10, 80, 170]}]}
                """);
    }

    private Typed mask(String... more) {
        List<String> args = new ArrayList<>(
                List.of("mask", boxes.toString(), "--images", directory.toString(), "-o", out().toString()));
        args.addAll(Arrays.asList(more));
        return Typed.copra(args.toArray(String[]::new));
    }

    private Path out() {
        return directory.resolve("masks.json");
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }

    /** The pixels whose centres lie in the ellipse that touches a box's sides, cut off at the image. */
    private static Rle ellipse(double x, double y, double width, double height) {
        byte[] dense = new byte[HEIGHT * WIDTH];
        for (int i = 0; i < dense.length; i++) {
            double u = (i / HEIGHT + .5 - x) / width * 2 - 1;
            double v = (i % HEIGHT + .5 - y) / height * 2 - 1;
            dense[i] = (byte) (u * u + v * v < 1 ? 1 : 0);
        }
        return Rle.ofDense(dense, HEIGHT, WIDTH);
    }

    /** @param tolerance how many pixels of the border may differ */
    private void assertEllipses(int tolerance) throws IOException {
        JsonNode annotations =
                new JsonMapper().readTree(Files.readAllBytes(out())).get("annotations");
        for (int i = 0; i < 2; i++) {
            JsonNode annotation = annotations.get(i);
            JsonNode box = annotation.get("bbox");
            Rle expected = ellipse(
                    box.get(0).asDouble(),
                    box.get(1).asDouble(),
                    box.get(2).asDouble(),
                    box.get(3).asDouble());
            Rle mask = Rle.parse(
                    HEIGHT, WIDTH, annotation.get("segmentation").get("counts").asText());
            long wrong =
                    mask.difference(expected).area() + expected.difference(mask).area();
            assertTrue(wrong <= tolerance, "annotation " + i + " differs in " + wrong + " pixels");
            assertEquals(.75, annotation.get("score").asDouble());
        }
        assertEquals(0, annotations.get(2).get("area").asInt());
    }

    private static float[] imageNet(int... rgb) {
        return new float[] {(rgb[0] - 123.675f) / 58.395f, (rgb[1] - 116.28f) / 57.12f, (rgb[2] - 103.53f) / 57.375f};
    }

    private static float[] times(float factor, int... rgb) {
        return new float[] {factor * rgb[0], factor * rgb[1], factor * rgb[2]};
    }

    /** The corners of the image that fills rows 0 to 767 of SAM's input, and of the padding below. */
    private static final Pixel[] LONGEST = {
        new Pixel(0, 0, imageNet(LEFT)),
        new Pixel(767, 100, imageNet(LEFT)),
        new Pixel(0, 1023, imageNet(RIGHT)),
        new Pixel(767, 1023, imageNet(RIGHT)),
        new Pixel(768, 0, PADDING),
        new Pixel(1023, 1023, PADDING)
    };

    private static final Pixel[] STRETCHED = {
        new Pixel(0, 0, imageNet(LEFT)),
        new Pixel(1023, 0, imageNet(LEFT)),
        new Pixel(0, 1023, imageNet(RIGHT)),
        new Pixel(1023, 1023, imageNet(RIGHT))
    };

    private static final Pixel[] AS_IT_IS = {
        new Pixel(0, 0, times(1 / 255f, LEFT)),
        new Pixel(191, 0, times(1 / 255f, LEFT)),
        new Pixel(191, 255, times(1 / 255f, RIGHT))
    };

    private static final Pixel[] BYTES = {
        new Pixel(0, 0, times(1, LEFT)), new Pixel(767, 0, times(1, LEFT)), new Pixel(767, 1023, times(1, RIGHT))
    };

    /** The same in an input of 512 x 512. */
    private static final Pixel[] HALF = {
        new Pixel(0, 0, imageNet(LEFT)),
        new Pixel(383, 511, imageNet(RIGHT)),
        new Pixel(384, 0, PADDING),
        new Pixel(511, 511, PADDING)
    };

    private static byte[] samEncoder() {
        return encoder(1024, LONGEST);
    }

    private static byte[] encoder(int side, Pixel... pixels) {
        return PromptStubs.encoder(side, new Object[] {"embeddings", 256, 64}, pixels);
    }

    /** Stretched by nearest neighbours, so that the border between left and right is sharp. */
    private static byte[] medicalEncoder() {
        return PromptStubs.encoder(
                256,
                new Object[] {"image_embeddings", 256, 16},
                new Pixel(0, 0, imageNet(LEFT)),
                new Pixel(255, 127, imageNet(LEFT)),
                new Pixel(255, 128, imageNet(RIGHT)),
                new Pixel(255, 255, imageNet(RIGHT)));
    }

    private static float[] half(int... rgb) {
        return new float[] {rgb[0] / 127.5f - 1, rgb[1] / 127.5f - 1, rgb[2] / 127.5f - 1};
    }

    private static byte[] tracker(int side, int cells, float[] left, float[] right) {
        return PromptStubs.encoder(
                side,
                new Object[] {
                    "image_embeddings.0",
                    32,
                    4 * cells,
                    "image_embeddings.1",
                    64,
                    2 * cells,
                    "image_embeddings.2",
                    256,
                    cells
                },
                new Pixel(0, 0, left),
                new Pixel(side - 1, 0, left),
                new Pixel(0, side - 1, right),
                new Pixel(side - 1, side - 1, right));
    }

    /** The outputs in another order and under other names than those of the decoder's inputs. */
    private static byte[] sam2Encoder() {
        return PromptStubs.encoder(
                1024,
                new Object[] {"high_res_feats_0", 32, 256, "high_res_feats_1", 64, 128, "image_embed", 256, 64},
                STRETCHED);
    }

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of("SAM", PromptStubs.sam(1, null), samEncoder(), 1),
                Arguments.of("SAM, all tokens", PromptStubs.sam(4, null), samEncoder(), 1),
                Arguments.of("SAM, that says it takes several boxes", PromptStubs.sam(-1, 1, null), samEncoder(), 1),
                Arguments.of("SAM, samexporter", PromptStubs.sam(1, null), PromptStubs.encoderOfBytes(BYTES), 1),
                Arguments.of(
                        "HQ-SAM",
                        PromptStubs.sam(1, "interm_embeddings"),
                        PromptStubs.encoder(1024, new Object[] {"a", 256, 64, "b", 1, 64}, LONGEST),
                        1),
                // the map of 256 x 256 is interpolated, which bends the ellipse a little
                Arguments.of("SAM 2, small masks", PromptStubs.sam2Small(), sam2Encoder(), 6),
                Arguments.of("SAM 2, sized masks", PromptStubs.sam2Sized(), sam2Encoder(), 1),
                Arguments.of("SAM 2, Microsoft", PromptStubs.sam2Microsoft(), sam2Encoder(), 1),
                Arguments.of("EfficientViT-SAM", PromptStubs.efficientVit(), encoder(512, HALF), 6),
                Arguments.of("EfficientViT-SAM XL", PromptStubs.efficientVit(), samEncoder(), 6),
                Arguments.of("NanoSAM", PromptStubs.nano(), samEncoder(), 6),
                Arguments.of("NanoSAM, samexporter", PromptStubs.nano(), PromptStubs.encoderOfBytes(BYTES), 6),
                Arguments.of("SAM-Med2D", PromptStubs.medical(1), medicalEncoder(), 1),
                Arguments.of("SAM-Med2D, any batch", PromptStubs.medical(-1), medicalEncoder(), 1),
                Arguments.of("SAM-Med2D, a batch of three", PromptStubs.medical(3), medicalEncoder(), 1),
                Arguments.of(
                        "SAM 2.1, Transformers.js",
                        PromptStubs.tracker(1024, 64),
                        tracker(1024, 64, imageNet(LEFT), imageNet(RIGHT)),
                        6),
                Arguments.of(
                        "SAM 3's tracker, Transformers.js",
                        PromptStubs.tracker(1008, 72),
                        tracker(1008, 72, half(LEFT), half(RIGHT)),
                        6),
                Arguments.of("EfficientSAM", PromptStubs.efficient(AS_IT_IS), null, 1),
                Arguments.of(
                        "EfficientSAM, split",
                        PromptStubs.efficientDecoder(),
                        PromptStubs.encoder(-1, new Object[] {"image_embeddings", 256, 64}, AS_IT_IS),
                        1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void everyFamilyAnswersTheEllipse(String name, byte[] decoder, byte[] encoder, int tolerance) throws IOException {
        List<String> args = new ArrayList<>(List.of("--scores", "--model", file("model.onnx", decoder)));
        if (encoder != null) {
            args.addAll(List.of("--encoder", file("encoder.onnx", encoder)));
        }
        Typed typed = mask(args.toArray(String[]::new));
        assertEquals(0, typed.code(), typed.err());
        assertTrue(typed.err().contains("3 masks made (onnx) on 1 image"), typed.err());
        assertTrue(typed.err().contains("1 by the fallback: box outside the image"), typed.err());
        assertEllipses(tolerance);
    }

    private Typed samMask(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "--scores",
                "--model",
                file("decoder.onnx", PromptStubs.sam(1, null)),
                "--encoder",
                file("encoder.onnx", samEncoder())));
        args.addAll(Arrays.asList(more));
        return mask(args.toArray(String[]::new));
    }

    /** Both boxes in the image have the fallback, and the exit code says that something is wrong. */
    private void assertBlind(Typed typed) throws IOException {
        assertEquals(1, typed.code(), typed.err());
        assertTrue(typed.err().contains("2 by the fallback: a mask without a pixel"), typed.err());
        assertTrue(typed.err().contains("no mask of onnx has a pixel"), typed.err());
        JsonNode annotation = new JsonMapper()
                .readTree(Files.readAllBytes(out()))
                .get("annotations")
                .get(0);
        assertEquals(0, annotation.get("score").asDouble());
        double ellipse = Math.PI / 4 * 100.4 * 60.2;
        assertEquals(ellipse, annotation.get("area").asDouble(), ellipse * .02);
    }

    /** What the encoder is not given as it wants, it answers by an embedding of which the decoder makes nothing. */
    @ParameterizedTest
    @CsvSource({"channels=bgr", "'mean=0,0,0'", "size=stretch:1024x1024", "scale=1/255", "'pad=0,0,0'"})
    void everySettingReachesTheEncoder(String setting) throws IOException {
        Typed typed = samMask("--model-option", setting);
        assertBlind(typed);
    }

    @Test
    void theThresholdIsAProbability() throws IOException {
        assertEquals(0, samMask("--model-option", "threshold=0.6").code());
        JsonNode annotation = new JsonMapper()
                .readTree(Files.readAllBytes(out()))
                .get("annotations")
                .get(0);
        // 1 - r^2 > ln(.6 / .4): an ellipse smaller by sqrt(1 - ln 1.5) along each axis
        double expected = Math.PI / 4 * 100.4 * 60.2 * (1 - Math.log(1.5));
        assertEquals(expected, annotation.get("area").asDouble(), expected * .01);
    }

    @Test
    void theOutputCanBeStated() throws IOException {
        String model = file("model.onnx", PromptStubs.efficient(AS_IT_IS));
        assertEquals(
                0,
                mask("--model", model, "--scores", "--model-option", "output=output_masks")
                        .code());
        assertEllipses(1);
        Typed wrong = mask("--model", model, "--model-option", "output=mask");
        assertEquals(1, wrong.code(), wrong.err());
        assertTrue(wrong.err().contains("there is no output 'mask'; there are output_masks"), wrong.err());
    }

    @Test
    void settingsBesideTheModelCount() throws IOException {
        Files.writeString(directory.resolve("encoder.copra.json"), "{\"channels\": \"bgr\"}");
        assertBlind(samMask());
        Typed overridden = samMask("--model-option", "channels=rgb");
        assertTrue(overridden.err().contains("1 mask without a pixel"), overridden.err());
    }

    @Test
    void embeddingsAreKeptAndMended() throws IOException {
        Path kept = directory.resolve("kept");
        String[] options = {"--embeddings", kept.toString()};
        assertEquals(0, samMask(options).code());
        byte[] first = Files.readAllBytes(out());
        List<Path> files = files(kept);
        assertEquals(1, files.size());
        byte[] entry = Files.readAllBytes(files.get(0));
        assertTrue(entry.length > 256 * 64 * 64 * 4, entry.length + " bytes");

        // an embedding of ones in its place: the decoder sees it, so it was read
        byte[] other = samEntryOf(1);
        Files.write(files.get(0), other);
        assertBlind(samMask(options));

        Files.write(files.get(0), Arrays.copyOf(entry, entry.length - 7));
        Typed repaired = samMask(options);
        assertEquals(0, repaired.code(), repaired.err());
        assertTrue(repaired.err().contains("damaged"), repaired.err());
        assertArrayEquals(first, Files.readAllBytes(out()));
        assertArrayEquals(entry, Files.readAllBytes(files.get(0)));

        entry[entry.length / 2] ^= 1;
        Files.write(files.get(0), entry);
        assertTrue(samMask(options).err().contains("damaged"));
        assertEquals(1, files(kept).size());
    }

    /** What is kept of the image by an encoder that answers ones, in the file of the real one. */
    private byte[] samEntryOf(int value) throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        float[] off = imageNet(LEFT);
        off[0] += value;
        byte[] encoder = PromptStubs.encoder(1024, new Object[] {"embeddings", 256, 64}, new Pixel(0, 0, off));
        mask(
                "--model",
                file("decoder.onnx", PromptStubs.sam(1, null)),
                "--encoder",
                file("other.onnx", encoder),
                "--embeddings",
                elsewhere.toString());
        return Files.readAllBytes(files(elsewhere).get(0));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void nanIsCountedAndFallsBack() throws IOException {
        byte[] model = new OnnxWriter()
                .input("batched_images", OnnxWriter.FLOAT, 1, 3, -1, -1)
                .input("batched_point_coords", OnnxWriter.FLOAT, 1, 1, -1, 2)
                .input("batched_point_labels", OnnxWriter.FLOAT, 1, 1, -1)
                .output("output_masks", OnnxWriter.FLOAT, 1, 1, 3, -1, -1)
                .output("iou_predictions", OnnxWriter.FLOAT, 1, 1, 3)
                .scalar("zero", 0f)
                .list("a0", 0)
                .node("Mul", "batched_images,zero", "zeros")
                .node("Div", "zeros,zeros", "nan")
                .node("Unsqueeze", "nan,a0", "output_masks")
                .floats("iou", new long[] {1, 1, 3}, 0, 0, 0)
                .node("Identity", "iou", "iou_predictions")
                .build("nan", 13);
        Typed typed = mask("--model", file("nan.onnx", model), "--fallback", "box", "--scores");
        assertEquals(1, typed.code(), typed.err());
        assertTrue(typed.err().contains("2 by the fallback: the model's answer is not finite"), typed.err());
        assertTrue(typed.err().contains("annotation 1"), typed.err());
        JsonNode annotation = new JsonMapper()
                .readTree(Files.readAllBytes(out()))
                .get("annotations")
                .get(0);
        assertEquals(0, annotation.get("score").asDouble());
        assertEquals(101 * 60, annotation.get("area").asInt());
    }

    @Test
    void theLevelSetCorrectsAModel() throws IOException {
        Typed typed = samMask("--refine", "level-set");
        assertEquals(0, typed.code(), typed.err());
        JsonNode annotation = new JsonMapper()
                .readTree(Files.readAllBytes(out()))
                .get("annotations")
                .get(0);
        // the image shows nothing of the ellipse, so that it changes, but not much
        double plain = Math.PI / 4 * 100.4 * 60.2;
        assertEquals(plain, annotation.get("area").asDouble(), plain * .3);
        Files.delete(out());
        assertRefused(
                "--refine corrects what a trained model says", "--strategy", "level-set", "--refine", "level-set");
    }

    @Test
    void threadsDoNotMatter() throws IOException {
        assertEquals(0, samMask("--threads", "1").code());
        byte[] one = Files.readAllBytes(out());
        assertEquals(0, samMask("--threads", "3").code());
        assertArrayEquals(one, Files.readAllBytes(out()));
    }

    @Test
    void aRunIsResumedOnlyWithTheSameModel() throws IOException {
        Files.writeString(boxes, """
                {"images": [{"id": 1, "width": 256, "height": 192, "file_name": "a.png"},
                            {"id": 2, "width": 256, "height": 192, "file_name": "missing.png"}],
                 "categories": [{"id": 1, "name": "plum"}],
                 "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [50.3, 40.1, 100.4, 60.2]},
                                 {"id": 2, "image_id": 2, "category_id": 1, "bbox": [50.3, 40.1, 100.4, 60.2]}]}
                """);
        String[] options = {"--resume", "--fail-fast", "--threads", "1"};
        assertEquals(1, samMask(options).code());
        assertTrue(Files.exists(directory.resolve("masks.json.journal")));
        assertEquals(1, samMask(options).code());
        file("encoder.copra.json", "{}".getBytes(StandardCharsets.US_ASCII));
        Typed other = samMask(options);
        assertEquals(2, other.code());
        assertTrue(other.err().contains("with another input, other options"), other.err());
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() throws IOException {
        String decoder = file("decoder.onnx", PromptStubs.sam(1, null));
        String encoder = file("encoder.onnx", samEncoder());
        String single = file("single.onnx", PromptStubs.efficient());
        String hq = file("hq.onnx", PromptStubs.sam(1, "interm_embeddings"));
        assertRefused("which needs the file of its encoder; add --encoder FILE", "--model", decoder);
        assertRefused("give it as --encoder", "--model", encoder);
        assertRefused("so an encoder has no effect; leave --encoder out", "--model", single, "--encoder", encoder);
        assertRefused(
                "so there are no embeddings to keep; leave --embeddings out", "--model", single, "--embeddings", "x");
        assertRefused("the decoder needs interm_embeddings", "--model", hq, "--encoder", encoder);
        assertRefused("this encoder has no input for an image", "--model", decoder, "--encoder", hq);
        String medical = file("medical.onnx", PromptStubs.medical(1));
        assertRefused("of different models", "--model", medical, "--encoder", encoder);
        byte[] lite = PromptStubs.encoder(256, new Object[] {"image_embeddings", 256, 64});
        assertRefused("LiteMedSAM is recognised", "--model", decoder, "--encoder", file("lite.onnx", lite));
        assertRefused("there is no such file", "--model", decoder + "x");
        assertRefused("needs a model", "--strategy", "onnx");
        assertRefused("belongs to --strategy onnx", "--strategy", "level-set", "--model", decoder);
        assertRefused(
                "no model setting 'colour'", "--model", decoder, "--encoder", encoder, "--model-option", "colour=1");
        assertRefused("size 'big' is none", "--model", decoder, "--encoder", encoder, "--model-option", "size=big");
        assertRefused("there is no family 'sam9'", "--model", decoder, "--model-option", "family=sam9");
        file("decoder.copra.json", "{\"size\"".getBytes(StandardCharsets.US_ASCII));
        assertRefused("decoder.copra.json: this is not JSON", "--model", decoder, "--encoder", encoder);
    }

    @Test
    void anUnknownModelIsListed() throws IOException {
        byte[] model = new OnnxWriter()
                .input("text", OnnxWriter.INT64, 1, -1)
                .output("next", OnnxWriter.INT64, 1, -1)
                .node("Identity", "text", "next")
                .build("language", 13);
        String name = file("language.onnx", model);
        assertRefused("inputs  text int64 [1, ?]", "--model", name);
        Typed inspected = Typed.copra("model", "inspect", name);
        assertEquals(1, inspected.code());
        assertTrue(inspected.out().contains("no known family"), inspected.out());
        assertTrue(inspected.out().contains("next int64 [1, ?]"), inspected.out());
    }

    @Test
    void pointsWithoutBoxesAreRefused() throws IOException {
        byte[] model = new OnnxWriter()
                .input("image_positional_embeddings", OnnxWriter.FLOAT, 1, 256, 64, 64)
                .input("image_embeddings", OnnxWriter.FLOAT, 1, 256, 64, 64)
                .input("input_points", OnnxWriter.FLOAT, 1, -1, -1, 2)
                .input("input_labels", OnnxWriter.INT64, 1, -1, -1)
                .output("iou_scores", OnnxWriter.FLOAT, 1, -1, -1, 2)
                .node("Identity", "input_points", "iou_scores")
                .build("optimum", 13);
        assertRefused("takes points, but no boxes", "--model", file("optimum.onnx", model));
    }

    private void assertRefused(String what, String... options) {
        Typed typed = mask(options);
        assertEquals(2, typed.code(), typed.err());
        assertTrue(typed.err().contains(what), typed.err());
        assertEquals(1, typed.err().lines().count(), typed.err());
        assertFalse(Files.exists(out()));
    }

    @Test
    void inspectSaysWhatAModelIsTakenFor() throws IOException {
        String decoder = file("decoder.onnx", PromptStubs.sam2Microsoft());
        Typed text = Typed.copra("model", "inspect", decoder, "--model-option", "threshold=0.4");
        assertEquals(0, text.code(), text.err());
        assertTrue(text.out().contains("SAM 2, SAM 2.1: decoder"), text.out());
        assertTrue(text.out().contains("because     it has the inputs point_coords"), text.out());
        assertTrue(text.out().contains("original_image_size int32 [2]"), text.out());
        assertTrue(text.out().contains("threshold     0.4"), text.out());
        Typed json = Typed.copra("model", "inspect", decoder, "--json");
        JsonNode answer = new JsonMapper().readTree(json.out());
        assertEquals("sam2", answer.get("family").asText());
        assertEquals("stretch:1024x1024", answer.get("settings").get("size").asText());
        assertEquals("masks", answer.get("outputs").get(0).get("name").asText());
        // every setting that is shown is one that can be stated
        List<String> stated = new ArrayList<>(List.of("model", "inspect", decoder, "--json"));
        answer.get("settings")
                .properties()
                .forEach(e -> stated.addAll(List.of(
                        "--model-option", e.getKey() + "=" + e.getValue().asText())));
        JsonNode again = new JsonMapper()
                .readTree(Typed.copra(stated.toArray(String[]::new)).out());
        assertEquals(answer.get("settings"), again.get("settings"));
        assertEquals("option", again.get("sources").get("size").asText());
    }
}
