package dev.copra.dataset.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.CocoIndex;
import dev.copra.testdata.DocumentCases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three tiles of 100 x 100 beside each other, each of which has 20 columns in common with the next. */
class SeamTest {
    private static final String TILES = "{\"images\": [" + tile(1, 0) + ", " + tile(2, 80) + ", " + tile(3, 160)
            + "], \"categories\": [{\"id\": 1, \"name\": \"cat\"}]}";

    private static String tile(int id, int x) {
        return "{\"id\": " + id + ", \"width\": 100, \"height\": 100, \"file_name\": \"a_" + x
                + ".png\", \"origin\": {\"image_id\": 9, \"width\": 260, \"height\": 100, \"x\": " + x + ", \"y\": 0}}";
    }

    private static String result(int tile, String box, double score, int category) {
        return "{\"image_id\": " + tile + ", \"category_id\": " + category + ", \"bbox\": " + box + ", \"score\": "
                + score + "}";
    }

    /** The boxes and scores that are left. */
    private static String untiled(SeamRule rule, String... results) throws IOException {
        String list = "[" + String.join(", ", results) + "]";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CocoIndex index = CocoIndex.read(DocumentCases.input(list), DocumentCases.input(TILES), SeamTest::fail)) {
            new Untiling(index, rule, SeamTest::fail).write(out, 1);
        }
        StringBuilder found = new StringBuilder();
        DocumentCases.tree(out.toByteArray()).forEach(record -> {
            assertEquals(9, record.get("image_id").asInt());
            found.append(found.isEmpty() ? "" : " ")
                    .append(record.get("bbox").toString())
                    .append(record.get("score"));
        });
        return found.toString();
    }

    private static void fail(AnnotationException problem) throws IOException {
        throw new IOException(problem.getMessage());
    }

    private static SeamRule rule(SeamRule.Action action) {
        return new SeamRule(action, .5, false);
    }

    /** An object from 60 to 120: the first tile sees it up to 100, the second from 80 on. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MERGE    | [60,10,60,20]0.9
            SUPPRESS | [60,10,40,20]0.9
            KEEP     | [60,10,40,20]0.9 [80,10,40,20]0.8
            """)
    void anObjectAcrossASeam(SeamRule.Action action, String left) throws IOException {
        assertEquals(
                left, untiled(rule(action), result(1, "[60, 10, 40, 20]", .9, 1), result(2, "[0, 10, 40, 20]", .8, 1)));
    }

    /** Of three tiles the outer ones have nothing in common, and the middle one is not the best. */
    @Test
    void anObjectAcrossTwoSeams() throws IOException {
        assertEquals(
                "[60,10,140,20]0.9",
                untiled(
                        rule(SeamRule.Action.MERGE),
                        result(1, "[60, 10, 40, 20]", .9, 1),
                        result(2, "[0, 10, 100, 20]", .5, 1),
                        result(3, "[0, 10, 40, 20]", .8, 1)));
    }

    @Test
    void whatIsNotOneObject() throws IOException {
        // of two categories
        String first = result(1, "[60, 10, 40, 20]", .9, 1);
        assertEquals(
                "[60,10,40,20]0.9 [80,10,40,20]0.8",
                untiled(rule(SeamRule.Action.MERGE), first, result(2, "[0, 10, 40, 20]", .8, 2)));
        assertEquals(
                "[60,10,60,20]0.9",
                untiled(new SeamRule(SeamRule.Action.MERGE, .5, true), first, result(2, "[0, 10, 40, 20]", .8, 2)));
        // of one tile, however much they overlap: that is the model's own affair
        assertEquals(
                "[60,10,40,20]0.9 [60,10,39,20]0.8",
                untiled(rule(SeamRule.Action.MERGE), first, result(1, "[60, 10, 39, 20]", .8, 1)));
        // a small one before a large one: within the strip they cover different pixels
        assertEquals(
                "[60,10,40,20]0.9 [85,12,4,4]0.8",
                untiled(rule(SeamRule.Action.MERGE), first, result(2, "[5, 12, 4, 4]", .8, 1)));
        // one that only begins in the strip, beside another
        assertEquals(
                "[60,10,22,20]0.9 [80,10,60,20]0.8",
                untiled(
                        rule(SeamRule.Action.MERGE),
                        result(1, "[60, 10, 22, 20]", .9, 1),
                        result(2, "[0, 10, 60, 20]", .8, 1)));
    }

    /** The masks decide where both have one. */
    @Test
    void masksAreJoined() throws IOException {
        String left =
                "{\"image_id\": 1, \"category_id\": 1, \"score\": 0.7, \"segmentation\": [[60, 10, 100, 10, 100, 30,"
                        + " 60, 30]], \"bbox\": [60, 10, 40, 20]}";
        String right =
                "{\"image_id\": 2, \"category_id\": 1, \"score\": 0.9, \"segmentation\": [[0, 10, 40, 10, 40, 30, 0,"
                        + " 30]], \"bbox\": [0, 10, 40, 20]}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CocoIndex index = CocoIndex.read(
                DocumentCases.input("[" + left + "," + right + "]"), DocumentCases.input(TILES), SeamTest::fail)) {
            new Untiling(index, rule(SeamRule.Action.MERGE), SeamTest::fail).write(out, 1);
        }
        assertEquals(
                "[\n{\"image_id\": 9, \"category_id\": 1, \"score\": 0.9, \"segmentation\": [[60, 10, 120, 10, 120, 30, 60,"
                        + " 30]], \"bbox\": [60, 10, 60, 20]}]\n",
                out.toString(StandardCharsets.UTF_8));
        String below = right.replace("[[0, 10, 40, 10, 40, 30, 0, 30]]", "[[0, 24, 40, 24, 40, 44, 0, 44]]");
        assertEquals("[60,10,40,20]0.7 [80,10,40,20]0.9", untiled(rule(SeamRule.Action.MERGE), left, below));
    }
}
