package dev.copra.learn.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.copra.box2mask.learned.LearnedStrategy;
import dev.copra.model.OnnxWriter;
import dev.copra.model.graph.Session;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.HalfFloat;
import dev.copra.model.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxFileTest {
    private static final Set<String> OUTPUTS = Set.of("probability", "outline", "sides", "careless", "iou");

    /** What PyTorch computes of the graph is what ONNX Runtime computes of it. */
    @ParameterizedTest
    @ValueSource(strings = {"learned", "learned-open"})
    void networkIsTheGraph(String name) throws Exception {
        System.setProperty("ai.djl.offline", "true");
        byte[] bytes = LearnedStrategy.network(name);
        Random random = new Random(3);
        Tensor colours = Tensor.allocate(ElementType.UINT8, 1, 3, 144, 144);
        Tensor maps = Tensor.allocate(ElementType.UINT8, 1, 16, 96, 96);
        Tensor category = Tensor.allocate(ElementType.INT64, 1);
        float[] c = fill(colours, random);
        float[] m = fill(maps, random);
        category.bytes().putLong(0, 5);
        try (Session session = Session.open(bytes, name, Session.Options.SINGLE);
                NDManager manager = NDManager.newBaseManager()) {
            Map<String, Tensor> wanted =
                    session.run(Map.of("colours", colours, "maps", maps, "category", category), OUTPUTS);
            TorchNetwork network = new TorchNetwork(OnnxFile.read(bytes), manager);
            Map<String, NDArray> got = network.run(
                    Map.of(
                            "colours", manager.create(c, new Shape(1, 3, 144, 144)),
                            "maps", manager.create(m, new Shape(1, 16, 96, 96)),
                            "category", manager.create(new long[] {5})),
                    OUTPUTS,
                    manager);
            for (String output : OUTPUTS) {
                assertArrayEquals(wanted.get(output).floats(), got.get(output).toFloatArray(), 2e-3f, output);
            }
        }
    }

    private static float[] fill(Tensor tensor, Random random) {
        float[] values = new float[tensor.bytes().capacity()];
        for (int i = 0; i < values.length; i++) {
            int value = random.nextInt(256);
            tensor.bytes().put(i, (byte) value);
            values[i] = value;
        }
        return values;
    }

    /** Without changes the bytes stay, but for the metadata at the end. */
    @Test
    void writesTheSameGraph() throws Exception {
        byte[] bytes = LearnedStrategy.network("learned");
        OnnxFile file = OnnxFile.read(bytes);
        assertArrayEquals(bytes, file.with(Map.of(), Map.of()));
        OnnxFile card = OnnxFile.read(file.with(Map.of(), Map.of("copra.data", "500 boxes")));
        assertEquals("500 boxes", card.metadata().get("copra.data"));
        OnnxFile other = OnnxFile.read(card.with(Map.of(), Map.of("copra.data", "none")));
        assertEquals("none", other.metadata().get("copra.data"));
        assertEquals(file.metadata().get("categories"), other.metadata().get("categories"));
    }

    /**
     * A file with any fields at any place, written by any writer, is read or refused by an {@link IOException}. What is read is written
     * byte for byte, with its own weights, too, and takes other metadata.
     */
    @Test
    void anyBytesAreReadOrRefused() throws IOException {
        Random random = new Random(7);
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        sound.writeBytes(new OnnxWriter()
                .input("x", OnnxWriter.FLOAT, 1, 2)
                .output("y", OnnxWriter.FLOAT, 1, 2)
                .floats("w", new long[] {2, 1}, 1, 2)
                .list("axes", 1, -1)
                .node("Pad", "x, axes", "z", "pads", new long[] {1, 2}, "value", 1f)
                .node("Mul", "z, w", "y", "to", 1L, "mode", "edge")
                .metadata(Map.of("names", "cat"))
                .build("g", 17));
        // a number that is longer than it need be, and two of fixed sizes
        sound.writeBytes(new byte[] {8, (byte) 0x87, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 13, 1, 2, 3, 4});
        List<byte[]> files = new ArrayList<>(Collections.nCopies(80, sound.toByteArray()));
        try (Stream<Path> kept = Files.list(Path.of("src/test/resources/attack/network"))) {
            for (Path file : kept.sorted().toList()) {
                files.add(Files.readAllBytes(file));
            }
        }
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = files.get(i % files.size()).clone();
            for (int changes = i < files.size() ? 0 : 1 + random.nextInt(3);
                    changes > 0 && bytes.length > 0;
                    changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(random.nextBoolean() ? 128 : 256);
            }
            OnnxFile file;
            try {
                file = OnnxFile.read(bytes);
            } catch (IOException e) {
                continue;
            }
            read++;
            Map<String, float[]> weights = new HashMap<>();
            file.initializers().forEach((name, constant) -> {
                // a signalling NaN is a quiet one as a float
                if (constant.isReal() && !hasNaN(constant.floats())) {
                    weights.put(name, constant.floats());
                }
            });
            assertArrayEquals(bytes, file.with(weights, Map.of()), "case " + i);
            assertEquals(
                    "v",
                    OnnxFile.read(file.with(Map.of(), Map.of("k", "v")))
                            .metadata()
                            .get("k"),
                    "case " + i);
        }
        assertTrue(read > 2000, read + " of them were read");
    }

    private static boolean hasNaN(float[] values) {
        for (float value : values) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void writesOtherWeights() throws Exception {
        OnnxFile file = OnnxFile.read(LearnedStrategy.network("learned"));
        Map<String, float[]> halved = new HashMap<>();
        file.initializers().forEach((name, constant) -> {
            if (constant.isReal()) {
                float[] values = constant.floats();
                for (int i = 0; i < values.length; i++) {
                    values[i] /= 2;
                }
                halved.put(name, values);
            }
        });
        OnnxFile written = OnnxFile.read(file.with(halved, Map.of()));
        halved.forEach((name, values) ->
                assertArrayEquals(values, written.initializers().get(name).floats(), 1e-7f, name));
    }

    @Test
    void halfPrecisionIsIeees() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            short half = (short) bits;
            float value = HalfFloat.toFloat(half);
            if (!Float.isNaN(value)) {
                assertEquals(half, HalfFloat.of(value), "bits " + bits);
            }
        }
        assertEquals(0x3c00, HalfFloat.of(1 + 0x1p-11f));
        assertEquals(0x3c02, HalfFloat.of(1 + 3 * 0x1p-11f));
        assertEquals(0x7c00, HalfFloat.of(1e6f));
    }
}
