package dev.copra.coco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.LawCases;
import dev.copra.coco.id.Id;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.json.ByteWindow;
import dev.copra.json.JsonException;
import dev.copra.json.JsonScanner;
import dev.copra.json.NonFinitePolicy;
import dev.copra.testdata.JsonMutator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CocoRecordTest {

    static LongStream seeds() {
        return LawCases.seeds();
    }

    private static CocoRecord record(String json) throws IOException, AnnotationException {
        CocoRecord record = new CocoRecord();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        new RecordScanner(new JsonScanner(new ByteWindow(bytes), NonFinitePolicy.KEEP)).scanAlone(record, 3);
        return record;
    }

    private static AnnotationException wrong(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(AnnotationException.class, executable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7                    | 7
            -3                   | -3
            0                    | 0
            7.0                  | 7.0
            1e3                  | 1e3
            true                 | true
            1.5                  | 1.5
            12345678901234567890 | 12345678901234567890
            9223372036854775807  | 9223372036854775807
            "img-7"              | "img-7"
            "7"                  | "7"
            ""                   | ""
            "\\u0061\\"\\ud83e\\udd65" | `"a"🥥"`
            null                 | none
            """)
    void ids(String json, String expected) throws Exception {
        assertEquals(
                expected, record("{\"x\": 1, \"id\": " + json + "}").id("id").toString());
        assertEquals(Id.NONE, record("{\"x\": 1}").id("id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NaN                   | id is NaN; an id is a number or a string
            [1]                   | id is [1]; an id is a number or a string
            {"a":~  [1,~ 2]}      | id is {"a": [1, 2]}; an id is a number or a string
            1e999                 | id is 1e999; an id is a number or a string
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]  | id is [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1...; an id is a number or a string
            """)
    void whatIsNoIdIsToldInOneLine(String json, String message) throws Exception {
        CocoRecord record = record("{\"id\": " + json.replace('~', '\n') + "}");
        AnnotationException e = wrong(() -> record.id("id"));
        assertEquals(message, e.getMessage());
        assertTrue(e.where().startsWith("annotations[3] (id "));
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "true, true",
        "1.0, true",
        "1e0, true",
        "2, true",
        "0, false",
        "0.0, false",
        "false, false",
        "null, false",
        "NaN, false",
        "-1, false",
        "\"1\", true",
        "\"0\", false",
        "\"yes\", false",
        "[1], false",
        "{}, false"
    })
    void flags(String json, boolean set) throws Exception {
        assertEquals(set, record("{\"iscrowd\": " + json + "}").flag("iscrowd"));
        assertFalse(record("{}").flag("iscrowd"));
    }

    @Test
    void membersAreFoundByTheirNameHoweverSpelt() throws Exception {
        CocoRecord record = record(
                "{\"\\u0069d\": 1, \"image\\u005fid\": 2, \"bb\\u006fx\": [1, 2, 3, 4], \"idle\": 5, \"\": 6, \"a\\nb\": 7}");
        assertEquals(Id.of(1), record.id("id"));
        assertEquals(Id.of(2), record.id("image_id"));
        assertArrayEquals(new double[] {1, 2, 3, 4}, record.numbers("bbox"));
        assertEquals(6, record.number("", 0));
        assertEquals(7, record.number("a\nb", 0));
        assertEquals(-1, record.number("area", -1));
    }

    @Test
    void valuesOfTheWrongKindAreRefused() throws Exception {
        CocoRecord record =
                record("{\"area\": \"12x\", \"bbox\": [1, \"1e\"], \"name\": 7, \"keypoints\": {\"a\":\n1}}");
        assertEquals(
                "area is \"12x\", not a number",
                wrong(() -> record.number("area", 0)).getMessage());
        assertEquals(
                "bbox is [1, \"1e\"], not a list of numbers",
                wrong(() -> record.numbers("bbox")).getMessage());
        assertEquals("name is 7, not a string", wrong(() -> record.text("name")).getMessage());
        assertEquals(
                "keypoints is {\"a\": 1}, not a list of numbers",
                wrong(() -> record.numbers("keypoints")).getMessage());
        assertNull(record.text("other"));
        assertNull(record.numbers("other"));
    }

    @Test
    void messagesAreOneLine() throws Exception {
        CocoRecord record = record("{\"id\":\n{\n \"a\":\r\n\t1}, \"bbox\": {\n}}");
        AnnotationException e = wrong(() -> record.numbers("bbox"));
        assertEquals("annotations[3] (id { \"a\": 1})", e.where());
        assertEquals("bbox is { }, not a list of numbers", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                | ABSENT       | true
            {"segmentation": null}            | NULL         | true
            {"segmentation": []}              | EMPTY_LIST   | true
            {"segmentation": [ ]}             | EMPTY_LIST   | true
            {"segmentation": [[]]}            | EMPTY_RING   | true
            {"segmentation": [~ [ ] ]}        | EMPTY_RING   | true
            {"segmentation": {}}              | EMPTY_OBJECT | true
            {"segmentation": { } }            | EMPTY_OBJECT | true
            """)
    void thereAreManyWaysToHaveNoMask(String json, Segmentation.None kind, boolean lacks) throws Exception {
        CocoRecord record = record(json.replace('~', '\n'));
        assertEquals(kind, record.segmentation());
        assertEquals(lacks, record.lacksSegmentation());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[], []]",
                "[[[]]]",
                "[{}]",
                "{\"a\": []}",
                "[[1]]",
                "[1]",
                "\"\"",
                "0",
                "false",
                "[[], [1, 2, 3, 4, 5, 6]]",
                "[null]",
                "[\"\"]",
                "{\"size\": [1, 1], \"counts\": \"1\"}"
            })
    void whatIsNotEmptyIsNotLacking(String json) throws Exception {
        assertFalse(record("{\"segmentation\": " + json + "}").lacksSegmentation());
    }

    @Test
    void polygons() throws Exception {
        Segmentation nested =
                record("{\"segmentation\": [ [1, 2.5,3e0, -4] ,[],\n[5]]}").segmentation();
        Segmentation.Polygons polygons = assertInstanceOf(Segmentation.Polygons.class, nested);
        assertEquals(3, polygons.rings().size());
        assertArrayEquals(new double[] {1, 2.5, 3, -4}, polygons.rings().get(0));
        assertArrayEquals(new double[0], polygons.rings().get(1));
        assertArrayEquals(new double[] {5}, polygons.rings().get(2));
        assertFalse(polygons.flat());
        polygons = assertInstanceOf(
                Segmentation.Polygons.class,
                record("{\"segmentation\": [1, 2, 3]}").segmentation());
        assertArrayEquals(new double[] {1, 2, 3}, polygons.rings().get(0));
        assertTrue(polygons.flat());
    }

    @Test
    void runLengths() throws Exception {
        assertEquals(
                new Segmentation.CompressedRle(2, 3, "2\\2"),
                record("{\"segmentation\": {\"size\": [2, 3.0], \"counts\": \"2\\\\2\"}}")
                        .segmentation());
        assertEquals(
                new Segmentation.CompressedRle(2, 3, "a/b\\"),
                record(
                                "{\"segmentation\": {\"counts\" :\"\\u0061\\/b\\u005C\", \"x\": [{\"size\": 1}], \"size\":[2,3] } }")
                        .segmentation());
        Segmentation.UncompressedRle counts = assertInstanceOf(
                Segmentation.UncompressedRle.class,
                record("{\"segmentation\": {\"counts\": [1, 2e0, 3], \"size\": [2, 3]}}")
                        .segmentation());
        assertArrayEquals(new double[] {1, 2, 3}, counts.counts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            true                                   | segmentation is true, neither a list of polygons nor an RLE with size and counts
            "[[1]]"                                | segmentation is "[[1]]", neither a list of polygons nor an RLE with size and counts
            [[1, 2], null]                         | segmentation is [[1, 2], null], neither a list of polygons nor an RLE with size and counts
            [[[[1, 2]]]]                           | segmentation is [[[[1, 2]]]], neither a list of polygons nor an RLE with size and counts
            [[1, "2x"]]                            | segmentation is [[1, "2x"]], neither a list of polygons nor an RLE with size and counts
            [{"size": [1, 1], "counts": "1"}, {}]  | segmentation is [{"size": [1, 1], "counts": "1"}, {}], neither a list of polygons nor an RLE with size and counts
            [["]"]]                                | segmentation is [["]"]], neither a list of polygons nor an RLE with size and counts
            [[1],~2]                               | segmentation is [[1], 2], neither a list of polygons nor an RLE with size and counts
            {"size": [1, 1]}                       | the RLE has no counts
            {"counts": "1"}                        | the RLE has no size
            {"a": {"size": [1, 1]}}                | the RLE has no size
            {"size": [1], "counts": "1"}           | the RLE's size is not [height, width]
            {"size": [1, 1.5], "counts": "1"}      | the RLE's size is not [height, width]
            {"size": [1, NaN], "counts": "1"}      | the RLE's size is not [height, width]
            {"size": {}, "counts": "1"}            | segmentation is {"size": {}, "counts": "1"}, neither a list of polygons nor an RLE with size and counts
            {"size": [1, 1], "counts": null}       | segmentation is {"size": [1, 1], "counts": null}, neither a list of polygons nor an RLE with size and counts
            """)
    void malformedSegmentations(String json, String message) throws Exception {
        CocoRecord record = record("{\"segmentation\": " + json.replace('~', '\n') + "}");
        assertEquals(message, wrong(record::segmentation).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"size": [2, 2], "counts": "5"}                    | the RLE's counts are malformed: run of 5 where the mask has 4 pixels left: offset=0
            {"size": [2, 2], "counts": "é"}                    | the RLE's counts are malformed: illegal character 0xc3: offset=0
            {"size": [2, 2], "counts": [5]}                    | run lengths add up to 5, not 2 x 2 = 4
            {"size": [2, 2], "counts": [2147483647, 2147483647]} | run lengths add up to 4294967294, not 2 x 2 = 4
            {"size": [2, 2], "counts": [2000000000000]}        | count 0 of the RLE is 2.0E12
            {"size": [2, 2], "counts": [2, 1.5, 0.5]}          | count 1 of the RLE is 1.5
            {"size": [2, 2], "counts": [5, -1]}                | count 1 of the RLE is -1.0
            {"size": [-2, -2], "counts": [4]}                  | the RLE's size [-2, -2] is no image's
            {"size": [1000000000, 1000000000], "counts": [4]}  | the RLE's size [1000000000, 1000000000] is no image's
            {"size": [1e300, 0], "counts": []}                 | the RLE's size [9223372036854775807, 0] is no image's
            {"size": [2, 3], "counts": "6"}                    | the RLE is 2 x 3 but its image is 2 x 2 (height x width)
            [[1, 2, 3, 4]]                                     | a polygon of 4 numbers; three points need 6
            [[], [1, 2, 3, 4, 5, 6]]                           | a polygon of 0 numbers; three points need 6
            [[1, 2, 3, 4, 5, NaN]]                             | a polygon has the coordinate NaN
            [[1, 2, 3, 4, 5, 1e999]]                           | a polygon has the coordinate Infinity
            """)
    void segmentationsThatAreNoMasks(String json, String message) throws Exception {
        CocoRecord record = record("{\"segmentation\": " + json + "}");
        SegmentationRasterizer rasterizer = new SegmentationRasterizer();
        assertEquals(
                message,
                wrong(() -> rasterizer.rasterize(record.segmentation(), record, 2, 2))
                        .getMessage());
    }

    /** Whatever a segmentation is, it is a mask or an {@link AnnotationException}. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damagedSegmentationsAreReadOrRefused(long seed) throws Exception {
        Random random = new Random(seed);
        JsonMutator mutator = new JsonMutator(random);
        SegmentationRasterizer rasterizer = new SegmentationRasterizer();
        String[] good = {
            "[[1, 2, 3, 4.5, 5e0, 6], [1.5, 2, 3, 9, -7, 6]]",
            "[1, 2, 3, 4, 5, 6]",
            "[[]]",
            "{}",
            "null",
            "{\"size\": [20, 12], \"counts\": \"X30\\\\0\"}",
            "{\"counts\": [10, 20, 210], \"size\": [20, 12]}"
        };
        for (int i = 0; i < LawCases.CASES_PER_SEED; i++) {
            byte[] value = mutator.mutate(good[random.nextInt(good.length)].getBytes(StandardCharsets.UTF_8));
            try {
                CocoRecord record = record("{\"segmentation\": " + new String(value, StandardCharsets.UTF_8) + "}");
                record.lacksSegmentation();
                rasterizer.rasterize(record.segmentation(), record, 20, 12);
            } catch (JsonException | AnnotationException e) {
                assertEquals(1, e.getMessage().lines().count(), e::getMessage);
            }
        }
    }
}
