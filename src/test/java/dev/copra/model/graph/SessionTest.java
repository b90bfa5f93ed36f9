package dev.copra.model.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.model.OnnxWriter;
import dev.copra.model.graph.Session.Options;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionTest {
    @TempDir
    private Path directory;

    /** y = x + x, and how often 1 stands where it should. */
    private static byte[] doubling(int type) {
        return new OnnxWriter()
                .input("x", type, -1, 2)
                .output("y", type, -1, 2)
                .output("same", type, -1, 2)
                .node("Add", "x,x", "y")
                .node("Identity", "x", "same")
                .metadata(Map.of("names", "{0: 'cat'}"))
                .build("doubling", 13);
    }

    @ParameterizedTest
    @ValueSource(ints = {OnnxWriter.FLOAT, OnnxWriter.INT32, OnnxWriter.INT64, OnnxWriter.FLOAT16})
    void feedsAndReadsEveryType(int type) throws Exception {
        try (Session session = Session.open(doubling(type), "doubling", Options.SINGLE)) {
            Tensor x = Tensor.of(ElementType.DOUBLE, new long[] {3, 2}, 1, -2, 3, 4, 5, 60);
            Map<String, Tensor> answers = session.run(Map.of("x", x, "another", x));
            assertArrayEquals(
                    new float[] {2, -4, 6, 8, 10, 120}, answers.get("y").floats());
            assertArrayEquals(new long[] {3, 2}, answers.get("y").shape());
            assertEquals(session.outputs().get("y").type(), answers.get("y").type());
            assertEquals(
                    Set.of("same"), session.run(Map.of("x", x), Set.of("same")).keySet());
        }
    }

    @Test
    void tellsWhatTheModelDeclares() throws Exception {
        try (Session session = Session.open(doubling(OnnxWriter.FLOAT), "doubling", Options.SINGLE)) {
            assertEquals("x float [?, 2]", session.inputs().get("x").toString());
            assertEquals("{0: 'cat'}", session.metadata().get("names"));
            assertTrue(session.inputs().get("x").fits(7, 2));
            assertFalse(session.inputs().get("x").fits(7, 3));
        }
    }

    @Test
    void aFileIsTheSameAsItsBytes() throws Exception {
        Path file = directory.resolve("doubling.onnx");
        Files.write(file, doubling(OnnxWriter.FLOAT));
        try (Session session = Session.open(file, Options.SINGLE)) {
            Tensor y = session.run(Map.of("x", Tensor.of(new long[] {1, 2}, new float[] {1.5f, 2})))
                    .get("y");
            assertArrayEquals(new float[] {3, 4}, y.floats());
        }
    }

    @Test
    void aWrongShapeIsOneLineThatNamesTheInput() throws Exception {
        try (Session session = Session.open(doubling(OnnxWriter.FLOAT), "doubling.onnx", Options.SINGLE)) {
            Tensor x = Tensor.allocate(ElementType.FLOAT, 1, 5);
            String message = assertThrows(ModelException.class, () -> session.run(Map.of("x", x)))
                    .getMessage();
            assertTrue(message.startsWith("doubling.onnx: ") && message.contains(" x "), message);
            assertEquals(1, message.lines().count());
            assertTrue(assertThrows(ModelException.class, () -> session.run(Map.of()))
                    .getMessage()
                    .contains("x float [?, 2]"));
        }
    }

    @Test
    void aCutFileIsNoModel() throws Exception {
        byte[] whole = doubling(OnnxWriter.FLOAT);
        assertRefused("no ONNX model, or only a part", Arrays.copyOf(whole, whole.length / 2));
        assertRefused("no ONNX model, or only a part", "<html>404</html>".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void anOpsetOfTheFutureIsNamed() throws Exception {
        byte[] model = new OnnxWriter()
                .input("x", OnnxWriter.FLOAT, 1)
                .output("y", OnnxWriter.FLOAT, 1)
                .node("Identity", "x", "y")
                .build("future", 99);
        assertRefused("opset 99 is newer", model);
    }

    @Test
    void anUnknownOperatorIsNamed() throws Exception {
        byte[] model = new OnnxWriter()
                .input("x", OnnxWriter.FLOAT, 1)
                .output("y", OnnxWriter.FLOAT, 1)
                .node("Frobnicate", "x", "y")
                .build("odd", 13);
        assertRefused("Frobnicate", model);
    }

    @Test
    void missingExternalWeightsAreNamed() throws Exception {
        byte[] model = new OnnxWriter()
                .input("x", OnnxWriter.FLOAT, 4)
                .output("y", OnnxWriter.FLOAT, 4)
                .external("w", "weights.data", 4)
                .node("Add", "x,w", "y")
                .build("external", 13);
        assertRefused("weights.data", model);
        assertRefused("into the same directory", model);
    }

    private void assertRefused(String what, byte[] model) throws IOException {
        Path file = directory.resolve("model.onnx");
        Files.write(file, model);
        String message = assertThrows(
                        ModelException.class,
                        () -> Session.open(file, Options.SINGLE).close())
                .getMessage();
        assertTrue(message.startsWith(file + ": ") && message.contains(what), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void anAbsentRuntimeIsRecognised() {
        String message = assertThrows(
                        ModelException.class, () -> RuntimePresence.require(ClassLoader.getPlatformClassLoader()))
                .getMessage();
        assertTrue(message.contains("copra.jar") && message.contains("COPRA_CLASSPATH"), message);
    }

    @Test
    void cudaWithoutItsArtifactIsRefused() {
        String message = assertThrows(
                        ModelException.class,
                        () -> Session.open(doubling(OnnxWriter.FLOAT), "m", new Options(Session.Device.CUDA, 1)))
                .getMessage();
        assertTrue(message.contains("onnxruntime_gpu"), message);
    }
}
