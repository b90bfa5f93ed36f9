package dev.copra.format.darwin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RasterLayerTest {
    private static RasterLayer layer(int width, int height, List<Integer> runs) throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree("{\"mask_annotation_ids_mapping\": {\"a\": 1, \"b\": 2}, \"dense_rle\": " + runs + "}");
        return new RasterLayer(json, new DatasetImage(Id.NONE, "a.jpg", "", width, height), "here");
    }

    /** Runs of any numbers and lengths, none among them, give each annotation the pixels of its number. */
    @Test
    void masksAreThePixelsOfTheirNumbers() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            int width = 1 + random.nextInt(9);
            int height = 1 + random.nextInt(9);
            byte[][] wanted = new byte[3][width * height];
            List<Integer> runs = new ArrayList<>();
            for (int at = 0; at < width * height; ) {
                int value = random.nextInt(3);
                int count = random.nextInt(Math.min(12, width * height - at + 1));
                runs.add(value);
                runs.add(count);
                for (int end = at + count; at < end; at++) {
                    wanted[value][at / width + height * (at % width)] = 1;
                }
            }
            RasterLayer layer = layer(width, height, runs);
            assertArrayEquals(wanted[1], layer.mask("a").toDense());
            assertArrayEquals(wanted[2], layer.mask("b").toDense());
            assertNull(layer.mask("c"));
            runs.set(1, runs.get(1) + 1);
            assertThrows(AnnotationException.class, () -> layer(width, height, runs));
        }
    }

    /** What a layer takes goes with its runs: an image may be stated to be as large as anyone likes. */
    @Test
    void aLayerOfFewRunsIsSmall() throws Exception {
        assertNull(layer(40_000, 50_000, List.of(0, 1_999_999_999, 1, 1)).mask("c"));
    }
}
