package dev.copra.cli;

import static dev.copra.cli.Typed.pipe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.GoldenLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RleCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Asks for every line of a golden file and compares the answers. */
    private static void matches(
            String golden,
            Function<JsonNode, JsonNode> question,
            Function<JsonNode, JsonNode> answer,
            String... command)
            throws IOException {
        List<JsonNode> lines = GoldenLines.read(golden);
        String in = lines.stream().map(question).map(q -> q + "\n").collect(Collectors.joining());
        List<String> args = new ArrayList<>(List.of("rle"));
        args.addAll(List.of(command));
        Typed typed = pipe(in, args.toArray(String[]::new));
        assertEquals(0, typed.code(), typed.err());
        String[] answers = typed.out().split("\n");
        assertEquals(lines.size(), answers.length);
        for (int i = 0; i < answers.length; i++) {
            JsonNode found = JSON.readTree(answers[i]);
            JsonNode expected = answer.apply(lines.get(i));
            if (expected.has("iou") || expected.has("bbox")) {
                // 1 and 1.0 are one number
                assertEquals(numbers(expected), numbers(found));
            } else {
                assertEquals(expected, found);
            }
        }
    }

    private static List<Double> numbers(JsonNode node) {
        List<Double> numbers = new ArrayList<>();
        JsonNode value = node.elements().next();
        if (value.isArray()) {
            value.forEach(n -> numbers.add(n.asDouble()));
        } else {
            numbers.add(value.asDouble());
        }
        return numbers;
    }

    private static ObjectNode object(String name, JsonNode value) {
        return JSON.createObjectNode().set(name, value);
    }

    private static JsonNode pair(JsonNode line) {
        return object("a", line.get("a")).set("b", line.get("b"));
    }

    @ParameterizedTest
    @CsvSource({"boxes", "polygons", "masks"})
    void encodesAsPycocotools(String golden) throws IOException {
        matches(golden, line -> line, line -> line.get("rle"), "encode");
    }

    @ParameterizedTest
    @CsvSource({"boxes, toBbox", "polygons, bbox", "masks, bbox"})
    void measuresAsPycocotools(String golden, String box) throws IOException {
        matches(golden, line -> line.get("rle"), line -> object("area", line.get("area")), "area");
        matches(golden, line -> line.get("rle"), line -> object("bbox", line.get(box)), "bounds");
    }

    @Test
    void combinesAsPycocotools() throws IOException {
        matches("pairs", RleCommandTest::pair, line -> line.get("union"), "union");
        matches("pairs", RleCommandTest::pair, line -> line.get("intersection"), "intersection");
        matches("pairs", RleCommandTest::pair, line -> object("iou", line.get("iou")), "iou");
        matches("pairs", RleCommandTest::pair, line -> object("iou", line.get("iouCrowd")), "iou", "--crowd");
    }

    @Test
    void decodesWhatItEncodes() throws IOException {
        matches("masks", line -> line.get("rle"), line -> object("rows", line.get("rows")), "decode");
    }

    /** What trace answers, encode takes back. */
    @Test
    void tracesWhatItEncodes() throws IOException {
        List<JsonNode> lines = GoldenLines.read("masks");
        String in = lines.stream().map(l -> l.get("rle") + "\n").collect(Collectors.joining());
        String[] traced = pipe(in, "rle", "trace").out().split("\n");
        StringBuilder again = new StringBuilder();
        for (int i = 0; i < traced.length; i++) {
            ObjectNode question = (ObjectNode) JSON.readTree(traced[i]);
            question.set("height", lines.get(i).get("height"));
            question.set("width", lines.get(i).get("width"));
            again.append(question).append('\n');
        }
        String[] answers = pipe(again.toString(), "rle", "encode").out().split("\n");
        for (int i = 0; i < answers.length; i++) {
            assertEquals(lines.get(i).get("rle"), JSON.readTree(answers[i]));
        }
    }

    /** A coprocess sends a line and waits for its answer before it sends the next. */
    @Test
    void eachLineIsAnsweredBeforeTheNextIsAwaited() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> answersSoFar = new ArrayList<>();
        byte[] line = "{\"size\":[2,3],\"counts\":\"222\"}\n".getBytes(StandardCharsets.UTF_8);
        InputStream in = new InputStream() {
            private int lines;

            @Override
            public int read() {
                throw new AssertionError("not asked for by the byte");
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                answersSoFar.add(out.toString(StandardCharsets.UTF_8));
                if (lines++ == 3) {
                    return -1;
                }
                System.arraycopy(line, 0, bytes, from, Math.min(line.length, length));
                return Math.min(line.length, length);
            }
        };
        InputStream portions = new java.io.FilterInputStream(in) {
            private byte[] rest = new byte[0];

            @Override
            public int read() throws java.io.IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws java.io.IOException {
                if (rest.length == 0) {
                    byte[] buffer = new byte[100];
                    int count = in.read(buffer, 0, 100);
                    if (count < 0) {
                        return -1;
                    }
                    rest = java.util.Arrays.copyOf(buffer, count);
                }
                int count = Math.min(length, rest.length);
                System.arraycopy(rest, 0, bytes, from, count);
                rest = java.util.Arrays.copyOfRange(rest, count, rest.length);
                return count;
            }

            @Override
            public int available() {
                return rest.length;
            }
        };
        Main.run(out, new PrintStream(OutputStream.nullOutputStream()), portions, "rle", "area");
        String answer = "{\"area\":2}\n";
        assertEquals(List.of("", answer, answer + answer, answer + answer + answer), answersSoFar);
    }
}
