package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectConfigTest {
    @TempDir
    Path folder;

    private Typed run(String config, String... args) throws IOException {
        Files.writeString(folder.resolve(".copra.json"), config);
        Path sub = Files.createDirectories(folder.resolve("sub"));
        Path boxes = sub.resolve("boxes.json");
        Files.write(boxes, Files.readAllBytes(Path.of("testdata/scenes/boxes.json")));
        String[] all = new String[args.length + 1];
        for (int i = 0; i < args.length; i++) {
            all[i] = args[i];
        }
        all[args.length] = boxes.toString();
        return Typed.copra(all);
    }

    @Test
    void optionsOfEveryCommandAreTaken() throws IOException {
        Typed polygon = run("{\"mask\": {\"segmentation\": \"polygon\", \"category\": [\"cat\", \"bird\"]}}", "mask");
        assertTrue(polygon.out().contains("\"segmentation\": [["), polygon.err());
        assertTrue(polygon.err().startsWith("copra: each mask"), polygon.err());
        assertTrue(polygon.err().contains("10 masks made"), polygon.err());
        Typed quiet = run("{\"info\": {\"json\": true}}", "info");
        assertTrue(quiet.out().startsWith("{"), quiet.out());
    }

    @Test
    void theCommandLineWins() throws IOException {
        String config = "{\"mask\": {\"segmentation\": \"polygon\", \"category\": \"cat\"}}";
        Typed typed = run(config, "mask", "--segmentation", "rle", "--category", "bird,cat");
        assertFalse(typed.out().contains("\"segmentation\": [["));
        assertTrue(typed.err().contains("10 masks made"), typed.err());
    }

    @Test
    void pathsAreRelativeToTheFile() throws IOException {
        Files.writeString(folder.resolve("cats.txt"), "cat\n");
        Typed typed = run("{\"mask\": {\"output\": \"out.json\", \"category\": [\"@cats.txt\"]}}", "mask");
        assertEquals(0, typed.code(), typed.err());
        assertTrue(Files.exists(folder.resolve("out.json")));
        assertTrue(typed.err().contains("2 masks made"), typed.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"masks\": {}} | there is no command 'masks'",
                "{\"eval\": {\"strategy\": \"fill\"}} | eval: strategy: 'copra eval' has no such option",
                "{\"mask\": {\"limit\": \"three\"}} | mask: limit: \"three\" is not a whole number",
                "{\"mask\": {\"limit\": 1.5}} | mask: limit: 1.5 is not a whole number",
                "{\"mask\": {\"limit\": 1, \"limit\": 2}} | Duplicate field 'limit'",
                "{\"mask\": {\"resume\": 1}} | mask: resume: 1 is not true or false",
                "{\"mask\": {\"shape\": null}} | mask: shape: null is not a string",
                "{\"mask\": []} | mask: an object with the names of options is needed",
                "[] | an object with the names of commands is needed",
                "{\"mask\" | .copra.json: line 1",
            })
    void mistakesAreNamedWithTheirPlace(String config, String message) throws IOException {
        Typed typed = run(config, "info");
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains(message), typed.err());
        assertTrue(typed.err().contains(".copra.json"), typed.err());
    }

    @Test
    void aListOfReportsIsSeveralReports() throws IOException {
        Typed typed = run("{\"validate\": {\"report\": [\"csv=a.csv\", \"junit=b.xml\"]}}", "validate");
        assertEquals(0, typed.code(), typed.err());
        assertTrue(Files.exists(folder.resolve("a.csv")) && Files.exists(folder.resolve("b.xml")));
    }

    /** It may have come with a data set: {@code "output": "../../.bashrc"} would be an attack. */
    @DisabledOnOs(OS.WINDOWS)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mask\": {\"output\": \"../out.json\"}}",
                "{\"mask\": {\"output\": \"in/../../out.json\"}}",
                "{\"mask\": {\"output\": \"/tmp/copra-of-somebody.json\"}}",
                "{\"mask\": {\"output\": \"link/out.json\"}}",
                "{\"mask\": {\"output\": \"nowhere\"}}",
                "{\"mask\": {\"embeddings\": \"..\"}}",
                "{\"validate\": {\"report\": [\"csv=../a.csv\"]}}",
                "{\"validate\": {\"write-baseline\": \"../a.json\"}}",
                "{\"filter\": {\"copy-images\": \"../images\"}}",
            })
    void nothingIsWrittenOutsideItsFolder(String config, @TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        Files.createSymbolicLink(folder.resolve("nowhere"), elsewhere.resolve("none.json"));
        Typed typed = run(config, "mask");
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("where this file may have nothing written"), typed.err());
        assertArrayEquals(new String[0], elsewhere.toFile().list());
    }

    @Test
    void imagesMayLieAnywhere(@TempDir Path elsewhere) throws IOException {
        Typed typed = run("{\"show\": {\"images\": \"" + elsewhere.toString().replace('\\', '/') + "\"}}", "info");
        assertEquals(0, typed.code(), typed.err());
    }
}
