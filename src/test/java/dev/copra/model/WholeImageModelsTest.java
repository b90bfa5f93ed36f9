package dev.copra.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.model.contract.InstanceModel;
import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Families that find instances, from the image to boxes, scores and masks, with {@link WholeImageStubs} for models. All
 * expected numbers follow from the contracts by hand: boxes from the placement, scores from the normalisation and the order of
 * the channels, masks are ellipses.
 */
final class WholeImageModelsTest {
    private static final int RED = 200;
    private static final int GREEN = 100;
    private static final int BLUE = 50;
    private static final double[] IMAGE_NET = {
        (RED - 123.675) / 58.395, (GREEN - 116.28) / 57.12, (BLUE - 103.53) / 57.375
    };

    @TempDir
    private Path directory;

    private static Planar<GrayU8> image(int height, int width) {
        Planar<GrayU8> image = new Planar<>(GrayU8.class, width, height, 3);
        int[] colour = {RED, GREEN, BLUE};
        for (int c = 0; c < 3; c++) {
            Arrays.fill(image.getBand(c).data, (byte) colour[c]);
        }
        return image;
    }

    private InstanceModel open(byte[] model) throws IOException, ModelException {
        return open(model, Map.of());
    }

    private InstanceModel open(byte[] model, Map<String, String> settings) throws IOException, ModelException {
        Path file = Files.write(directory.resolve("model.onnx"), model);
        return (InstanceModel) new ModelSpec(file, null, null, Session.Options.SINGLE, settings).open();
    }

    private static double dot(float[] weights, double... values) {
        return weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2];
    }

    /** Checks one instance: its mask is the ellipse about a centre, cut at the image's border. */
    private static void check(
            Instance instance, int label, double score, double[] corners, double[] ellipse, int h, int w) {
        assertEquals(label, instance.label());
        // the stand-ins sum up a million pixels in floats
        assertEquals(score, instance.score(), 3e-3 * score);
        Box box = instance.box();
        assertEquals(corners[0], box.x(), 1e-3, box.toString());
        assertEquals(corners[1], box.y(), 1e-3, box.toString());
        assertEquals(corners[2], box.right(), 1e-3, box.toString());
        assertEquals(corners[3], box.bottom(), 1e-3, box.toString());
        Rle mask = instance.mask().get().above(.5, h, w);
        Rle expected = ellipse(ellipse, h, w);
        assertTrue(expected.iou(mask) > .97, "IoU " + expected.iou(mask) + ", " + mask.bounds());
    }

    private static Rle ellipse(double[] e, int height, int width) {
        byte[] pixels = new byte[height * width];
        for (int i = 0; i < pixels.length; i++) {
            double x = (i / height + .5 - e[0]) / e[2];
            double y = (i % height + .5 - e[1]) / e[3];
            pixels[i] = (byte) (x * x + y * y < 1 ? 1 : 0);
        }
        return Rle.ofDense(pixels, height, width);
    }

    private static double[] inscribed(double[] corners) {
        return new double[] {
            (corners[0] + corners[2]) / 2,
            (corners[1] + corners[3]) / 2,
            (corners[2] - corners[0]) / 2,
            (corners[3] - corners[1]) / 2
        };
    }

    /** The two instances where the whole input is the image, or more of it to the right and below. */
    private static void check(
            List<Instance> found, double colour, int first, int second, double w, double h, int... image) {
        assertEquals(2, found.size());
        double[] a = {.25 * w, .125 * h, .75 * w, .5 * h};
        double[] b = {.5 * w, .5 * h, .875 * w, h};
        check(found.get(0), second, colour, b, inscribed(b), image[0], image[1]);
        check(found.get(1), first, colour / 2, a, inscribed(a), image[0], image[1]);
    }

    @Test
    void torchvisionsMaskRcnnTakesTheImageAsItIs() throws Exception {
        float[] weights = {.5f, .3f, .2f};
        try (InstanceModel model = open(WholeImageStubs.torchvision(weights, 17, 44))) {
            List<Instance> found = model.instances(image(120, 160), .1);
            check(found, dot(weights, RED, GREEN, BLUE) / 255, 17, 44, 160, 120, 120, 160);
            assertEquals("cat", model.category(17));
            assertEquals("bottle", model.category(44));
            assertEquals(1, model.instances(image(120, 160), .4).size());
        }
    }

    @Test
    void theZoosMaskRcnnWantsBlueFirstAndAShortSideOf800() throws Exception {
        float[] weights = {.001f, .002f, .005f};
        double colour = dot(weights, BLUE - 102.9801, GREEN - 115.9465, RED - 122.7717) * 1000 / 1024;
        try (InstanceModel model = open(WholeImageStubs.zoo(weights, 1, 80))) {
            // 1000 x 800 on 1024 x 800: a quarter of the size goes back
            check(model.instances(image(200, 250), .1), colour, 1, 80, 256, 200, 200, 250);
            assertEquals("person", model.category(1));
            assertEquals("toothbrush", model.category(80));
        }
    }

    @Test
    void tensorFlowWantsBytesAndSaysTopBeforeLeft() throws Exception {
        float[] weights = {.001f, .002f, .003f};
        try (InstanceModel model = open(WholeImageStubs.tensorFlow(weights, 3, 90))) {
            // the ellipse is drawn from the first pixel's centre to the last one's, half a pixel off at most
            check(model.instances(image(120, 160), 0), dot(weights, RED, GREEN, BLUE), 3, 90, 160, 120, 120, 160);
            assertEquals("car", model.category(3));
        }
    }

    @Test
    void mmDeployPadsBelowAndToTheRight() throws Exception {
        float[] weights = {.4f, .3f, .1f};
        try (InstanceModel model = open(WholeImageStubs.mmdeploy(weights, 0, 79))) {
            double colour = dot(weights, IMAGE_NET) * 1000 / 1024;
            check(model.instances(image(200, 250), .1), colour, 0, 79, 256, 200, 200, 250);
            assertEquals("person", model.category(0));
        }
    }

    @Test
    void rfDetrStretchesAndDecidesOnEachClass() throws Exception {
        float[] weights = {.4f, .3f, .1f};
        try (InstanceModel model = open(WholeImageStubs.rfDetr(128, weights, 91, 1, 90))) {
            check(model.instances(image(80, 160), .1), dot(weights, IMAGE_NET), 1, 90, 160, 80, 80, 160);
            assertEquals("toothbrush", model.category(90));
        }
    }

    /** The names of the classes tell it from DETR: its last class has one. */
    @Test
    void rfDetrUnderDetrsNamesIsTold() throws Exception {
        float[] weights = {.4f, .3f, .1f};
        try (InstanceModel model = open(WholeImageStubs.rfDetrByOptimum(128, weights, 91, 1, 90))) {
            check(model.instances(image(80, 160), .1), dot(weights, IMAGE_NET), 1, 90, 160, 80, 80, 160);
        }
        try (InstanceModel model =
                open(WholeImageStubs.rfDetrByOptimum(128, weights, 3, 0, 2), Map.of("classes", "cat,dog,cow"))) {
            check(model.instances(image(80, 160), .1), dot(weights, IMAGE_NET), 0, 2, 160, 80, 80, 160);
        }
    }

    @Test
    void detrsLastClassIsNothing() throws Exception {
        float[] weights = {.4f, .3f, .1f};
        try (InstanceModel model = open(WholeImageStubs.detr(weights, 91, 1, 90))) {
            check(model.instances(image(200, 250), .1), dot(weights, IMAGE_NET), 1, 90, 250, 200, 200, 250);
        }
    }

    @Test
    void maskFormersBoxesBoundItsMasks() throws Exception {
        float[] weights = {.4f, .3f, .1f};
        try (InstanceModel model = open(WholeImageStubs.maskFormer(weights, 80, 0, 79))) {
            List<Instance> found = model.instances(image(200, 250), .1);
            assertEquals(List.of(79, 0), found.stream().map(Instance::label).toList());
            // the mean of sigmoid(50 u) for u from 0 to 1
            double certainty = 1 - Math.log(2) / 50;
            assertEquals(
                    dot(weights, IMAGE_NET) * 1000 / 1024 * certainty,
                    found.get(0).score(),
                    1e-3);
            Box box = found.get(1).box();
            assertEquals(.25 * 256, box.x(), 1.5);
            assertEquals(.125 * 200, box.y(), 1.5);
            assertEquals(.75 * 256, box.right(), 1.5);
            assertEquals(.5 * 200, box.bottom(), 1.5);
            assertEquals("toothbrush", model.category(79));
        }
    }

    /** 160 x 80 in the middle of 128 x 128: a scale of .8, 32 rows of padding above and below. */
    private static void checkLetterbox(Instance first, Instance second, float[] weights, int a, int b) {
        double colour = (dot(weights, RED, GREEN, BLUE) + dot(weights, 114, 114, 114)) / 2 / 255;
        check(second, a, colour / 2, new double[] {40, 0, 120, 40}, new double[] {80, 10, 40, 30}, 80, 160);
        check(first, b, colour, new double[] {80, 40, 140, 80}, new double[] {110, 80, 30, 40}, 80, 160);
    }

    @Test
    void yoloLiesInTheMiddleAndIsNotSuppressed() throws Exception {
        float[] weights = {.5f, .3f, .2f};
        Map<String, String> metadata = Map.of("names", "{0: 'nut', 1: \"d'or\", 2: 'it\\'s'}", "task", "segment");
        try (InstanceModel model = open(WholeImageStubs.yolo(128, weights, 3, metadata, 1, 2))) {
            List<Instance> found = model.instances(image(80, 160), .1);
            assertEquals(3, found.size());
            checkLetterbox(found.get(0), found.get(1), weights, 1, 2);
            assertEquals(found.get(1).score() * .9, found.get(2).score(), 1e-6);
            assertEquals(.7, model.suppression());
            assertEquals(
                    List.of("nut", "d'or", "it's"), List.of(model.category(0), model.category(1), model.category(2)));
        }
    }

    @Test
    void yoloWithSuppressionInTheGraphHasRowsInsteadOfColumns() throws Exception {
        float[] weights = {.5f, .3f, .2f};
        try (InstanceModel model = open(WholeImageStubs.yoloSuppressed(128, weights, 0, 79))) {
            List<Instance> found = model.instances(image(80, 160), 0);
            assertEquals(2, found.size());
            checkLetterbox(found.get(0), found.get(1), weights, 0, 79);
        }
    }

    @Test
    void yoloOfFormerDaysHasRowsAndAProbabilityOfAnObject() throws Exception {
        float[] weights = {.5f, .3f, .2f};
        for (int classes : new int[] {1, 80}) {
            int last = classes - 1;
            try (InstanceModel model = open(WholeImageStubs.yoloRows(128, weights, classes, 0, last))) {
                List<Instance> found = model.instances(image(80, 160), .1);
                assertEquals(2, found.size());
                checkLetterbox(found.get(0), found.get(1), weights, 0, last);
                assertEquals(.7, model.suppression());
            }
        }
    }

    @Test
    void dFinesBoxesAreCornersInTheInput() throws Exception {
        float[] weights = {.5f, .3f, .2f};
        try (InstanceModel model = open(WholeImageStubs.dFine(128, weights, 3, 7))) {
            check(model.instances(image(80, 160), .1), dot(weights, RED, GREEN, BLUE) / 255, 3, 7, 160, 80, 80, 160);
            assertEquals(null, model.category(7), "the file does not say");
        }
    }

    @Test
    void oneFormerIsAskedForInstances() throws Exception {
        float[] weights = {.4f, .3f, .1f};
        try (InstanceModel model = open(WholeImageStubs.oneFormer(weights, 80, 0, 79))) {
            List<Instance> found = model.instances(image(200, 250), .1);
            assertEquals(List.of(79, 0), found.stream().map(Instance::label).toList());
            Box box = found.get(1).box();
            assertEquals(.25 * 250, box.x(), 1.5);
            assertEquals(.5 * 200, box.bottom(), 1.5);
        }
    }

    /** YOLOv5 read as v8 answered category 996: beyond all that the model has. */
    @Test
    void aCategoryThatTheModelDoesNotHaveIsAnError() throws Exception {
        Map<String, String> metadata = Map.of("names", "{0: 'nut', 1: 'bolt'}");
        try (InstanceModel model = open(WholeImageStubs.yolo(128, new float[] {.5f, .3f, .2f}, 3, metadata, 1, 2))) {
            ModelException e = assertThrows(ModelException.class, () -> model.instances(image(80, 160), .1));
            assertTrue(e.getMessage().contains("the category 2, and its last one is 1"), e.getMessage());
        }
        try (InstanceModel model = open(WholeImageStubs.torchvision(new float[] {.5f, .3f, .2f}, 91, 3))) {
            assertThrows(ModelException.class, () -> model.instances(image(80, 160), .1));
        }
    }

    @Test
    void anOutputOfAnotherShapeIsNamed() throws Exception {
        byte[] model = new OnnxWriter()
                .input("images", OnnxWriter.FLOAT, 1, 3, 64, 64)
                .output("output0", OnnxWriter.FLOAT, 1, -1, -1)
                .output("output1", OnnxWriter.FLOAT, 1, 32, 16, 16)
                .floats("a", new long[] {1, 20, 4}, new float[80])
                .floats("b", new long[] {1, 32, 16, 16}, new float[32 * 256])
                .node("Identity", "a", "output0")
                .node("Identity", "b", "output1")
                .build("odd", 13);
        try (InstanceModel opened = open(model)) {
            ModelException e = assertThrows(ModelException.class, () -> opened.instances(image(64, 64), .1));
            assertTrue(e.getMessage().contains("20 rows"), e.getMessage());
            assertTrue(e.getMessage().contains("model.onnx"), e.getMessage());
        }
    }
}
