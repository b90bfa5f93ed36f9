package dev.copra.model.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingsTest {
    private static final String KEY = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    private static Tensor take(String name, ElementType type, long... shape) {
        return Tensor.allocate(type, shape);
    }

    /** Whatever byte is damaged or missing, an IOException says so: the run goes on without the entry. */
    @Test
    void damageIsTold() throws IOException {
        Embeddings kept = new Embeddings(folder);
        assertNull(kept.get(KEY, EmbeddingsTest::take));
        kept.put(KEY, Map.of("features", Tensor.of(new long[] {1, 2}, new float[] {3, 4})));
        assertEquals(
                4,
                kept.get(KEY, EmbeddingsTest::take)
                        .get("features")
                        .floatBuffer()
                        .get(1));
        Path file;
        try (Stream<Path> files = Files.walk(folder)) {
            file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) 0xFF;
            Files.write(file, bad);
            assertThrows(IOException.class, () -> kept.get(KEY, EmbeddingsTest::take), "byte " + at);
            Files.write(file, Arrays.copyOf(good, at));
            assertThrows(IOException.class, () -> kept.get(KEY, EmbeddingsTest::take), at + " bytes");
        }
    }
}
