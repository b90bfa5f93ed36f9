package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.model.OnnxWriter;
import dev.copra.model.PixelStubs;
import dev.copra.model.PromptStubs;
import dev.copra.model.WholeImageStubs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copra model inspect}: what decided, and a dry run on a drawn picture. */
@Tag("slow")
final class ModelTrialTest {
    /** Of the ellipse that is drawn, and of its box. */
    private static final double AREA = Math.PI / 4 * 240 * 280;

    @TempDir
    private Path directory;

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }

    private Typed inspect(String model, String... more) {
        List<String> args = new ArrayList<>(List.of("model", "inspect", model));
        args.addAll(Arrays.asList(more));
        return Typed.copra(args.toArray(String[]::new));
    }

    private String png() {
        return directory.resolve("answer.png").toString();
    }

    @Test
    void aDecoderIsTriedWithItsEncoder() throws IOException {
        String decoder = file("decoder.onnx", PromptStubs.efficientVit());
        byte[] blind = PromptStubs.encoder(512, new Object[] {"embeddings", 256, 64});
        Typed typed = inspect(decoder, "--encoder", file("encoder.onnx", blind), "--try", png(), "--json");
        assertEquals(0, typed.code(), typed.err());
        JsonNode answer = new JsonMapper().readTree(typed.out());
        JsonNode mask = answer.get("masks").get(0);
        assertEquals(AREA, mask.get("area").asDouble(), AREA * .01);
        assertEquals(.75, mask.get("score").asDouble(), 1e-6);
        assertEquals(2, answer.get("runs").size());
        JsonNode encoder = answer.get("runs").get(1);
        assertTrue(encoder.get("file").asText().endsWith("encoder.onnx"));
        assertEquals(1, encoder.get("runs").asInt());
        assertEquals(0, encoder.get("outputs").get(0).get("most").asDouble());
        BufferedImage picture = ImageIO.read(directory.resolve("answer.png").toFile());
        assertEquals(640, picture.getWidth());
        assertEquals(480, picture.getHeight());
    }

    @Test
    void aMaskWithoutAPixelIsExitCodeOne() throws IOException {
        Typed typed = inspect(file("even.onnx", PixelStubs.even(320, -6)), "--try", png());
        assertEquals(1, typed.code(), typed.err());
        assertTrue(typed.out().contains("mask of 0 pixels in the box [200, 110, 240, 280]"), typed.out());
        assertTrue(typed.out().contains("o float [1, 1, 320, 320]: from -6"), typed.out());
    }

    @Test
    void instancesOfThePictureAreDrawn() throws IOException {
        String model = file("yolo.onnx", WholeImageStubs.yoloRows(128, new float[] {.5f, .3f, .2f}, 80, 0, 79));
        Typed typed = inspect(model, "--try", png());
        assertEquals(0, typed.code(), typed.err());
        assertTrue(typed.out().contains(", toothbrush"), typed.out());
        assertTrue(Files.exists(directory.resolve("answer.png")));
    }

    @Test
    void whatDecidedIsSaid() throws IOException {
        String model = file("selfie.onnx", PixelStubs.saliencyLast(256, true));
        Files.writeString(directory.resolve("selfie.copra.json"), "{\"mean\": 127.5}");
        Typed typed = inspect(model, "--model-option", "threshold=0.4", "--json");
        JsonNode sources = new JsonMapper().readTree(typed.out()).get("sources");
        assertEquals("tensors", sources.get("family").asText());
        assertEquals("shape", sources.get("layout").asText());
        assertEquals("shape", sources.get("size").asText());
        assertEquals("graph", sources.get("values").asText());
        assertEquals("file", sources.get("mean").asText());
        assertEquals("option", sources.get("threshold").asText());
        assertEquals("family", sources.get("std").asText());
        Typed text = inspect(model);
        assertTrue(text.out().contains("[1, 256, 256, 1], computed by Sigmoid"), text.out());
        assertTrue(text.out().contains("values        probabilities"), text.out());
    }

    @Test
    void whatCannotBeTriedIsOneLine() throws IOException {
        Typed noEncoder = inspect(file("decoder.onnx", PromptStubs.nano()), "--try", png());
        assertEquals(2, noEncoder.code());
        assertTrue(noEncoder.err().contains("add --encoder FILE"), noEncoder.err());
        Typed noTrial = inspect(file("decoder.onnx", PromptStubs.nano()), "--encoder", "e.onnx");
        assertEquals(2, noTrial.code());
        byte[] yolact = new OnnxWriter()
                .input("image", OnnxWriter.FLOAT, 1, 3, 64, 64)
                .output("loc", OnnxWriter.FLOAT, 1, 9, 4)
                .output("conf", OnnxWriter.FLOAT, 1, 9, 81)
                .output("mask", OnnxWriter.FLOAT, 1, 9, 32)
                .output("proto", OnnxWriter.FLOAT, 1, 16, 16, 32)
                .floats("a", new long[] {1, 9, 4}, new float[36])
                .floats("b", new long[] {1, 9, 81}, new float[729])
                .floats("c", new long[] {1, 9, 32}, new float[288])
                .floats("d", new long[] {1, 16, 16, 32}, new float[8192])
                .node("Identity", "a", "loc")
                .node("Identity", "b", "conf")
                .node("Identity", "c", "mask")
                .node("Identity", "d", "proto")
                .build("yolact", 13);
        String file = file("yolact.onnx", yolact);
        assertTrue(inspect(file).out().contains("YOLACT"));
        Typed refused = inspect(file, "--try", png());
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("YOLACT is recognised, but cannot be run"), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertFalse(Files.exists(directory.resolve("answer.png")));
    }
}
