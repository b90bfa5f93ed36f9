package dev.copra.coco;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the quick look at polygons says; whatever it declines is read as before. */
class PlainPolygonsTest {
    private static CocoRecord record(String segmentation) throws IOException {
        byte[] json = ("{\"id\": 1, \"segmentation\": " + segmentation + "}").getBytes(UTF_8);
        return CocoRecord.parse(json, Section.ANNOTATIONS, 0, 1, 1);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            [[1, 2, 3, 4, 5, 6]]                            | true
            [[1.5,2,-3,4,5,6.25],[1,2,3,4,5,6,7,8]]         | true
            [ [ 1 , 2 , 3 , 4 , 5 , 6 ] , [ 1 , 2 , 3 ] ]   | true
            [[1, 2, 3]]                                     | true
            [[1, 2], [3, 4], [5, 6]]                        | false
            [[1, 2, 3, 4, 5, 6], [7, 8]]                    | false
            [[1, 2, 3, 4, 5, 6e0]]                          | false
            [[1, 2, 3, 4, 5, NaN]]                          | false
            [[1, 2, 3, 4, 5, "6"]]                          | false
            [[1, 2, 3, 4, 5, 6], null]                      | false
            [[1, 2, 3, 4, 5, 6], 7]                         | false
            [[[1, 2, 3, 4, 5, 6]]]                          | false
            [[1, 2, 3, 4, 5, [6]]]                          | false
            [1, 2, 3, 4, 5, 6]                              | false
            [[]]                                            | false
            []                                              | false
            {"size": [2, 3], "counts": [1, 2, 3]}           | false
            "[[1, 2, 3, 4, 5, 6]]"                          | false
            null                                            | false
            """)
    void tellsWhatIsPlain(String segmentation, boolean plain) throws IOException {
        assertEquals(plain, record(segmentation).isPlainPolygons());
    }

    @Test
    void whatIsPlainIsReadAsPolygons() throws Exception {
        Random random = new Random(42);
        String[] parts = {
            "[", "]", ",", " ", "1", "23.75", "-4", "0", "1e3", "null", "\"5\"", "{\"a\": 1}", "[1,2,3,4,5,6]"
        };
        int plain = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder("[[");
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(
                        random.nextInt(3) > 0
                                ? parts[4 + random.nextInt(4)] + ", "
                                : parts[random.nextInt(parts.length)]);
            }
            CocoRecord record;
            try {
                record = record(text.append("8, 9, 10]]").toString());
            } catch (IOException e) {
                continue;
            }
            if (record.isPlainPolygons()) {
                plain++;
                assertTrue(record.segmentation() instanceof Segmentation.Polygons, text::toString);
                assertFalse(record.isLoose(), text::toString);
            }
        }
        assertTrue(plain > 1000, "only " + plain);
    }
}
