package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that exporters write and pycocotools reads, through the commands. */
class OddFilesTest {
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

    private static String fault(String name) {
        try {
            return Path.of(OddFilesTest.class.getResource("/faults/" + name).toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode eval(int code, String truth, String results, String... options) throws IOException {
        String[] args = {"eval", truth, results, "--json"};
        String[] all = Arrays.copyOf(args, args.length + options.length);
        System.arraycopy(options, 0, all, args.length, options.length);
        assertEquals(code, run(all), err);
        return new ObjectMapper().readTree(out);
    }

    @ParameterizedTest
    @CsvSource({
        "ids-string, .25247524752475, 0, ''",
        "ids-numeric-string, 1, 0, ''",
        "ids-uint64, .25247524752475, 0, ''",
        "agnostic-no-categories, .504950495049505, 0, --no-categories",
        "agnostic-no-category-id, .504950495049505, 0, --no-categories",
        "maxdets-one, 1, 0, --max-dets=500",
        "kp-two-sigmas, .65, 0, --type=keypoints",
        "kp-two-skeletons-cat2, 1, 0, --type=keypoints --category=2 --sigmas=.1:.1:.1:.1",
        "truth-no-categories, -1, 1, ''",
    })
    void evaluatesAsPycocotools(String name, double ap, int code, String options) throws IOException {
        String[] all =
                options.isEmpty() ? new String[0] : options.replace(':', ',').split(" ");
        JsonNode answer = eval(code, fault(name + "/gt.json"), fault(name + "/dt.json"), all);
        assertEquals(ap, answer.get("metrics").get("AP").asDouble(), 1e-12);
    }

    @Test
    void bigIdsOfUnityAreEvaluated() throws IOException {
        Path results = folder.resolve("results.json");
        Files.writeString(results, """
                [{"image_id": 91891091516384550185081373185892902457, "category_id": 25, "bbox": [10, 10, 20, 20], "score": 0.5}]""");
        JsonNode answer = eval(0, fault("big-ids-unity.json"), results.toString());
        assertEquals(1, answer.get("metrics").get("AP").asDouble(), 1e-12);
        assertEquals(
                0,
                run(
                        "eval",
                        fault("big-ids-unity.json"),
                        results.toString(),
                        "--images",
                        "91891091516384550185081373185892902457"));
    }

    @Test
    void categoriesPlayNoPartWhereTheyAreNotAskedFor() throws IOException {
        assertEquals(
                0,
                run(
                        "proposals",
                        fault("agnostic-no-category-id/gt.json"),
                        fault("agnostic-no-category-id/dt.json"),
                        "--json"));
        assertEquals(2, new ObjectMapper().readTree(out).get("truths").asInt());
        assertEquals(0, run("suppress", "--agnostic", fault("agnostic-no-category-id/dt.json")), err);
        assertEquals(Files.readString(Path.of(fault("agnostic-no-category-id/dt.json"))), out);
    }

    @Test
    void whatPlaysNoPartIsNamedAndCounted() throws IOException {
        JsonNode answer = eval(1, fault("truth-no-categories/gt.json"), fault("truth-no-categories/dt.json"));
        assertEquals(2, answer.get("rejected_truths").get("category-unknown").asInt());
        String truth = fault("ids-string/gt.json");
        String results = fault("ids-string/dt.json");
        eval(1, truth, results, "--images", "0001_02_d,99");
        assertTrue(err.contains("--images: the truth has no image 99"), err);
        Path slices = folder.resolve("slices.json");
        Files.writeString(slices, "{\"night\": [\"0001_02_d\", \"x\", 5]}");
        JsonNode sliced = eval(1, truth, results, "--slices", slices.toString());
        assertTrue(err.contains("night: the truth has no image x, 5"), err);
        assertEquals(
                1, sliced.get("slices").get("night").get("metrics").get("AP").asDouble(), 1e-12);
        Path large = folder.resolve("large.json");
        Files.writeString(large, Files.readString(Path.of(truth)).replace("\"area\": 100", "\"area\": 2e10"));
        assertEquals(
                2,
                eval(1, large.toString(), results)
                        .get("rejected_truths")
                        .get("area-range")
                        .asInt());
    }

    @Test
    void crowdsAreNoConfusion() throws IOException {
        Path csv = folder.resolve("confusion.csv");
        eval(0, fault("cm-crowd/gt.json"), fault("cm-crowd/dt.json"), "--confusion", csv.toString());
        assertEquals("truth,dog,cat,\ndog,0,0,0\ncat,0,0,0\n,0,0,0\n", Files.readString(csv));
    }

    @ParameterizedTest
    @CsvSource({"rle-list-in-list", "rle-bytes-repr", "rle-backslash-doubled", "poly-points", "poly-nested-points"})
    void masksInOtherSpellingsAreConverted(String name) throws IOException {
        assertEquals(0, run("convert", fault(name + "/gt.json"), "--segmentation", "rle"), err);
        assertTrue(err.contains("in 1 record"), err);
        JsonNode mask =
                new ObjectMapper().readTree(out).get("annotations").get(0).get("segmentation");
        assertEquals(
                name.equals("rle-backslash-doubled") ? 1400 : 300,
                dev.copra.mask.Rle.parse(
                                mask.get("size").get(0).asInt(),
                                mask.get("size").get(1).asInt(),
                                mask.get("counts").asText())
                        .area());
        assertEquals(0, run("convert", fault(name + "/gt.json"), "--segmentation", "polygon"), err);
        assertTrue(err.contains("1 mask converted") || name.startsWith("poly"), err);
    }

    @Test
    void whatCannotBeReadIsReportedWhateverTheTarget() throws IOException {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, """
                {"images": [{"id": 1, "height": 4, "width": 4}], "annotations": [
                 {"id": 1, "image_id": 1, "segmentation": {"size": [4, 4], "counts": "zz"}},
                 {"id": 2, "image_id": 1, "segmentation": {"size": [4, 4], "counts": [1, 2]}},
                 {"id": 3, "image_id": 1, "segmentation": [[1, 2, 3]]},
                 {"id": 4, "image_id": 1, "segmentation": "x"}]}""");
        for (String encoding : new String[] {"rle", "counts", "polygon"}) {
            assertEquals(1, run("convert", file.toString(), "--segmentation", encoding), err);
            assertTrue(err.contains("4 bad records kept as before"), encoding + err);
            assertEquals(Files.readString(file), out);
        }
    }

    @Test
    void quotedAndNestedNumbersAreEvaluated() throws IOException {
        Path results = folder.resolve("results.json");
        Files.writeString(results, """
                [{"image_id": 1, "category_id": 1, "bbox": [10, 10, 20.5, 30], "score": "0.5"}]""");
        JsonNode answer = eval(0, fault("roboflow-string-box.json"), results.toString());
        assertEquals(1, answer.get("metrics").get("AP").asDouble(), 1e-12);
        assertTrue(err.contains("numbers in quotes in 1 record"), err);
        JsonNode keypoints = eval(0, fault("kp-nested/gt.json"), fault("kp-nested/dt.json"), "--type=keypoints");
        assertEquals(1, keypoints.get("metrics").get("AP").asDouble(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void otherEncodingsAreNamed(String encoding) throws IOException {
        for (String mark : new String[] {"", "\ufeff"}) {
            Path file = folder.resolve("encoded.json");
            Files.write(file, (mark + "{\"images\": []}").getBytes(java.nio.charset.Charset.forName(encoding)));
            for (String command : new String[] {"info", "fix", "mask"}) {
                assertEquals(2, run(command, file.toString()), err);
                assertTrue(err.contains("this is " + encoding), err);
                assertTrue(err.contains("iconv -f " + encoding), err);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gt.json, dt.json, false",
        "gt-str.json, dt-str.json, false",
        "gt-noarea.json, dt.json, false",
        "gt-area0.json, dt.json, true"
    })
    void panopticAreasComeFromThePictures(String truth, String results, boolean told) throws IOException {
        JsonNode answer = eval(
                0,
                fault("panoptic/" + truth),
                fault("panoptic/" + results),
                "--type=panoptic",
                "--truth-masks=" + fault("panoptic/gt"),
                "--result-masks=" + fault("panoptic/dt"));
        assertEquals(1, answer.get("metrics").get("PQ").asDouble());
        assertEquals(told, err.contains("3 segments with an area that is not the picture's"), err);
    }
}
