package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.image.LabelPng;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code copra eval --type semantic}. */
class SemanticTest {
    private static final String CATEGORIES =
            "\"categories\": [{\"id\": 3, \"name\": \"sky\"}, {\"id\": 1, \"name\": \"cat\"},"
                    + " {\"id\": 300, \"name\": \"none of it\"}]";

    @TempDir
    Path folder;

    private String out;
    private String err;

    private int run(String... args) {
        Typed done = Typed.copra(args);
        out = done.out();
        err = done.err();
        return done.code();
    }

    private String file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.writeString(path, text);
        return path.toString();
    }

    /** Writes a grey picture. @return its folder */
    private String png(String name, int width, int... values) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        int bits = Arrays.stream(values).max().getAsInt() > 255 ? 16 : 8;
        try (OutputStream to = Files.newOutputStream(path)) {
            LabelPng.writeGrey(to, width, values.length / width, values, bits);
        }
        return path.getParent().toString();
    }

    @Test
    void foldersByHand() throws IOException {
        String truth = png("gt/a.png", 4, 0, 0, 0, 1, 1, 1, 255, 255);
        String results = png("dt/a.png", 4, 0, 0, 1, 1, 1, 2, 2, 255);
        assertEquals(0, run("eval", truth, results, "--type", "semantic", "--per-category"), err);
        // 0: 2 of 3; 1: 2 of 4; 2 is not in the truth
        assertEquals("""
                mIoU   0.5833  mean IoU of the classes
                fwIoU  0.5833  mean IoU, classes by their pixels
                mAcc   0.6667  mean accuracy of the classes
                pAcc   0.6667  accuracy of the pixels
                6 pixels, and 2 without a class in the truth

                class                         pixels       found      common         IoU    accuracy
                0                                  3           2           2      0.6667      0.6667
                1                                  3           3           2      0.5000      0.6667
                2                                  0           1           0           -           -
                """, out);
        String csv = folder.resolve("f.csv").toString();
        assertEquals(
                0, run("eval", truth, results, "--type", "semantic", "--ignore-label", "0", "--json", "--csv", csv));
        JsonNode json = new ObjectMapper().readTree(out);
        assertEquals(3, json.get("ignored_pixels").asInt());
        assertEquals(3, json.get("per_category").size(), "255 is a class now");
        assertEquals("255,255,2,1,1,0.5,0.5", Files.readAllLines(Path.of(csv)).get(3));
    }

    /** The truth as masks and as pictures, the results as masks and as pictures: the same figures. */
    @Test
    void masksAndPicturesByHand() throws IOException {
        String truth = file("t.json", """
                {"images": [{"id": 1, "file_name": "sub/a.jpg", "height": 2, "width": 4}], %s, "annotations": [
                 {"id": 1, "image_id": 1, "category_id": 1, "segmentation": {"size": [2, 4], "counts": [0, 4, 4]}, "area": 4},
                 {"id": 2, "image_id": 1, "category_id": 3, "segmentation": {"size": [2, 4], "counts": [2, 4, 2]}, "area": 4}]}
                """.formatted(CATEGORIES));
        String results = file("r.json", """
                [{"image_id": 1, "category_id": 3, "score": 0.4, "segmentation": {"size": [2, 4], "counts": [0, 8]}},
                 {"image_id": 1, "category_id": 1, "score": 0.9, "segmentation": {"size": [2, 4], "counts": [0, 2, 6]}},
                 {"image_id": 1, "category_id": 300, "score": 0.5, "segmentation": {"size": [2, 4], "counts": [2, 1, 5]}}]
                """);
        String known = png("gt/sub/a.png", 4, 1, 1, 3, 7, 1, 1, 3, 0);
        String found = png("dt/sub/a.png", 4, 1, 300, 3, 3, 1, 3, 3, 3);
        String base = folder.resolve("gt").toString();
        String other = folder.resolve("dt").toString();
        String expected = null;
        for (String by : List.of(results, other)) {
            for (List<String> more : List.of(List.<String>of(), List.of("--truth-masks", base))) {
                List<String> command = new ArrayList<>(List.of("eval", truth, by, "--type", "semantic", "--json"));
                command.addAll(more);
                assertEquals(0, run(command.toArray(String[]::new)), err);
                expected = expected == null ? out : expected;
                assertEquals(expected, out, command.toString());
            }
        }
        JsonNode json = new ObjectMapper().readTree(expected);
        // cat: 2 of 4; sky: 2 of 2 in the truth, 3 found where the truth has a class
        assertEquals((2 / 4. + 2 / 3.) / 2, json.at("/metrics/mIoU").asDouble(), 1e-15);
        assertEquals(
                4 / 6. * 2 / 4. + 2 / 6. * 2 / 3., json.at("/metrics/fwIoU").asDouble(), 1e-15);
        assertEquals(4 / 6., json.at("/metrics/pAcc").asDouble(), 1e-15);
        assertEquals((.5 + 1) / 2, json.at("/metrics/mAcc").asDouble(), 1e-15);
        assertEquals("cat", json.at("/per_category/0/name").asText());
        assertEquals(300, json.at("/per_category/2/id").asInt());
        assertTrue(json.at("/per_category/2/IoU").isNull());
        assertTrue(known.endsWith("sub") && found.endsWith("sub"));
    }

    /** Against each class's pixels counted one by one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void slowly(long seed) throws IOException {
        Random random = new Random(seed);
        int classes = 2 + random.nextInt(4);
        List<int[][]> pictures = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int width = 1 + random.nextInt(9);
            int size = width * (1 + random.nextInt(9));
            int[][] both = {
                random.ints(size, 0, classes + 1)
                        .map(k -> k == classes ? 255 : k)
                        .toArray(),
                random.ints(size, 0, classes).toArray()
            };
            png("gt/" + i + ".png", width, both[0]);
            png("dt/" + i + ".png", width, both[1]);
            pictures.add(both);
        }
        assertEquals(
                0,
                run(
                        "eval",
                        folder.resolve("gt").toString(),
                        folder.resolve("dt").toString(),
                        "-t",
                        "semantic",
                        "--json"));
        JsonNode json = new ObjectMapper().readTree(out);
        double sum = 0;
        int met = 0;
        for (int k = 0; k < classes; k++) {
            int common = 0;
            int either = 0;
            int truth = 0;
            for (int[][] both : pictures) {
                for (int p = 0; p < both[0].length; p++) {
                    boolean counts = both[0][p] != 255;
                    common += counts && both[0][p] == k && both[1][p] == k ? 1 : 0;
                    either += counts && (both[0][p] == k || both[1][p] == k) ? 1 : 0;
                    truth += both[0][p] == k ? 1 : 0;
                }
            }
            if (truth > 0) {
                sum += (double) common / either;
                met++;
            }
        }
        assertEquals(sum / met, json.at("/metrics/mIoU").asDouble(), 1e-14);
    }

    /** Halves of folders, and of masks, give the bytes of the whole, in whatever order, and parts of parts too. */
    @Test
    void partsMakeTheWhole() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 6; i++) {
            String half = i % 2 == 0 ? "even" : "odd";
            int[] known = random.ints(40, 0, 4 + i).toArray();
            int[] found = Arrays.stream(known)
                    .map(k -> random.nextInt(3) == 0 ? 255 : k % 3)
                    .toArray();
            png("gt/" + i + ".png", 8, known);
            png("gt-" + half + "/" + i + ".png", 8, known);
            png("dt/" + i + ".png", 8, found);
            png("dt-" + half + "/" + i + ".png", 8, found);
        }
        String at = folder + "/";
        assertEquals(0, run("eval", at + "gt", at + "dt", "--type", "semantic", "--json"), err);
        String whole = out;
        for (String half : new String[] {"even", "odd"}) {
            run("eval", at + "gt-" + half, at + "dt-" + half, "--type", "semantic", "--partial", at + half + ".gz");
        }
        assertEquals(0, run("aggregate", at + "odd.gz", at + "even.gz", "--json", "--partial", at + "both"), err);
        assertEquals(whole, out);
        run("aggregate", at + "both", "--json");
        assertEquals(whole, out);
        assertEquals(2, run("aggregate", at + "odd.gz", at + "both"));
        assertTrue(err.contains("1.png\" was counted in a part before"), err);
        assertEquals(2, run("aggregate", at + "odd.gz", "--min-ap", ".5"));
        String objects = file("objects.json", "{\"images\": [{\"id\": 1}], \"categories\": [], \"annotations\": []}");
        run("eval", objects, file("none.json", "[]"), "--partial", at + "objects.jsonl");
        assertEquals(2, run("aggregate", at + "odd.gz", at + "objects.jsonl"));
        assertTrue(err.contains("objects.jsonl: this is no part of classes of pixels"), err);
        assertEquals(2, run("aggregate", at + "objects.jsonl", at + "odd.gz"));
        assertEquals(1, err.lines().count(), err);
    }

    /** Of categories, ids and names stay. */
    @Test
    void partsOfMasks() throws IOException {
        List<String> parts = new ArrayList<>();
        StringBuilder allImages = new StringBuilder();
        StringBuilder allMasks = new StringBuilder();
        for (int i = 1; i <= 2; i++) {
            String image = "{\"id\": " + i + ", \"file_name\": \"" + i + ".png\", \"height\": 2, \"width\": 4}";
            String mask = "{\"id\": " + i + ", \"image_id\": " + i + ", \"category_id\": 3, \"score\": 0.5,"
                    + " \"segmentation\": {\"size\": [2, 4], \"counts\": [" + i + ", 4, " + (4 - i) + "]}}";
            allImages.append(i == 1 ? "" : ",").append(image);
            allMasks.append(i == 1 ? "" : ",").append(mask);
            String truth = "{\"images\": [" + image + "], " + CATEGORIES + ", \"annotations\": [" + mask + "]}";
            String part = folder + "/part" + i;
            parts.add(part);
            assertEquals(
                    0,
                    run(
                            "eval",
                            file("t" + i, truth),
                            file("r" + i, "[" + mask.replace("4, " + (4 - i) + "]", "3, " + (5 - i) + "]") + "]"),
                            "--type",
                            "semantic",
                            "--partial",
                            part),
                    err);
        }
        String truth = "{\"images\": [" + allImages + "], " + CATEGORIES + ", \"annotations\": [" + allMasks + "]}";
        String results = "[" + allMasks.toString().replace("4, 3]", "3, 4]").replace("4, 2]", "3, 3]") + "]";
        run("eval", file("t", truth), file("r", results), "--type", "semantic", "--json");
        String whole = out;
        assertTrue(whole.contains("sky"), whole);
        assertEquals(0, run("aggregate", parts.get(1), parts.get(0), "--json"), err);
        assertEquals(whole, out);
    }

    @Test
    void whatDoesNotGoTogether() throws IOException {
        String truth = png("gt/a.png", 2, 0, 1);
        String results = png("dt/a.png", 1, 0, 1);
        assertEquals(2, run("eval", truth, results, "--type", "semantic"));
        assertTrue(err.contains("image a.png: its picture is 2 x 1 but the truth's is 1 x 2 (height x width)"), err);
        png("gt/b.png", 2, 0, 1);
        assertEquals(2, run("eval", truth, truth, "--type", "semantic", "--confusion", "c.csv"));
        assertEquals("copra: --confusion does not go with --type semantic\n", err);
        png("dt/a.png", 2, 0, 1);
        assertEquals(2, run("eval", truth, results, "--type", "semantic"));
        assertTrue(err.contains("b.png") && err.lines().count() == 1, err);
        String document = file("t.json", "{\"images\": [], \"annotations\": [], " + CATEGORIES + "}");
        assertEquals(2, run("eval", truth, document, "--type", "semantic"));
        assertTrue(err.contains("RESULTS must be a folder too"), err);
        assertEquals(2, run("eval", document, document, "--ignore-label", "0"));
    }
}
