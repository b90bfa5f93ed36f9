package dev.copra.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.io.Input;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.fix.FixLog;
import dev.copra.validate.fix.FixOptions;
import dev.copra.validate.fix.Fixing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only image files tell about records, and when a record is repaired by them. */
class ImageFixTest {
    @TempDir
    Path folder;

    private Findings validate(Path file, List<String> consumers) throws IOException {
        Findings findings = new Findings(code -> true, Set.of(), false);
        Validation.run(
                Input.file(file),
                new ValidationOptions(2, null, folder.resolve("pictures"), null, null, null, consumers, false),
                findings);
        return findings;
    }

    private String fix(String json) throws IOException {
        Pictures.write(folder.resolve("pictures"));
        Path file = Files.writeString(folder.resolve("a.json"), json);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Fixing.run(
                Input.file(file),
                new FixOptions(code -> true, false, null, folder.resolve("pictures")),
                validate(file, List.of()),
                out,
                new FixLog(line -> {}));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The pixels are 80 x 60; EXIF turns them, and the record says 60 x 80. Only a box that does not fit there decides. */
    @ParameterizedTest
    @CsvSource({
        "turned.jpg, '[10,10,20,20]', 60",
        "turned.jpg, '[10,10,20,65]', 60",
        "turned.jpg, '[10,10,65,20]', 80",
        "plain.png, '[10,10,20,20]', 80",
        "plain.png, '[10,10,20,65]', 60"
    })
    void sidesAreExchangedWhereTheBoxesProveIt(String name, String box, int width) throws IOException {
        String json = "{\"images\":[{\"id\":1,\"file_name\":\"" + name + "\",\"width\":60,\"height\":80}],"
                + "\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":" + box
                + ",\"area\":400,\"iscrowd\":0}],\"categories\":[{\"id\":1,\"name\":\"cat\"}]}";
        String fixed = fix(json);
        assertTrue(fixed.contains("\"width\":" + width + ",\"height\":" + (140 - width)), fixed);
    }

    @Test
    void aNameIsNotNormalisedAwayFromItsFile() throws IOException {
        String json = "{\"images\":[{\"id\":1,\"file_name\":\"sub\\\\photo.jpg\",\"width\":80,\"height\":60}],"
                + "\"annotations\":[],\"categories\":[]}";
        String fixed = fix(json);
        boolean caseMatters = !Files.exists(folder.resolve("pictures/sub/photo.jpg"));
        assertTrue(fixed.contains(caseMatters ? "sub/photo.JPG" : "sub/photo.jpg"), fixed);
    }

    /** Loaders of data sets do not read results. */
    @Test
    void consumersSayNothingAboutResults() throws IOException {
        Pictures.write(folder.resolve("pictures"));
        Path file = Files.writeString(
                folder.resolve("r.json"), "[{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,4],\"score\":0.5}]");
        assertEquals(List.of(), validate(file, Validation.CONSUMERS).codes());
    }
}
