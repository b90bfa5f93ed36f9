package dev.copra.testdata;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.io.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The documents of {@code testdata}, unpacked, and Jackson's reading of them. */
public final class DocumentCases {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private DocumentCases() {}

    /** A document of the test data. */
    public record Document(String name, byte[] bytes) {
        /** Whether Jackson reads it as one value: a JSON lines file is several. */
        public boolean isLines() {
            return name.endsWith(".jsonl");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Document> odd() {
        return all(Path.of("testdata", "odd"));
    }

    public static List<Document> all() {
        return Stream.of(Path.of("testdata", "odd"), Path.of("testdata", "scenes"))
                .flatMap(folder -> all(folder).stream())
                .toList();
    }

    private static List<Document> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(DocumentCases::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document read(Path file) {
        String name = file.getFileName().toString();
        try (InputStream in = Files.newInputStream(file)) {
            InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new Document(name, plain.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Input input(byte[] bytes) {
        return Input.standardInput(new ByteArrayInputStream(bytes));
    }

    public static Input input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonNode tree(byte[] json) throws IOException {
        return JACKSON.readTree(json);
    }
}
