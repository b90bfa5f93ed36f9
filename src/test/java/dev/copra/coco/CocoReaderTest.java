package dev.copra.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.io.Input;
import dev.copra.json.JsonException;
import dev.copra.json.NonFinitePolicy;
import dev.copra.testdata.DocumentCases;
import dev.copra.testdata.Trickle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CocoReaderTest {
    private static final String IMAGES = "\"images\": [{\"id\": 1}, {\"id\": 2, \"unusable\": 1}, {\"id\": 3}]";
    private static final String ANNOTATIONS = "\"annotations\": [{\"id\": 1}, {\"id\": 2, \"id\": 2}, {\"id\": 3}]";
    private static final String CATEGORIES =
            "\"categories\": [{\"id\": 1, \"name\": \"a\", \"name\": \"b\"}, {\"id\": 2}]";

    @TempDir
    Path folder;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private Input file(String name, byte[] bytes) throws IOException {
        return Input.file(Files.write(folder.resolve(name), bytes));
    }

    private static String rewrite(Input input, CocoVisitor visitor, NonFinitePolicy policy) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        CocoReader.rewrite(input, visitor, copy, policy);
        return copy.toString(StandardCharsets.UTF_8);
    }

    /** Every order of the three lists, as a file, a packed file and a pipe. */
    @ParameterizedTest
    @ValueSource(strings = {"IAC", "ICA", "AIC", "ACI", "CAI", "CIA"})
    void theOrderOfTheListsMakesNoDifference(String order) throws IOException {
        String json = order.chars()
                .mapToObj(c -> c == 'I' ? IMAGES : c == 'A' ? ANNOTATIONS : CATEGORIES)
                .collect(Collectors.joining(",\n ", "\ufeff{\"info\": {},\n ", "}\n"));
        for (Input input : List.of(
                file("plain.json", utf8(json)),
                file("packed.json", gzip(utf8(json))),
                Input.standardInput(new Trickle(utf8(json), 1, 7)),
                Input.standardInput(new Trickle(gzip(utf8(json)), 1, 7)))) {
            Witness witness = new Witness(Section.IMAGES, Section.CATEGORIES);
            assertEquals(json, rewrite(input, witness, NonFinitePolicy.KEEP));
            assertEquals(
                    Set.of("images[0] {\"id\": 1}", "images[2] {\"id\": 3}", "categories[1] {\"id\": 2}"),
                    Set.copyOf(witness.learned));
            assertEquals(3, witness.learned.size(), "learned once");
            assertEquals(
                    List.of("annotations[0] {\"id\": 1} after 3", "annotations[2] {\"id\": 3} after 3"),
                    witness.seen.stream().filter(s -> s.startsWith("ann")).toList());
            assertEquals(
                    Set.of(
                            "images[1] (id 2): this cannot be used",
                            "categories[0] (id 1): " + duplicate(json, "\"name\": \"b\""),
                            "annotations[1] (id 2): " + duplicate(json, "\"id\": 2}, {\"id\": 3}")),
                    Set.copyOf(witness.problems));
            assertEquals(3, witness.problems.size(), "told once");
        }
    }

    private static String duplicate(String json, String at) {
        int index = json.lastIndexOf(at);
        long line = 1 + json.substring(0, index).chars().filter(c -> c == '\n').count();
        int start = json.lastIndexOf('\n', index) + 1;
        int column = utf8(json.substring(start, index)).length + 1;
        return "a member has the name of another at line " + line + " column " + column;
    }

    @Test
    void whatStandsBeforeTheAnnotationsIsReadOnce() throws IOException {
        InputStream once = new ByteArrayInputStream(utf8("{" + IMAGES + "," + CATEGORIES + "," + ANNOTATIONS + "}"));
        Witness witness = new Witness(Section.IMAGES);
        CocoReader.read(Input.standardInput(once), witness);
        assertEquals(2, witness.learned.size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                        | the input is empty at line 1 column 1
            `~ ~`                                     | the input is empty at line 3 column 1
            7                                         | this is neither a JSON object nor a list at line 1 column 1
            `"text"`                                  | this is neither a JSON object nor a list at line 1 column 1
            PK                                        | this is not JSON; if it is a zip archive, unpack it at line 1 column 1
            {"images": []                             | the input ends where ',' or '}' should be at line 1 column 14
            {"images": []}}                           | there is more after the end of the document at line 1 column 15
            {"images": []} {"images": []}             | there is more after the end of the document at line 1 column 16
            [{"id": 1}]~x                             | there is more after the end of the document at line 2 column 1
            {"images": {}}                            | "images" is not a list at line 1 column 12
            {"annotations": "none"}                   | "annotations" is not a list at line 1 column 17
            {"annotations": nul}                      | found '}' where null should be at line 1 column 20
            {"images": [],~ "images": []}             | duplicate member "images" at line 2 column 2
            {"images": [],~ "im\\u0061ges": []}       | duplicate member "images" at line 2 column 2
            {"annotations": [{"id": 1},~~ {"id": 2},]}| found ']' where a JSON value should be at line 3 column 12
            {"annotations": [{"id": 1} {"id": 2}]}    | found '{' where ',' or ']' should be at line 1 column 28
            {"annotations": [{"id": 1,~ "x" 2}]}      | found '2' where ':' should be at line 2 column 6
            {"bbox": [1]}~{"bbox": [2}~{"bbox": [3]}  | found '}' where ',' or ']' should be at line 2 column 12
            """)
    void whatIsNoDocumentIsRefusedWithItsPlace(String json, String message) throws IOException {
        byte[] bytes = utf8(json.replace('~', '\n'));
        for (Input input : List.of(file("bad.json", bytes), Input.standardInput(new Trickle(bytes, 1, 3)))) {
            JsonException e = assertThrows(
                    JsonException.class,
                    () -> rewrite(input, new Witness(Section.IMAGES, Section.CATEGORIES), NonFinitePolicy.KEEP));
            assertEquals(input.name() + ": " + message, e.getMessage());
        }
    }

    /** Found while a pipe is read ahead from its temporary file. */
    @Test
    void errorsBehindTheAnnotationsHaveTheirPlaceToo() throws IOException {
        byte[] json = utf8("{\n  \"annotations\": [{\"id\": 1},\n {}],\n \"images\": [{\"id\": x}]}");
        for (Input input : List.of(file("bad.json", json), Input.standardInput(new Trickle(json, 1, 3)))) {
            Witness witness = new Witness(Section.IMAGES);
            JsonException e = assertThrows(JsonException.class, () -> rewrite(input, witness, NonFinitePolicy.KEEP));
            assertEquals(input.name() + ": found 'x' where a JSON value should be at line 4 column 20", e.getMessage());
            assertEquals(List.of(), witness.seen);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                     | DATASET
            {"info": {"images": [1]}}              | DATASET
            {"info": 1, "annotations": [{}]}       | DATASET
            {"images": null, "bbox": []}           | DATASET
            {"im\\u0061ges": []}                   | DATASET
            []                                     | RESULTS
            [{"image_id": 1}]                      | RESULTS
            {"image_id": 1}                        | LINES
            {"id": 1, "bbox": []}                  | LINES
            {"a": 1}~{"a": 2}                      | LINES
            {"a": 1}{"a": 2}                       | LINES
            """)
    void layoutsAreTold(String json, DocumentKind kind) throws IOException {
        byte[] bytes = utf8(json.replace('~', '\n'));
        assertEquals(
                kind, CocoReader.read(DocumentCases.input(bytes), new Witness()).kind());
        assertEquals(
                kind,
                CocoReader.read(Input.standardInput(new Trickle(bytes, 1, 2)), new Witness())
                        .kind());
    }

    @Test
    void whatIsNoRecordIsToldAndKept() throws IOException {
        String json = "[1, {\"id\": 1}, [{\"id\": 1}], null,\n \"x\", {\"id\": 2, \"unusable\": []}]";
        Witness witness = new Witness(Section.IMAGES);
        assertEquals(json, rewrite(DocumentCases.input(json), witness, NonFinitePolicy.KEEP));
        assertEquals(
                List.of(
                        "annotations[0]: this is not an object at line 1 column 2",
                        "annotations[2]: this is not an object at line 1 column 16",
                        "annotations[3]: this is not an object at line 1 column 29",
                        "annotations[4]: this is not an object at line 2 column 2",
                        "annotations[5] (id 2): this cannot be used"),
                witness.problems);
    }

    @Test
    void duplicateNamesOutsideOfRecordsAreTold() throws IOException {
        String json =
                "{\"info\": {\"a\": 1, \"a\": 2},\n \"info\": 3, \"annotations\": [{\"x\": [{\"y\": 1, \"y\": 2}]}]}";
        Witness witness = new Witness();
        assertEquals(json, rewrite(DocumentCases.input(json), witness, NonFinitePolicy.KEEP));
        assertEquals(
                List.of(
                        "info: a member has the name of another at line 1 column 19",
                        "the document: duplicate member \"info\" at line 2 column 2",
                        "annotations[0]: a member has the name of another at line 2 column 45"),
                witness.problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            KEEP | 6 | {"info": NaN, "annotations": [{"id": 1, "area": -Infinity, "x": [NaN, 1, {"y": Infinity}]}, NaN], "z": [NaN]}
            NULL | 6 | {"info": null, "annotations": [{"id": 1, "area": null, "x": [null, 1, {"y": null}]}, null], "z": [null]}
            """)
    void numbersThatAreNotFiniteAreCountedAndReplaced(NonFinitePolicy policy, long count, String expected)
            throws IOException {
        String json = "{\"info\": NaN, \"annotations\": [{\"id\": 1, \"area\": -Infinity, \"x\": [NaN, 1, {\"y\":"
                + " Infinity}]}, NaN], \"z\": [NaN]}";
        for (Input input : List.of(file("nan.json", utf8(json)), Input.standardInput(new Trickle(utf8(json), 1, 3)))) {
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            CocoReader.Summary summary = CocoReader.rewrite(input, new Witness(Section.IMAGES), copy, policy);
            assertEquals(expected, copy.toString(StandardCharsets.UTF_8));
            assertEquals(count, summary.nonFinite());
        }
    }

    @Test
    void numbersThatAreNotFiniteCanBeRefused() {
        JsonException e = assertThrows(
                JsonException.class,
                () -> rewrite(
                        DocumentCases.input("{\"annotations\": [\n{\"area\": NaN}]}"),
                        new Witness(),
                        NonFinitePolicy.ERROR));
        assertEquals("standard input: NaN is not JSON at line 2 column 10", e.getMessage());
    }

    /** The value that an edit replaces takes its NaN with it; the others become null. */
    @Test
    void editsAndNullsGoTogether() throws IOException {
        CocoVisitor visitor = new CocoVisitor() {
            @Override
            public Edit annotation(CocoRecord annotation) {
                return Edit.builder().set("b", utf8("7")).set("new", utf8("8")).build();
            }

            @Override
            public void reject(AnnotationException problem) {
                throw new AssertionError(problem);
            }
        };
        assertEquals(
                "[{\"a\": null, \"b\": 7, \"c\": [null], \"new\": 8}]",
                rewrite(
                        DocumentCases.input("[{\"a\": NaN, \"b\": [NaN, {\"x\": Infinity}], \"c\": [-Infinity]}]"),
                        visitor,
                        NonFinitePolicy.NULL));
    }

    @Test
    void membersThatAnotherProgramSharesAreNoRecords() throws IOException {
        Witness witness = new Witness();
        CocoReader.read(
                DocumentCases.input(
                        "{\"x\": {\"annotations\": [{\"id\": 1}]}, \"annotations\": [{\"images\": [{\"id\": 2}]}]}"),
                witness);
        assertEquals(List.of("annotations[0] {\"images\": [{\"id\": 2}]} after 0"), witness.seen);
    }

    @Test
    void readErrorsNameTheInput() throws IOException {
        byte[] packed = gzip(utf8("[" + "{\"id\": 1}, ".repeat(10_000) + "{}]"));
        byte[] damaged = packed.clone();
        damaged[packed.length - 6] ^= 0x55;
        for (byte[] bytes : List.of(
                java.util.Arrays.copyOf(packed, packed.length / 2), java.util.Arrays.copyOf(packed, 2), damaged)) {
            Input input = file("in.json.gz", bytes);
            FileSystemException e =
                    assertThrows(FileSystemException.class, () -> CocoReader.read(input, new Witness()));
            assertEquals(input.name() + ": the gzip data is damaged or cut off", e.getMessage());
        }
        FileSystemException e =
                assertThrows(FileSystemException.class, () -> CocoReader.read(Input.file(folder), new Witness()));
        assertTrue(e.getMessage().startsWith(folder + ": this is a directory, not a file"), e.getMessage());
    }

    @Test
    void whatDoesNotFitIntoMemoryIsRefused() throws IOException {
        String start = "{\"images\": [{\"id\": 1}],\n \"annotations\": [{\"caption\": \"";
        JsonException e = assertThrows(
                JsonException.class,
                () -> CocoReader.read(
                        Input.standardInput(
                                new java.io.SequenceInputStream(new ByteArrayInputStream(utf8(start)), new Endless())),
                        new Witness(Section.IMAGES)));
        assertTrue(
                e.getMessage().startsWith("standard input: a record is longer than 67108864 bytes at line 2 column 6"),
                e.getMessage());
    }

    /** What stands before the lists may be longer than any record. */
    @Test
    void otherMembersMayBeOfAnyLength() throws IOException {
        InputStream document = new java.io.SequenceInputStream(java.util.Collections.enumeration(List.of(
                new ByteArrayInputStream(utf8("{\"embedding\": \"")),
                new Endless(80 << 20),
                new ByteArrayInputStream(utf8("\", \"images\": [{\"id\": 1}], \"bbox\": []}")))));
        Witness witness = new Witness();
        assertEquals(
                DocumentKind.DATASET,
                CocoReader.read(Input.standardInput(document), witness).kind());
        assertEquals(List.of("images[0] {\"id\": 1}"), witness.seen);
    }

    /** The letter x, for ever or so many times. */
    private static final class Endless extends InputStream {
        private long rest;

        Endless() {
            this(Long.MAX_VALUE);
        }

        Endless(long rest) {
            this.rest = rest;
        }

        @Override
        public int read() {
            return rest-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (rest <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, rest);
            java.util.Arrays.fill(bytes, from, from + count, (byte) 'x');
            rest -= count;
            return count;
        }
    }

    /** As {@code cat a.gz b.gz} sends them, with a pause between. */
    @Test
    void gzipMembersFollowEachOther() throws IOException {
        byte[] first = gzip(utf8("{\"image_id\": 1}\n"));
        byte[] second = gzip(utf8("{\"image_id\": 2}\n"));
        InputStream pipe = new InputStream() {
            private final InputStream both =
                    new java.io.SequenceInputStream(new ByteArrayInputStream(first), new ByteArrayInputStream(second));

            @Override
            public int read() throws IOException {
                return both.read();
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return both.read(bytes, from, length);
            }
        };
        Witness witness = new Witness();
        CocoReader.read(Input.standardInput(pipe), witness);
        assertEquals(2, witness.seen.size());
        assertTrue(witness.seen.get(1).contains("2"));
    }
}
