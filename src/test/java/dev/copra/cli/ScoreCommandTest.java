package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
    private static final String HEAD = """
            {"images": [{"id": 1, "width": 20, "height": 20}, {"id": 2, "width": 20, "height": 20}],
             "categories": [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}, {"id": 3, "name": "dog"}],
             "annotations": [""";

    @TempDir
    Path folder;

    private String truth;

    @BeforeEach
    void write() throws IOException {
        truth = file(
                "truth.json",
                HEAD + square(1, 1, 1, 10, "") + ", " + square(2, 1, 2, 10, "") + ", " + square("\"a\"", 2, 3, 10, "")
                        + "]}");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** An annotation whose mask is a square in the corner. */
    private static String square(Object id, int image, int category, int side, String more) {
        return "{" + (id == null ? "" : "\"id\": " + id + ", ") + "\"image_id\": " + image + ", \"category_id\": "
                + category
                + ", \"area\": " + side * side + more + ", \"segmentation\": [[0, 0, " + side + ", 0, " + side + ", "
                + side
                + ", 0, " + side + "]]}";
    }

    private static JsonNode json(Typed typed) throws IOException {
        return new JsonMapper().readTree(typed.out());
    }

    @Test
    void masksArePairedByIdOfAnyKind() throws IOException {
        String masks =
                file("masks.json", HEAD + square("\"a\"", 2, 3, 5, "") + ", " + square(1.0, 1, 1, 10, "") + "]}");
        Typed typed = copra("score", truth, masks, "--json");
        assertEquals(0, typed.code(), typed.err());
        JsonNode json = json(typed);
        assertEquals(1.25 / 3, json.at("/all/mean_iou").asDouble(), 1e-12);
        assertEquals(2, json.get("matched").asInt());
        assertEquals(3, json.get("per_category").size(), "two categories of one name are two");
        assertEquals("a", json.at("/worst/1/annotation").asText());
        assertEquals(2, json.at("/worst/0/annotation").asInt());
        assertTrue(copra("score", truth, masks).out().contains("1 annotation without a mask of the same id: IoU 0"));
    }

    @Test
    void masksThatCannotBePairedAreAnError() throws IOException {
        String withoutIds = file("results.json", "[" + square(null, 1, 1, 10, ", \"score\": 0.5") + "]");
        Typed typed = copra("score", truth, withoutIds);
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("results.json: its masks have no ids"), typed.err());
        assertTrue(typed.err().contains("copra eval --type segm"), typed.err());
        assertFalse(typed.out().contains("0.0000"));
        String others = file("others.json", HEAD + square(77, 1, 1, 10, "") + "]}");
        assertTrue(copra("score", truth, others).err().contains("none of its ids is that of an annotation"));
        String boxes = file("boxes.json", HEAD + "{\"id\": 1, \"image_id\": 1, \"bbox\": [1, 2, 3, 4]}]}");
        assertTrue(copra("score", truth, boxes).err().contains("boxes.json: there is no mask in it"));
    }

    /** The order of an earlier version. */
    @Test
    void masksThatAreNamedFirstAreNoticed() throws IOException {
        String masks = file("masks.json", HEAD + square(1, 1, 1, 5, ", \"score\": 0.5") + "]}");
        Typed right = copra("score", truth, masks);
        Typed wrong = copra("score", masks, truth);
        assertEquals(right.out(), wrong.out());
        assertEquals("", right.err());
        assertTrue(wrong.err().contains("name the truth first"), wrong.err());
    }

    @Test
    void aBadRecordIsToldOnce() throws IOException {
        String bad = file(
                "bad.json",
                HEAD + square(1, 1, 1, 10, "") + ", {\"id\": 9, \"image_id\": 55, "
                        + "\"segmentation\": [[1, 1, 5, 1, 5, 5]]}]}");
        Typed typed = copra("score", bad, truth);
        assertEquals(1, typed.code());
        assertEquals(
                1,
                typed.err()
                        .lines()
                        .filter(line -> line.contains("annotations[1]"))
                        .count(),
                typed.err());
    }

    @Test
    void selections() throws IOException {
        assertEquals(
                1,
                json(copra("score", truth, truth, "--category", "cat", "--json"))
                        .at("/all/n")
                        .asInt());
        assertEquals(
                2,
                json(copra("score", truth, truth, "--category", "dog", "--json"))
                        .at("/all/n")
                        .asInt());
        JsonNode second = json(copra("score", truth, truth, "--images", "2", "--json"));
        assertEquals(1, second.at("/all/n").asInt());
        assertEquals(1, second.at("/images").asInt(), "the unions, too, are of the images that are asked for");
        assertEquals(2, copra("score", truth, truth, "--images", "2,33").code());
        assertEquals(2, copra("score", truth, truth, "--category", "bird").code());
    }
}
