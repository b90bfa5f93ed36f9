package dev.copra.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees are those of Jackson's {@code ObjectMapper}. */
class JsonTreesTest {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "\"\"",
                "\"a\\u00e9\\n\\ud83d\\ude00\"",
                "0",
                "-7",
                "2147483648",
                "-9223372036854775809",
                "123456789012345678901234567890",
                "1.5",
                "-0.0",
                "1e400",
                "1e-5",
                "3.0",
                "NaN",
                "[Infinity, -Infinity]",
                "{\"a\": 1, \"b\": [{}, [], [1, \"x\", null]], \"a\": {\"c\": false}}",
                "  {\"a\" : 1 } behind it",
                "1 2"
            })
    void readsAndWritesAsObjectMapper(String json) throws IOException {
        JsonNode expected = MAPPER.readTree(utf8(json));
        JsonNode tree = JsonValues.tree(utf8(json), 0, utf8(json).length);
        assertEquals(expected, tree);
        assertEquals(expected.getNodeType(), tree.getNodeType());
        assertEquals(expected.numberType(), tree.numberType());
        assertArrayEquals(MAPPER.writeValueAsBytes(expected), JsonValues.text(tree));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\"}", "{\"a\":}", "]", "nul", "{\"a\":1,}", "\"a", "01", "[1 2]"})
    void refusesWhatObjectMapperRefuses(String json) {
        String expected = assertThrows(IOException.class, () -> MAPPER.readTree(utf8(json)))
                .getMessage();
        IOException failure = assertThrows(IOException.class, () -> JsonValues.tree(utf8(json), 0, utf8(json).length));
        assertEquals(expected.lines().findFirst(), failure.getMessage().lines().findFirst());
    }

    @Test
    void readsAPart() throws IOException {
        assertEquals("[1]", JsonValues.tree(utf8("xx[1]yy"), 2, 5).toString());
        assertTrue(JsonValues.tree(utf8("  "), 0, 2).isMissingNode());
    }

    @Test
    void boundsItsDepth() {
        byte[] deep = utf8("[".repeat(100_000));
        assertThrows(IOException.class, () -> JsonValues.tree(deep, 0, deep.length));
    }
}
