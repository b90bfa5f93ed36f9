package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixCommandTest {
    @TempDir
    Path folder;

    private static String document(String annotation) {
        return "{\"images\": [{\"id\": 1, \"width\": 90, \"height\": 90, \"file_name\": \"a.jpg\"}], \"categories\":"
                + " [{\"id\": 1, \"name\": \"cat \"}], \"annotations\": [" + annotation + "]}";
    }

    /** One error that stays: an image that there is not. */
    private static final String LEFT = document(
            "{\"id\": 1, \"image_id\": 7, \"category_id\": 1, \"bbox\": [1, 2, 3, 4], \"area\": 12, \"iscrowd\": 0}");

    @Test
    void theExitCodeDoesNotDependOnWhereTheOutputGoes() throws IOException {
        Path file = Files.writeString(folder.resolve("in.json"), LEFT);
        Path out = folder.resolve("out.json");
        assertEquals(
                1, Typed.copra("fix", file.toString(), "-o", out.toString()).code());
        Typed standard = Typed.copra("fix", file.toString());
        assertEquals(1, standard.code());
        assertEquals(Files.readString(out), standard.out());
        assertEquals(1, Typed.copra("fix", file.toString(), "--dry-run").code());
        Typed piped = Typed.pipe(LEFT, "fix", "-");
        assertEquals(1, piped.code());
        assertEquals(standard.out(), piped.out());
        String good = LEFT.replace("\"image_id\": 7", "\"image_id\": 1");
        assertEquals(0, Typed.pipe(good, "fix", "-").code());
    }

    @Test
    void aDryRunCountsByCodeAndTellsAllChanges() {
        Typed typed = Typed.pipe(LEFT, "fix", "-", "--dry-run");
        assertTrue(typed.out().startsWith("category-name-space: 1\n"), typed.out());
        assertTrue(typed.out().contains("categories[0] (id 1): name: \"cat \" -> \"cat\""), typed.out());
        assertTrue(typed.err().contains("1 record would be changed, 1 member"), typed.err());
        assertEquals(
                "",
                Typed.pipe(LEFT, "fix", "-", "--dry-run", "--select", "bbox").out());
    }

    @Test
    void boxesThatAreNotInTheFormatAreTold() {
        Typed typed = Typed.pipe(LEFT, "fix", "-", "--box", "xyxy");
        assertTrue(typed.err().contains("--box xyxy converts no box"), typed.err());
    }

    @Test
    void aCheckThatWasLeftOutIsNamed() {
        Typed typed = Typed.pipe(LEFT, "fix", "-", "--box", "xyxy", "--select", "area");
        assertTrue(typed.err().contains("--select or --ignore leaves out bbox-xyxy"), typed.err());
    }

    /** Notes are in the JSON, so that standard error is one value. */
    @Test
    void withJsonStandardErrorIsOneValue() throws IOException {
        Typed typed = Typed.pipe(LEFT, "fix", "-", "--box", "xyxy", "--json");
        try (MappingIterator<JsonNode> values =
                new JsonMapper().readerFor(JsonNode.class).readValues(typed.err())) {
            JsonNode value = values.next();
            assertEquals(1, value.get("errors_left").asInt());
            assertTrue(value.get("messages").toString().contains("--box xyxy converts no box"), typed.err());
            assertFalse(values.hasNext());
        }
    }

    /** As {@code | head -1} does. */
    @Test
    void aReaderThatHasGoneEndsADryRunSilently() throws IOException {
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            annotations
                    .append(i == 0 ? "" : ",")
                    .append("{\"id\": 0, \"image_id\": 1, \"category_id\": 1, \"bbox\": [1,2,3,4]}");
        }
        Path file = Files.writeString(folder.resolve("in.json"), document(annotations.toString()));
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
        int code = Main.run(
                gone, new PrintStream(err), java.io.InputStream.nullInputStream(), "fix", file.toString(), "--dry-run");
        assertEquals(141, code, err.toString());
        assertEquals("", err.toString());
    }
}
