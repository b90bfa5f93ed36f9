package dev.copra.coco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.io.Input;
import dev.copra.mask.Rle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spellings that have one meaning only are read and counted; others are refused. */
class LooseValuesTest {
    private interface Reading {
        void of(CocoRecord record) throws AnnotationException;
    }

    private static CocoReader.Summary read(String records, Reading reading) throws IOException {
        Input input =
                Input.standardInput(new ByteArrayInputStream(("[" + records + "]").getBytes(StandardCharsets.UTF_8)));
        return CocoReader.read(input, new CocoVisitor() {
            @Override
            public Edit annotation(CocoRecord record) throws AnnotationException {
                reading.of(record);
                return Edit.KEEP;
            }

            @Override
            public void reject(AnnotationException problem) throws IOException {
                throw new IOException(problem.getMessage());
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[[0, 0], [8, 0], [8, 4], [0, 4]] | POINT_PAIRS",
                "[[[0, 0], [8, 0], [8, 4], [0, 4]]] | POINT_PAIRS",
                "[[[0, 0, 8, 0, 8, 4, 0, 4]]] | NESTED_POLYGON",
                "[0, 0, 8, 0, 8, 4, 0, 4] | FLAT_POLYGON",
                "[[\"0\", \"0\", \"8.0\", 0, 8, 4, 0, 4]] | QUOTED_NUMBER",
                "[{\"size\": [10, 12], \"counts\": [0, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 46]}] | RLE_IN_LIST",
            })
    void masks(String json, Spelling spelling) throws IOException {
        Rle expected = new Rle(10, 12, new int[] {0, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 46});
        List<Rle> masks = new ArrayList<>();
        CocoReader.Summary summary = read(
                "{\"id\": 1, \"segmentation\": " + json + "}",
                record -> masks.add(new SegmentationRasterizer().rasterize(record.segmentation(), record, 10, 12)));
        assertEquals(List.of(expected), masks);
        assertEquals(Map.of(spelling, 1L), summary.spellings());
    }

    /** A string that is a mask as it stands is never unescaped. */
    @Test
    void backslashesAreTakenOutOnlyWhereTheyMustBe() throws IOException {
        int[] runs = {0, 12 + 32 * 12 + 1024 * 2, 1, 5000};
        Rle mask = new Rle(runs[0] + runs[1] + runs[2] + runs[3], 1, runs);
        String counts = mask.toCountsString();
        for (boolean doubled : new boolean[] {false, true}) {
            for (boolean bytes : new boolean[] {false, true}) {
                String text = doubled || bytes ? counts.replace("\\", "\\\\") : counts;
                text = bytes ? "b'" + text + "'" : text;
                String json = text.replace("\\", "\\\\");
                List<Rle> masks = new ArrayList<>();
                CocoReader.Summary summary = read(
                        "{\"segmentation\": {\"size\": [" + mask.height() + ", 1], \"counts\": \"" + json + "\"}}",
                        record -> masks.add(SegmentationRasterizer.rle(record.segmentation(), record)));
                assertEquals(List.of(mask), masks, text);
                assertEquals(doubled || bytes, !summary.spellings().isEmpty(), text);
            }
        }
    }

    @Test
    void numbers() throws IOException {
        CocoReader.Summary summary = read(
                "{\"score\": \" 0.5\", \"bbox\": [1, \"2.5\", true, 4], \"keypoints\": [[1, 2, 2], [3, \"4\", 1]], \"iscrowd\": \"1\"}, {\"score\": 1}",
                record -> {
                    if (record.has("bbox")) {
                        assertEquals(.5, record.number("score", 0));
                        assertArrayEquals(new double[] {1, 2.5, 1, 4}, record.numbers("bbox"));
                        assertArrayEquals(new double[] {1, 2, 2, 3, 4, 1}, record.keypoints());
                        assertEquals(true, record.flag("iscrowd"));
                        assertThrows(AnnotationException.class, () -> record.plainNumbers("bbox"));
                        assertThrows(AnnotationException.class, () -> record.plainNumber("score", 0));
                    } else {
                        assertEquals(1, record.number("score", 0));
                        assertFalse(record.isLoose());
                    }
                });
        assertEquals(
                Map.of(Spelling.QUOTED_NUMBER, 1L, Spelling.BOOLEAN_NUMBER, 1L, Spelling.NESTED_KEYPOINTS, 1L),
                summary.spellings());
    }

    @ParameterizedTest
    @CsvSource({"\"1f\"", "\"NaN\"", "\"0x1\"", "\"\"", "\"1 2\"", "[1]", "{}"})
    void whatIsNoNumberIsRefused(String json) throws IOException {
        assertThrows(IOException.class, () -> read("{\"score\": " + json + "}", record -> record.number("score", 0)));
        assertThrows(IOException.class, () -> read("{\"bbox\": [1, " + json + "]}", record -> record.numbers("bbox")));
    }
}
