package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copra compare} as a user types it. */
class CompareCommandTest {
    private static final int IMAGES = 30;

    @TempDir
    Path folder;

    private String truth;
    private String good;
    private String bad;
    private String out;
    private String err;

    /** One cat in each image; the bad model misses every third, and its scores are no better. */
    @BeforeEach
    void files() throws IOException {
        List<String> images = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        List<String> all = new ArrayList<>();
        List<String> some = new ArrayList<>();
        for (int i = 1; i <= IMAGES; i++) {
            images.add("{\"id\": " + i + ", \"width\": 100, \"height\": 100}");
            annotations.add("{\"id\": " + i + ", \"image_id\": " + i
                    + ", \"category_id\": 1, \"bbox\": [10, 10, 50, 50], \"area\": 2500, \"iscrowd\": 0}");
            String result = "{\"image_id\": " + i + ", \"category_id\": 1, \"bbox\": [10, 10, 50, 50], \"score\": 0.5}";
            all.add(result);
            some.add(i % 3 == 0 ? result.replace("[10", "[49") : result);
        }
        truth = file(
                "truth.json",
                "{\"images\": " + images + ", \"annotations\": " + annotations
                        + ", \"categories\": [{\"id\": 1, \"name\": \"cat\"}, {\"id\": 2, \"name\": \"dog\"}]}");
        good = file("good.json", all.toString());
        bad = file("bad.json", some.toString());
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int compare(String... args) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        List<String> line = new ArrayList<>(List.of("compare", truth));
        line.addAll(Arrays.asList(args));
        int code = Main.run(
                stdout,
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(new byte[0]),
                line.toArray(String[]::new));
        out = stdout.toString(StandardCharsets.UTF_8);
        err = stderr.toString(StandardCharsets.UTF_8);
        return code;
    }

    private JsonNode metrics(int results) throws IOException {
        return new ObjectMapper().readTree(out).get("comparisons").get(results).get("metrics");
    }

    @Test
    void everyResultIsSetAgainstTheFirst() throws IOException {
        assertEquals(0, compare(good, bad, good, "--json"));
        JsonNode ap = metrics(0).get("AP");
        assertEquals(1, ap.get("first").asDouble());
        assertTrue(ap.get("difference").asDouble() < -.2, out);
        assertTrue(ap.get("low").asDouble() < ap.get("difference").asDouble(), out);
        assertTrue(
                ap.get("high").asDouble() > ap.get("difference").asDouble()
                        && ap.get("high").asDouble() < 0,
                out);
        assertEquals(0, ap.get("better").asDouble());
        assertEquals(2.0 / 1001, ap.get("p").asDouble(), 1e-15);
        assertEquals(.5, metrics(1).get("AP").get("better").asDouble());
        assertEquals(1, metrics(1).get("AP").get("p").asDouble());
        assertTrue(metrics(0).get("APl").get("first").isNull());
    }

    @Test
    void sameBytesWhateverTheThreads() {
        compare(good, bad, "--per-category", "--threads", "1");
        String one = out;
        compare(good, bad, "--per-category", "--threads", "7");
        assertEquals(one, out);
        compare(good, bad, "--per-category", "--seed", "43");
        assertTrue(!one.equals(out) && out.contains("seed 43"));
        assertTrue(out.contains("dog"), out);
    }

    @Test
    void aGateLooksAtTheDifferenceOrAtAnEndOfItsInterval() throws IOException {
        compare(good, bad, "--json");
        JsonNode ap = metrics(0).get("AP");
        for (String which : new String[] {"difference", "low", "high"}) {
            double value = ap.get(which).asDouble();
            assertEquals(0, compare(good, bad, "--fail-below=" + (value - 1e-9), "--fail-by", which), err);
            assertEquals(1, compare(good, bad, "--fail-below=" + (value + 1e-9), "--fail-by", which));
            assertTrue(err.contains("bad.json: AP: ") && err.contains("" + value), err);
        }
        assertEquals(0, compare(bad, good, "--fail-below", "0", "--fail-by", "low"));
        // no figure, no deployment
        assertEquals(1, compare(bad, good, "--fail-below", "0", "--fail-figure", "APl"));
        assertTrue(err.contains("does not exist"), err);
        assertEquals(2, compare(bad, good, "--fail-below", "0", "--fail-figure", "mAP"));
        assertTrue(err.contains("AP, AP50"), err);
    }

    @Test
    void tableHasARowForEachFigureOfEachCategory() {
        assertEquals(0, compare(good, bad, "-q", "--csv", "-", "--bootstrap", "10"));
        List<String> rows = out.lines().filter(line -> line.contains(",")).toList();
        assertTrue(
                rows.get(0).startsWith("results,category_id,category,figure,first,value,difference,low,high,better,p"));
        assertEquals(
                1 + 3 * 12,
                rows.stream().filter(row -> row.split(",", -1).length == 12).count());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertEquals(2, compare(good));
        for (String option : new String[] {"--bootstrap=0", "--confidence=1", "--type=semantic", "--fail-below=7"}) {
            assertEquals(2, compare(good, bad, option), option);
            assertEquals(1, err.lines().filter(line -> line.startsWith("copra")).count(), err);
        }
    }

    @Test
    void twoResultsAreNeededAndMayStandAnywhere() {
        assertEquals(2, compare(good));
        assertTrue(err.contains("two or more are compared"), err);
        assertEquals(0, compare(good, "--bootstrap", "5", bad), err);
    }
}
