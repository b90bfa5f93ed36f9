package dev.copra.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.model.contract.BoxModel;
import dev.copra.model.contract.Prompt;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Patch;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Semantic and saliency models on the crop of a box, with {@link PixelStubs} that go by colour: the drawing is the answer. */
@Tag("slow")
final class CropModelsTest {
    private static final int HEIGHT = 100;
    private static final int WIDTH = 140;
    private static final Box BOX = new Box(40, 30, 60, 30);
    /** On the 0 to 255 scale, red, green, blue. */
    private static final int[] OBJECT = {240, 60, 30};

    private static final int[] GROUND = {40, 90, 200};

    @TempDir
    private Path directory;

    /** Red ellipses on blue ground: one in the box, a small one in its corner, one outside of it. */
    private static Planar<GrayU8> image() {
        Planar<GrayU8> image = new Planar<>(GrayU8.class, WIDTH, HEIGHT, 3);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean in = inObject(x, y) || Math.hypot(x - 96, y - 56) < 3 || Math.hypot(x - 120, y - 45) < 12;
                for (int c = 0; c < 3; c++) {
                    image.getBand(c).set(x, y, in ? OBJECT[c] : GROUND[c]);
                }
            }
        }
        return image;
    }

    private static boolean inObject(int x, int y) {
        return Math.hypot((x + .5 - 70) / 28, (y + .5 - 45) / 13) < 1;
    }

    private static Rle object() {
        byte[] pixels = new byte[HEIGHT * WIDTH];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (inObject(i / HEIGHT, i % HEIGHT) ? 1 : 0);
        }
        return Rle.ofDense(pixels, HEIGHT, WIDTH);
    }

    private Rle mask(byte[] model, String category, Map<String, String> settings) throws IOException, ModelException {
        MaskMap map = map(model, category, settings);
        return map == null ? null : map.above(.5, HEIGHT, WIDTH);
    }

    private MaskMap map(byte[] model, String category, Map<String, String> settings)
            throws IOException, ModelException {
        Path file = Files.write(directory.resolve("model.onnx"), model);
        try (BoxModel opened = (BoxModel) new ModelSpec(file, null, null, Session.Options.SINGLE, settings).open()) {
            assertTrue(opened.settings().bestThreshold());
            return opened.masks(image(), List.of(new Prompt(BOX, category))).get(0);
        }
    }

    private static void assertObject(Rle mask) {
        assertTrue(object().iou(mask) > .95, "IoU " + object().iou(mask) + ", bounds " + mask.bounds());
    }

    private static double normal(int channel, int value) {
        double[] mean = {123.675, 116.28, 103.53};
        double[] std = {58.395, 57.12, 57.375};
        return (value - mean[channel]) / std[channel];
    }

    /** Red less blue, less what lies in the middle between object and ground: 0 at the edge, by ImageNet's normalisation. */
    private static float bias() {
        double object = normal(0, OBJECT[0]) - normal(2, OBJECT[2]);
        double ground = normal(0, GROUND[0]) - normal(2, GROUND[2]);
        return (float) -((object + ground) / 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theClassOfTheCategoryIsTaken(boolean open) throws Exception {
        // a motorbike is red; a cat is blue, a person everything to a lesser degree than either
        byte[] model = PixelStubs.logits(
                open,
                "input",
                "out",
                21,
                new int[] {14, 8, 15},
                new float[][] {{1, 0, -1}, {-1, 0, 1}, {0, 0, 0}},
                new float[] {bias(), -bias(), -.2f});
        assertObject(mask(model, "motorcycle", Map.of()));
        Rle cat = mask(model, "Cat", Map.of());
        assertTrue(cat.area() > 500 && cat.intersectionArea(object()) < 30, "the ground is a cat: " + cat.area());
        assertEquals(0, mask(model, "person", Map.of()).area());
    }

    @Test
    void aCategoryThatTheModelDoesNotHaveIsWhatIsNotBackground() throws Exception {
        byte[] model = PixelStubs.logits(
                false, "input", "out", 21, new int[] {0, 5}, new float[][] {{-1, 0, 1}, {0, 0, 0}}, new float[] {
                    -bias(), 0
                });
        assertObject(mask(model, "giraffe", Map.of()));
        assertNull(mask(model, "giraffe", Map.of("classes", "0:wall,1:floor")));
    }

    @Test
    void namesStandInTheExportersConfiguration() throws Exception {
        byte[] model = PixelStubs.quarter(256, 19, 11, new float[] {1, 0, -1}, bias());
        Path config = directory.resolve("config.json");
        Files.writeString(config, "{\"id2label\": {\"0\": \"road, street\", \"11\": \"person\"}}");
        assertObject(mask(model, "person", Map.of()));
        assertNull(mask(model, "giraffe", Map.of()));
        // the file beside the model comes before it
        Files.writeString(directory.resolve("model.copra.json"), "{\"classes\": {\"11\": \"giraffe\"}}");
        assertObject(mask(model, "giraffe", Map.of()));
        Files.delete(directory.resolve("model.copra.json"));
        Files.writeString(config, "{\"id2label\": {\"0\": \"LABEL_0\", \"1\": \"LABEL_1\"}}");
        assertEquals(
                0,
                mask(model, "person", Map.of())
                        .intersection(object().complement())
                        .area(),
                60);
        Files.writeString(config, "[not JSON");
        assertObject(mask(model, null, Map.of()));
    }

    @Test
    void coarseScoresAreEnlargedBeforeTheyAreCompared() throws Exception {
        byte[] model = PixelStubs.quarter(256, 19, 11, new float[] {1, 0, -1}, bias());
        assertObject(mask(model, "person", Map.of("classes", "0:road,11:person")));
    }

    @Test
    void foregroundIsWhatStandsOut() throws Exception {
        assertObject(mask(PixelStubs.saliency(320, 0), "anything", Map.of()));
        assertObject(mask(PixelStubs.saliency(320, 0), null, Map.of()));
        Rle ground = mask(PixelStubs.saliency(320, 2), null, Map.of());
        assertTrue(ground.intersectionArea(object()) < 60, "blue is the ground");
    }

    @Test
    void aMapOfLabelsIsComparedWithTheCategorysLabel() throws Exception {
        assertObject(mask(PixelStubs.labels(0, 7), "car", Map.of()));
        assertEquals(0, mask(PixelStubs.labels(0, 7), "cat", Map.of()).area());
        assertObject(mask(PixelStubs.labels(0, 7), "giraffe", Map.of()));
    }

    /** From 0 to 1 and nothing else, the layout of each side by its own shape, with and without Sigmoid at the end. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void channelsMayStandLast(boolean sigmoid) throws Exception {
        assertObject(mask(PixelStubs.saliencyLast(256, sigmoid), null, Map.of()));
        MaskMap map = map(PixelStubs.saliencyLast(256, sigmoid), null, Map.of());
        // the logit of the object is 8 (240 - 30) / 255; both ends are stretched a little
        double object = 1 / (1 + Math.exp(-8 * 210 / 255.));
        double ground = 1 / (1 + Math.exp(8 * 160 / 255.));
        Patch patch = map.patch();
        assertEquals(1, patch.values()[patch.width() * 15 + 30], (1 - object) + ground);
        ModelException wrong = assertThrows(
                ModelException.class,
                () -> mask(PixelStubs.saliencyLast(256, true), null, Map.of("output-layout", "chw")));
        assertTrue(wrong.getMessage().contains("256 numbers a pixel"), wrong.getMessage());
    }

    @Test
    void isNetIsNoEncoderAndOnlyItsFirstOutputIsFetched() throws Exception {
        Path file = Files.write(directory.resolve("model.onnx"), PixelStubs.isNet());
        List<WatchedSession> watched = new ArrayList<>();
        ModelSpec spec = new ModelSpec(file, null, null, Session.Options.SINGLE, Map.of());
        try (BoxModel opened = (BoxModel) spec.open(note -> {}, session -> {
            watched.add(new WatchedSession(session));
            return watched.get(0);
        })) {
            MaskMap map = opened.masks(image(), List.of(new Prompt(BOX, null))).get(0);
            assertObject(map.above(.5, HEIGHT, WIDTH));
        }
        Trial.Part noted = watched.get(0).noted();
        assertEquals(1, noted.runs());
        assertEquals(
                List.of("output"),
                noted.outputs().stream().map(Trial.Range::name).toList());
    }

    /** The most doubtful pixel of nothing is nothing, whether the numbers are logits or probabilities. */
    @Test
    void nothingIsStretchedWhereNothingIsSalient() throws Exception {
        for (MaskMap map : List.of(
                map(PixelStubs.even(320, -4), null, Map.of()),
                map(PixelStubs.even(320, .02f), null, Map.of("values", "probabilities")))) {
            for (float value : map.patch().values()) {
                assertTrue(value < .05, "nothing of it is foreground: " + value);
            }
        }
        MaskMap full = map(PixelStubs.even(320, .98f), null, Map.of("values", "auto"));
        for (float value : full.patch().values()) {
            assertTrue(value > .95, "all of it is foreground");
        }
    }

    @Test
    void paddlesMapsOfLabels() throws Exception {
        assertObject(mask(PixelStubs.paddle(2), "car", Map.of("classes", "road,wall,car")));
        assertEquals(
                0,
                mask(PixelStubs.paddle(2), "wall", Map.of("classes", "road,wall,car"))
                        .area());
        assertNull(mask(PixelStubs.paddle(2), "giraffe", Map.of("classes", "road,wall,car")));
        assertObject(mask(PixelStubs.paddle(1), "anything", Map.of()));
    }

    /** A wrong reading as logits would give .73 for a probability of 1. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void probabilitiesAreNotTakenForLogits(boolean last) throws Exception {
        byte[] model = PixelStubs.softmax(last, 256, 3, 2, new float[] {4, 0, -4}, 4 * bias());
        String classes = "background,dog,cat";
        assertObject(mask(model, "cat", Map.of("classes", classes)));
        Patch patch = map(model, "cat", Map.of("classes", classes)).probability();
        assertEquals(1, patch.values()[patch.width() * 15 + 30], .01);
        assertEquals(0, patch.values()[0], .01);
        // found by the range, too, where the graph is said not to tell
        assertArrayEquals(
                patch.values(),
                map(model, "cat", Map.of("classes", classes, "values", "auto"))
                        .probability()
                        .values());
        Patch wrong = map(model, "cat", Map.of("classes", classes, "values", "logits"))
                .probability();
        assertEquals(1 / (1 + Math.exp(-1)), wrong.values()[wrong.width() * 15 + 30], .01);
    }

    @Test
    void aLabelBeyondTheModelsClassesIsAnError() throws Exception {
        byte[] model = PixelStubs.softmax(false, 256, 3, 2, new float[] {4, 0, -4}, 4 * bias());
        ModelException e = assertThrows(ModelException.class, () -> mask(model, "cat", Map.of("classes", "7:cat")));
        assertTrue(e.getMessage().contains("label 7"), e.getMessage());
    }

    @Test
    void aBoxBeyondTheImageHasNoAnswer() throws Exception {
        Path file = Files.write(directory.resolve("model.onnx"), PixelStubs.saliency(320, 0));
        try (BoxModel opened = (BoxModel) new ModelSpec(file, null, null, Session.Options.SINGLE, Map.of()).open()) {
            assertNull(opened.masks(image(), List.of(new Prompt(new Box(300, 300, 20, 20), "cat")))
                    .get(0));
        }
    }
}
