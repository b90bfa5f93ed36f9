package dev.copra.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.copra.LawCases;
import dev.copra.testdata.DocumentCases;
import dev.copra.testdata.JsonMutator;
import dev.copra.testdata.Trickle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonScannerTest {
    /** As deep as the scanner goes, and with numbers as long as they come. */
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(1 << 20)
                    .maxNestingDepth(512)
                    .build())
            .build();

    private static final List<byte[]> DOCUMENTS = Stream.concat(
                    DocumentCases.odd().stream()
                            .filter(d -> !d.isLines() && d.bytes().length < 3000)
                            .map(DocumentCases.Document::bytes),
                    Stream.of(
                                    "[1, -2.5e3, 0.25E-2, 10, -0, 1e+9]",
                                    "{\"a\":[],\"b\":{\"a\":true}}",
                                    "[NaN, -Infinity]",
                                    "7")
                            .map(text -> text.getBytes(StandardCharsets.UTF_8)))
            .toList();

    static LongStream seeds() {
        return LawCases.seeds();
    }

    /** What the scanner says of a text: null if it is JSON, else what is wrong. */
    private static String verdict(InputStream in) throws IOException {
        JsonScanner scanner = new JsonScanner(new ByteWindow(in, null), NonFinitePolicy.KEEP);
        try {
            scanner.skipByteOrderMark();
            scanner.skipValue();
            if (scanner.peek() >= 0) {
                throw scanner.wrong("there is more");
            }
            return null;
        } catch (JsonException e) {
            return e.getMessage();
        }
    }

    private static String verdict(String text) throws IOException {
        return verdict(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Jackson's verdict on what is strictly UTF-8, except that it takes INF, -INF and +Infinity, which Python refuses, and
     * refuses half a surrogate pair in a name, which Python takes.
     */
    private static boolean isJson(byte[] json) throws IOException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString()
                    .replaceAll("\\\\u[dD][89a-bA-B](?=[0-9a-fA-F]{2})", "\\\\u00");
        } catch (CharacterCodingException e) {
            return false;
        }
        try (JsonParser parser = JACKSON.createParser(text.startsWith("\ufeff") ? text.substring(1) : text)) {
            int depth = 0;
            boolean ended = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (ended || token == JsonToken.VALUE_NUMBER_FLOAT && !isNumber(parser.getText())) {
                    return false;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                ended = depth == 0;
            }
            return ended;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9].*|NaN|-?Infinity");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damagedDocumentsAreJudgedAsByJackson(long seed) throws IOException {
        Random random = new Random(seed);
        JsonMutator mutator = new JsonMutator(random);
        for (int i = 0; i < LawCases.CASES_PER_SEED; i++) {
            byte[] json = mutator.mutate(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())));
            String verdict = verdict(new ByteArrayInputStream(json));
            assertEquals(
                    isJson(json), verdict == null, () -> verdict + ": " + new String(json, StandardCharsets.UTF_8));
            assertEquals(verdict, verdict(new Trickle(json, seed, 7)), "in small portions");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1 "b": 2}       | found '"' where ',' or '}' should be at line 1 column 9
            {"a" 1}               | found '1' where ':' should be at line 1 column 6
            {a: 1}                | found 'a' where a member name in quotes should be at line 1 column 2
            {"a": 1,}             | found '}' where a member name in quotes should be at line 1 column 9
            [1, 2,]               | found ']' where a JSON value should be at line 1 column 7
            [1, 02]               | found '2' where ',' or ']' should be at line 1 column 6
            [1, 2                 | the input ends where ',' or ']' should be at line 1 column 6
            [-]                   | found ']' where a digit should be at line 1 column 3
            [1.]                  | found ']' where a digit should be at line 1 column 4
            [1e]                  | found ']' where a digit should be at line 1 column 4
            [.5]                  | found '.' where a JSON value should be at line 1 column 2
            [tru]                 | found ']' where true should be at line 1 column 5
            [Nan]                 | found 'n' where NaN should be at line 1 column 4
            [-Inf]                | found ']' where -Infinity should be at line 1 column 6
            ["a                   | the input ends inside a string at line 1 column 4
            ["\\x"]               | found 'x' where an escape character should be at line 1 column 4
            ["\\u12G4"]           | found 'G' where a hexadecimal digit should be at line 1 column 7
            [] []                 | there is more at line 1 column 4
            `[1,~ 2,~~  x]`       | found 'x' where a JSON value should be at line 4 column 3
            `["é", x]`            | found 'x' where a JSON value should be at line 1 column 8
            `["a~b"]`             | a control character (0xa) inside a string at line 1 column 4
            ``                    | the input ends where a JSON value should be at line 1 column 1
            """)
    void errorsHaveTheirPlace(String text, String message) throws IOException {
        assertEquals(message, verdict(text.replace("~", "\n")));
    }

    @Test
    void bytesThatAreNotUtf8HaveTheirPlace() throws IOException {
        byte[] latin1 = "[\"ab\u00e9\"]".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "bytes that are not UTF-8 inside a string at line 1 column 6",
                verdict(new ByteArrayInputStream(latin1)));
    }

    @Test
    void nestingHasALimit() throws IOException {
        assertNull(verdict("[".repeat(512) + "]".repeat(512)));
        assertEquals("nested more than 512 levels deep at line 1 column 513", verdict("[".repeat(100_000)));
        assertEquals("nested more than 512 levels deep at line 1 column 2561", verdict("{\"a\":".repeat(100_000)));
    }

    /** Whatever stands where the window's first bytes end. */
    @ParameterizedTest
    @EnumSource(names = {"KEEP", "NULL"})
    void whereTheWindowEndsMakesNoDifference(NonFinitePolicy policy) throws IOException {
        String item = "[-Infinity, Infinity, NaN, -12.5e-3, true, null, \"\\u00e9\\ud83e\\udd65 🥥é\", {\"a\": -1}]";
        String written = policy == NonFinitePolicy.NULL ? item.replaceAll("-?Infinity|NaN", "null") : item;
        for (int shift = 0; shift < item.length() + 8; shift++) {
            String start = "[" + " ".repeat((1 << 18) - 4 - shift);
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            ByteWindow window = new ByteWindow(
                    new ByteArrayInputStream((start + item + "," + item + "]").getBytes(StandardCharsets.UTF_8)), copy);
            JsonScanner scanner = new JsonScanner(window, policy);
            scanner.skipValue();
            window.copyUpTo(window.position);
            assertArrayEquals(
                    (start + written + "," + written + "]").getBytes(StandardCharsets.UTF_8),
                    copy.toByteArray(),
                    "shifted by " + shift);
            assertEquals(6, scanner.nonFiniteCount());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1, "b": 2}                               | 0
            {"a": 1, "b": {"a": 1}, "c": [{"a": 1}]}       | 0
            [{"a": 1}, {"a": 1}]                           | 0
            {"": 1, "\\u0000": 2, "\\u0001": 3}            | 0
            {"a": 1, "b": 2, "a": 3}                       | 18
            {"a": 1, "\\u0061": 2}                         | 10
            {"a": {"b": 1, "c": {}, "b": 2}}               | 25
            {"\\n": 1, "\\u000a": 2}                       | 11
            {"é": 1, "\\u00e9": 2}                         | 11
            {"🥥": 1, "\\ud83e\\udd65": 2}                 | 13
            """)
    void duplicateNamesAreNoted(String json, long column) throws IOException {
        JsonScanner scanner =
                new JsonScanner(new ByteWindow(json.getBytes(StandardCharsets.UTF_8)), NonFinitePolicy.KEEP);
        scanner.skipValue();
        JsonScanner.Place duplicate = scanner.takeDuplicate();
        assertEquals(column, duplicate == null ? 0 : duplicate.column());
        assertNull(scanner.takeDuplicate());
    }

    @Test
    void manyNamesAreTakenApart() throws IOException {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            members.add("\"" + Integer.toString(i, 36) + "\":0");
        }
        String json = "{" + String.join(",", members);
        JsonScanner scanner = scanner(json + "}");
        scanner.skipValue();
        assertNull(scanner.takeDuplicate());
        scanner = scanner(json + ",\"zz\":0}");
        scanner.skipValue();
        assertEquals(json.length() + 2, scanner.takeDuplicate().column());
    }

    @Test
    void nonFiniteNumbersCanBeRefused() {
        JsonScanner scanner = new JsonScanner(
                new ByteWindow("[1, -Infinity]".getBytes(StandardCharsets.UTF_8)), NonFinitePolicy.ERROR);
        JsonException e = assertThrows(JsonException.class, scanner::skipValue);
        assertEquals("-Infinity is not JSON at line 1 column 5", e.getMessage());
    }

    private static JsonScanner scanner(String json) {
        return new JsonScanner(new ByteWindow(json.getBytes(StandardCharsets.UTF_8)), NonFinitePolicy.KEEP);
    }
}
