package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that users have, and records that name or describe them otherwise than they are. */
@EnabledIfEnvironmentVariable(named = "COPRA_SHARED", matches = ".+")
class PictureFaultsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private static Path fault(String name) {
        return Path.of(System.getenv("COPRA_SHARED"), "faults", name);
    }

    private static String[] arguments(String command, String fault, String... more) {
        String[] all = new String[4 + more.length];
        all[0] = command;
        all[1] = fault(fault).resolve("gt.json").toString();
        all[2] = "--images";
        all[3] = fault(fault).resolve("images").toString();
        System.arraycopy(more, 0, all, 4, more.length);
        return all;
    }

    /** What validate finds under another name mask has used, and what validate misses got the fallback, with its score of 0. */
    @Test
    void allCommandsFindTheSameFiles() throws IOException {
        Typed validate = copra(arguments("validate", "file-names", "--json"));
        Typed mask = copra(arguments("mask", "file-names", "--strategy", "level-set", "--only", "all", "--scores"));
        assertEquals(1, mask.code(), mask.err());
        assertTrue(mask.err().contains("found with its percent codes decoded"), mask.err());
        Map<String, Double> scores = new HashMap<>();
        for (JsonNode annotation : annotations(mask)) {
            scores.put(
                    annotation.get("image_id").asText(),
                    annotation.path("score").asDouble(-1));
        }
        int missing = 0;
        for (JsonNode finding : JSON.readTree(validate.out()).get("findings")) {
            if (finding.get("code").asText().equals("image-file-missing")) {
                boolean found = finding.get("message").asText().contains("(found ");
                missing += found ? 0 : 1;
                double score = scores.get(finding.get("image").asText());
                assertTrue(found ? score > 0 : score == 0, finding + " has score " + score);
            }
        }
        assertTrue(missing >= 5, missing + " missing");
    }

    @Test
    void halfAPictureGetsTheFallback() throws IOException {
        Typed mask = copra(arguments("mask", "jpeg-cut", "--strategy", "level-set", "--scores"));
        assertEquals(1, mask.code(), mask.err());
        assertTrue(mask.err().contains("is cut off"), mask.err());
        assertEquals(0, annotations(mask).get(0).get("score").asDouble());
    }

    /** The pixels as they are stored are the same in all eight; those of 5 to 8 are turned, and with them the object. */
    @Test
    void picturesAreTurnedWhereTheRecordIs() throws IOException {
        Typed mask = copra(arguments("mask", "exif-record", "--strategy", "level-set"));
        assertEquals(0, mask.code(), mask.err());
        // of which picture it is told depends on the threads
        assertTrue(mask.err().contains(" has EXIF orientation "), mask.err());
        for (JsonNode annotation : annotations(mask)) {
            int orientation = annotation.get("image_id").asInt();
            // where the object is not in the box, the contour finds something else
            boolean found = Math.abs(annotation.get("area").asInt()
                            - annotations(mask).get(0).get("area").asInt())
                    <= 8;
            assertTrue(found || orientation >= 2 && orientation <= 4, mask.out());
        }
        Typed show = copra(
                arguments("show", "exif-record", "-o", folder.resolve("a.png").toString()));
        assertEquals(0, show.code(), show.err());
    }

    private static JsonNode annotations(Typed typed) throws IOException {
        return JSON.readTree(typed.out()).get("annotations");
    }
}
