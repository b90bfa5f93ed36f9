package dev.copra.coco;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the quick look at an RLE says; whatever it declines is read as before. */
class PlainRleTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"size": [2, 3], "counts": "222"}               | true
            {"counts":"222","size":[2,3]}                   | true
            { "size" : [ 2 , 3 ] , "counts" : "222" }       | true
            {"size": [0, 0], "counts": ""}                  | true
            {"size": [4, 43], "counts": "\\\\5"}            | true
            {"size": [2, 3], "counts": "22"}                | false
            {"size": [2, 3], "counts": "2222"}              | false
            {"size": [2, 3], "counts": "22 2"}              | false
            {"size": [2, 3], "counts": "22R"}               | false
            {"size": [2, 3], "counts": "\\u003222"}       | false
            {"size": [2, 3], "counts": "2\\"2"}           | false
            {"size": [2, 3.0], "counts": "222"}             | false
            {"size": [2, -3], "counts": "222"}              | false
            {"size": [2], "counts": "222"}                  | false
            {"size": [2, 3, 4], "counts": "222"}            | false
            {"size": "2", "counts": "222"}                  | false
            {"size": [99999, 99999], "counts": "222"}       | false
            {"size": [9999999999, 3], "counts": "222"}      | false
            {"size": [2, 3], "counts": [2, 2, 2]}           | false
            {"size": [2, 3], "counts": "222", "x": 1}       | false
            {"size": [2, 3], "size": [2, 3]}                | false
            {"counts": "222"}                               | false
            {}                                              | false
            [{"size": [2, 3], "counts": "222"}]             | false
            null                                            | false
            """)
    void tellsWhatIsPlain(String segmentation, boolean plain) throws IOException {
        byte[] json = ("{\"id\": 1, \"segmentation\": " + segmentation + "}").getBytes(UTF_8);
        assertEquals(plain, CocoRecord.parse(json, Section.ANNOTATIONS, 0, 1, 1).isPlainRle());
    }
}
