package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Panoptic quality of files whose segments have masks of their own: the same as that of the PNG files they stand for. */
final class PanopticMasksTest {
    private static final String HEAD = """
            {"images": [{"id": "a", "width": 20, "height": 20}],
             "categories": [{"id": 1, "name": "cat", "isthing": 1}, {"id": 2, "name": "sky", "isthing": 0}],
             "annotations": [""";
    /** The picture of testdata: the sky above, two cats below. */
    private static final String SKY = "{\"image_id\": \"a\", \"category_id\": 2, \"id\": 1, \"segmentation\":"
            + " [[0, 0, 20, 0, 20, 10, 0, 10]]}";

    private static final String LEFT = "{\"image_id\": \"a\", \"category_id\": 1, \"id\": 2, \"segmentation\":"
            + " [[0, 10, 10, 10, 10, 20, 0, 20]]}";
    private static final String RIGHT = "{\"image_id\": \"a\", \"category_id\": 1, \"id\": 3, \"segmentation\":"
            + " {\"size\": [20, 20], \"counts\": [210, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,"
            + " 10, 10, 10]}}";

    @TempDir
    private Path directory;

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static String fault(String name) {
        try {
            return Path.of(PanopticMasksTest.class
                            .getResource("/faults/panoptic/" + name)
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode metrics(Typed typed) throws IOException {
        assertEquals(0, typed.code(), typed.err());
        return new JsonMapper().readTree(typed.out()).get("metrics");
    }

    @Test
    void polygonsAndRleAreSegments() throws IOException {
        String truth = file("gt.json", HEAD + SKY + "," + LEFT + "," + RIGHT + "]}");
        String results = file("dt.json", "[" + RIGHT + "," + LEFT + "," + SKY + "]");
        Typed typed = Typed.copra("eval", truth, results, "--type", "panoptic", "--json");
        assertEquals("", typed.err());
        assertEquals(1, metrics(typed).get("PQ").asDouble());
        assertEquals(2, metrics(typed).get("N").asInt());
    }

    /** One side in PNG files, with ids in quotes, the other in records. */
    @Test
    void oneSideMayBePictures() throws IOException {
        String truth = file(
                "gt.json",
                Files.readString(Path.of(fault("gt-str.json")))
                        .replaceAll("\"id\": (10|300|70000)\\b", "\"id\": \"$1\""));
        assertTrue(Files.readString(Path.of(truth)).contains("\"id\": \"300\""));
        String results = file("dt.json", ("[" + RIGHT + "," + LEFT + "," + SKY + "]").replace("\"a\"", "\"000001\""));
        Typed typed = Typed.copra("eval", truth, results, "--type", "panoptic", "--json", "--truth-masks", fault("gt"));
        assertEquals(1, metrics(typed).get("PQ").asDouble());
    }

    @Test
    void whatOverlapsIsNamedAndGoesToTheHigherScore() throws IOException {
        String truth = file("gt.json", HEAD + SKY + "," + LEFT + "," + RIGHT + "]}");
        String all = SKY.replace("[[0, 0, 20, 0, 20, 10, 0, 10]]", "[[0, 0, 20, 0, 20, 20, 0, 20]]");
        String sure = LEFT.replace("\"id\"", "\"score\": 0.9, \"id\"");
        String wide = LEFT.replace("[[0, 10, 10, 10, 10, 20, 0, 20]]", "[[0, 10, 20, 10, 20, 20, 0, 20]]")
                .replace("\"id\"", "\"score\": 0.5, \"id\"");
        String none = LEFT.replace("\"id\"", "\"score\": 0.1, \"id\"");
        String results = file("dt.json", "[" + all + "," + none + "," + wide + "," + sure + "]");
        Typed typed = Typed.copra("eval", truth, results, "--type", "panoptic", "--json");
        assertEquals(1, metrics(typed).get("PQ").asDouble());
        // the sky has 200 pixels of cats; the wide cat 100 of the sure one; the last one is hidden by it
        assertTrue(typed.err().contains("masks overlap on 1 image (\"a\"), by 400 pixels"), typed.err());
        assertTrue(typed.err().contains("1 segment has no pixel and is left out"), typed.err());
    }

    @Test
    void anImageWithoutResultsHasAllMissed() throws IOException {
        String truth = file("gt.json", HEAD + SKY + "," + LEFT + "]}");
        String results = file("dt.json", "[]");
        assertEquals(
                0,
                metrics(Typed.copra("eval", truth, results, "--type", "panoptic", "--json"))
                        .get("PQ")
                        .asDouble());
        assertEquals(
                2,
                metrics(Typed.copra("eval", truth, results, "--type", "panoptic", "--json"))
                        .get("N")
                        .asInt());
    }

    @Test
    void picturesWithoutAFolderAreNamed() {
        Typed typed = Typed.copra("eval", fault("gt.json"), fault("dt.json"), "--type", "panoptic");
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("name the folder"), typed.err());
    }
}
