package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copra eval}, {@code suppress}, {@code proposals} and {@code anchors} as a user types them. */
class EvaluationCommandsTest {
    private static final String TRUTH = """
            {"images": [{"id": 1, "height": 100, "width": 100}, {"id": 2, "height": 100, "width": 100}],
             "categories": [{"id": 1, "name": "cat"}, {"id": 5, "name": "dog, big"}],
             "annotations": [
              {"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 10, 50, 50], "area": 2500, "iscrowd": 0},
              {"id": 2, "image_id": 2, "category_id": 5, "bbox": [60, 60, 20, 20], "area": 400, "iscrowd": 0}]}
            """;
    private static final String RESULTS = """
            [{"image_id": 1, "category_id": 1, "bbox": [10, 10, 50, 50], "score": 0.9},
             {"image_id": 2, "category_id": 1, "bbox": [60, 60, 20, 20], "score": 0.8},
             {"image_id": 2, "category_id": 5, "bbox": [62, 60, 20, 20], "score": 0.7}]
            """;

    @TempDir
    Path folder;

    private String out;
    private String err;

    private int run(String in, String... args) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        int code = Main.run(
                stdout,
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                args);
        out = stdout.toString(StandardCharsets.UTF_8);
        err = stderr.toString(StandardCharsets.UTF_8);
        return code;
    }

    private String file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.writeString(path, text);
        return path.toString();
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }

    /** The truth is read, and then looked at once more for what counts nowhere: both kinds are counted once. */
    @Test
    void problemsOfTheTruthAreCountedOnce() throws IOException {
        String bad = "{\"id\": 1, \"image_id\": 1, \"category_id\": 1, \"area\": 4, \"bbox\": [1, 2]},";
        String truth = file("truth.json", TRUTH.replace("\"annotations\": [", "\"annotations\": [" + bad.repeat(7)));
        run("", "eval", truth, file("results.json", RESULTS));
        assertEquals(2, err.split("2 more, 7 in all", -1).length, err);
    }

    /** A truth without area counts nowhere in LVIS, however often a truth is evaluated. */
    @Test
    void lvisWithATruthWithoutArea() throws IOException {
        String truth = TRUTH.replace(
                        "\"width\": 100",
                        "\"width\": 100, \"neg_category_ids\": [], \"not_exhaustive_category_ids\": []")
                .replace("\"name\"", "\"frequency\": \"f\", \"name\"")
                .replace("\"area\": 400", "\"area\": 0");
        String results = file("results.json", RESULTS);
        assertEquals(0, run("", "eval", file("truth.json", truth), results, "--lvis", "--json"), err);
        assertEquals(-1, json().at("/per_category/1/AP").asDouble());
        assertEquals(0, run("", "compare", file("truth.json", truth), results, results, "--lvis"), err);
    }

    @Test
    void tableAsPycocotoolsPrintsIt() throws IOException {
        assertEquals(0, run(RESULTS, "eval", file("t.json", TRUTH), "-"));
        assertEquals("", err);
        assertEquals(12, out.lines().count());
        assertTrue(
                out.startsWith(" Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.850\n"
                        + " Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 1.000\n"),
                out);
        assertTrue(
                out.endsWith(" Average Recall     (AR) @[ IoU=0.50:0.95 | area= large | maxDets=100 ] = -1.000\n"),
                out);
    }

    @Test
    void confusionOfCategories() throws IOException {
        String truth = file("t.json", TRUTH);
        String matrix = folder.resolve("confusion.csv").toString();
        String[] command = {"eval", truth, "-", "--confusion", matrix, "--confusion-score", ".75"};
        assertEquals(0, run(RESULTS, Arrays.copyOf(command, 5)));
        assertEquals("""
                truth,cat,"dog, big",
                cat,1,0,0
                "dog, big",1,0,0
                ,0,1,0
                """, Files.readString(Path.of(matrix)));
        assertEquals(0, run(RESULTS.replace("0.8", "0.7"), command));
        assertEquals("""
                truth,cat,"dog, big",
                cat,1,0,0
                "dog, big",0,0,1
                ,0,0,0
                """, Files.readString(Path.of(matrix)));
        assertEquals(2, run(RESULTS, "eval", truth, "-", "--confusion", matrix, "--no-categories"));
    }

    @Test
    void curvesByScore() throws IOException {
        String truth = file("t.json", TRUTH);
        Path curves = folder.resolve("curves.csv");
        assertEquals(0, run(RESULTS, "eval", truth, "-", "--curves", curves.toString()));
        assertEquals("""
                category_id,category,score,precision,recall,f1
                1,cat,0.9,1.0,1.0,1.0
                1,cat,0.8,0.5,1.0,0.6666666666666666
                5,"dog, big",0.7,1.0,1.0,1.0
                """, Files.readString(curves));
        assertTrue(out.contains("category                 best F1  at score  precision  recall\n"), out);
        assertTrue(out.contains("dog, big                   1.000    0.7000      1.000   1.000\n"), out);
        assertEquals(0, run(RESULTS, "eval", truth, "-", "--curves", curves.toString(), "--iou", ".9", "--json"));
        assertEquals(.9, json().path("best_f1").path(0).path("score").asDouble());
        assertEquals(0, json().path("best_f1").path(1).path("f1").asDouble(), "IoU 18 / 22");
    }

    @Test
    void whyAModelFails() throws IOException {
        String truth = file("t.json", TRUTH);
        assertEquals(0, run(RESULTS, "eval", truth, "-", "--analysis", "--beta", ".5", "--bins", "5", "--json"));
        JsonNode analysis = json().path("analysis");
        assertEquals(1, analysis.at("/tide/errors/Cls/count").asInt());
        assertEquals(100, analysis.at("/tide/ap").asDouble(), 1e-12);
        assertEquals(5, analysis.at("/calibration/bins").size());
        assertEquals(
                3,
                analysis.at("/calibration/bins/3/count").asInt()
                        + analysis.at("/calibration/bins/4/count").asInt());
        assertTrue(analysis.at("/calibration/bins/0/accuracy").isNull());
        assertEquals(.9, analysis.at("/per_category/0/best/score").asDouble());
        assertEquals(2 / 11. / .5, analysis.at("/per_category/1/olrp/error").asDouble(), 1e-15);

        Path csv = folder.resolve("figures.csv");
        String slices = file("slices.json", "{\"one\": [1]}");
        assertEquals(
                0,
                run(
                        RESULTS,
                        "eval",
                        truth,
                        "-",
                        "--analysis",
                        "--per-category",
                        "--csv",
                        csv.toString(),
                        "--slices",
                        slices));
        assertTrue(out.contains("Cls                1    0.00\n"), out);
        assertTrue(out.contains("optimal LRP 0."), out);
        assertTrue(out.contains("category                     F-1   score       P"), out);
        List<String> rows = Files.readAllLines(csv);
        assertEquals(7, rows.size());
        assertTrue(rows.get(0).endsWith("tide_cls,tide_loc,tide_both,tide_dupe,tide_bkg,tide_miss"), rows.get(0));
        assertTrue(rows.get(1).endsWith(",1,0,0,0,0,0"), rows.get(1));
        assertTrue(rows.get(4).endsWith(",,,,,,"), rows.get(4));
        assertEquals(
                1,
                rows.stream()
                        .map(row -> row.split(",(?=([^\"]*\"[^\"]*\")*[^\"]*$)", -1).length)
                        .distinct()
                        .count());

        assertEquals(2, run(RESULTS, "eval", truth, "-", "--analysis", "--beta", "0"));
        assertEquals(2, run(RESULTS, "eval", truth, "-", "--analysis", "--bins", "0"));
        assertEquals(2, run(RESULTS, "eval", truth, "-", "--analysis", "--type", "panoptic"));
    }

    /** A truth of the wrong category, one that is badly placed, one that is missing twice over, and what proves nothing. */
    @Test
    void whereTheTruthMayBeWrong() throws IOException {
        String truth = file("t.json", """
                {"images": [{"id": 7, "file_name": "a.jpg", "height": 100, "width": 100}, {"id": "x", "file_name": "b.jpg", "height": 99, "width": 99}],
                 "categories": [{"id": 1, "name": "cat"}, {"id": 5, "name": "dog"}],
                 "annotations": [
                  {"id": 1, "image_id": 7, "category_id": 1, "bbox": [0, 0, 10, 10], "area": 100, "iscrowd": 0},
                  {"id": "two", "image_id": 7, "category_id": 5, "bbox": [50, 0, 10, 10], "area": 100, "iscrowd": 0},
                  {"id": 3, "image_id": 7, "category_id": 1, "bbox": [0, 50, 10, 10], "area": 100, "iscrowd": 0},
                  {"id": 4, "image_id": 7, "category_id": 1, "bbox": [60, 60, 40, 40], "area": 1600, "iscrowd": 1}]}
                """);
        String results = """
                [{"image_id": 7, "category_id": 1, "bbox": [0, 0, 10, 10], "score": 0.99},
                 {"image_id": 7, "category_id": 5, "bbox": [0, 0, 10, 10], "score": 0.98},
                 {"image_id": 7, "category_id": 1, "bbox": [50, 1, 10, 10], "score": 0.9, "extra": "<b>"},
                 {"image_id": 7, "category_id": 1, "bbox": [5, 50, 10, 10], "score": 0.8},
                 {"image_id": 7, "category_id": 1, "bbox": [4, 50, 10, 10], "score": 0.7},
                 {"image_id": 7, "category_id": 1, "bbox": [70, 70, 10, 10], "score": 0.9},
                 {"image_id": 7, "category_id": 5, "bbox": [30, 30, 10, 10], "score": 0.6},
                 {"image_id": 7, "category_id": 5, "bbox": [30, 31, 10, 10], "score": 0.55},
                 {"image_id": "x", "category_id": 5, "bbox": [30, 30, 10, 10], "score": 0.49}]
                """;
        Path csv = folder.resolve("suspects.csv");
        assertEquals(0, run(results, "eval", truth, "-", "--label-errors", csv.toString()), err);
        assertEquals("""
                label_error,image_id,result,category_id,category,score,annotation_id,truth_category_id,truth_category,iou
                wrong_class,7,2,1,cat,0.9,two,5,dog,0.8181818181818182
                badly_placed,7,3,1,cat,0.8,3,1,cat,0.3333333333333333
                missing,7,6,5,dog,0.6,,,,
                """, Files.readString(csv));

        Path coco = folder.resolve("suspects.json");
        String[] command = {
            "eval", truth, "-", "--label-errors", coco.toString(), "--label-error-score", ".4", "-j", "1"
        };
        assertEquals(0, run(results, Arrays.copyOf(command, 7)), err);
        JsonNode document = new ObjectMapper().readTree(coco.toFile());
        assertEquals(2, document.get("images").size());
        assertEquals("a.jpg", document.at("/images/0/file_name").asText());
        assertEquals(2, document.get("categories").size());
        JsonNode first = document.at("/annotations/0");
        assertEquals(
                "{\"image_id\":7,\"category_id\":1,\"bbox\":[50,1,10,10],\"score\":0.9,\"extra\":\"<b>\",\"id\":1,\"area\":100.0,"
                        + "\"iscrowd\":0,\"label_error\":\"wrong_class\",\"annotation_id\":\"two\",\"truth_category_id\":5,"
                        + "\"iou\":0.8181818181818182}",
                first.toString());
        assertEquals(4, document.get("annotations").size());
        assertEquals("x", document.at("/annotations/3/image_id").asText());
        assertEquals(0, run("", "validate", coco.toString()), out + err);
    }

    /** Of the cats the detection of .9 alone is used, of the dogs both. */
    @Test
    void hardImages() throws IOException {
        String truth = file("t.json", TRUTH);
        Path hard = folder.resolve("hard.csv");
        String more = RESULTS.replace(
                "]\n", ", {\"image_id\": 1, \"category_id\": 5, \"bbox\": [0, 0, 9, 9], \"score\": 0.95}]\n");
        assertEquals(0, run(more, "eval", truth, "-", "--hard-images", hard.toString()));
        assertEquals("""
                image_id,f_beta,tp,fp,fn
                1,0.6666666666666666,1,1,0
                """, Files.readString(hard));
        Path json = folder.resolve("hard.json");
        assertEquals(0, run("[]", "eval", truth, "-", "--hard-images", json.toString()));
        assertEquals("""
                [
                {"image_id":1,"f_beta":0.0,"tp":0,"fp":0,"fn":1},
                {"image_id":2,"f_beta":0.0,"tp":0,"fp":0,"fn":1}
                ]
                """, Files.readString(json));
        assertEquals(0, run(RESULTS, "eval", truth, "-", "--hard-images", json.toString(), "--no-categories"));
        assertEquals("[]\n", Files.readString(json));
    }

    /** A box that is turned by 30 degrees, clockwise on the screen, in every spelling; turned the other way it is another one. */
    @Test
    void turnedBoxes() throws IOException {
        String[] spellings = {
            "\"bbox\": [50, 50, 40, 10, -30]",
            "\"obb\": [50, 50, 40, 10, 0.5235987755982988]",
            "\"bbox\": [30, 45, 40, 10], \"attributes\": {\"rotation\": 30}",
            "\"bbox\": [35.179491924311225, 35.66987298107781, 69.82050807568878, 55.66987298107781,"
                    + " 64.82050807568878, 64.3301270189222, 30.179491924311225, 44.3301270189222]",
            "\"segmentation\": [[35.179491924311225, 35.66987298107781, 69.82050807568878, 55.66987298107781,"
                    + " 64.82050807568878, 64.3301270189222, 30.179491924311225, 44.3301270189222]]"
        };
        for (String known : spellings) {
            String truth = file("t.json", """
                    {"images": [{"id": 1}], "categories": [{"id": 1, "name": "ship"}], "annotations": [
                     {"id": 1, "image_id": 1, "category_id": 1, %s, "area": 400, "iscrowd": 0},
                     {"id": 2, "image_id": 1, "category_id": 1, "obb": [150, 150, 9, 9, 0], "area": 81, "difficult": 1}]}
                    """.formatted(known));
            for (String found : spellings) {
                String results = "[{\"image_id\": 1, \"category_id\": 1, \"score\": 0.5, " + found + "}]";
                assertEquals(0, run(results, "eval", truth, "-", "--type", "obb", "--iou", ".95", "--json"), err);
                assertEquals(51 / 101., json().at("/metrics/AP").asDouble(), 1e-12, known + found);
                assertEquals(0, run(results, "eval", truth, "-", "--type", "obb", "--iou", ".95", "--dota", "--json"));
                assertEquals(1, json().at("/metrics/mAP").asDouble(), 1e-12, "the other one is difficult");
            }
        }
        String truth = file("t.json", """
                {"images": [{"id": 1}], "categories": [{"id": 1, "name": "ship"}], "annotations": [
                 {"id": 1, "image_id": 1, "category_id": 1, "obb": [50, 50, 40, 10, 0.5235987755982988], "area": 400, "iscrowd": 0}]}
                """);
        String results = "[{\"image_id\": 1, \"category_id\": 1, \"score\": 0.5, \"bbox\": [50, 50, 40, 10, 30]}]";
        assertEquals(0, run(results, "eval", truth, "-", "--type", "obb", "--iou", ".5", "--json"));
        assertEquals(0, json().at("/metrics/AP").asDouble());
        // --angle is of both files: radians in one would be taken for degrees
        String inRadians = results.replace(", 30]", ", 0.5235987755982988]");
        assertEquals(0, run(inRadians, "eval", truth, "-", "--type", "obb", "--angle", "radians", "--json"));
        assertEquals(1, json().at("/metrics/AP50").asDouble(), 1e-12);
        assertEquals(
                0,
                run(inRadians, "eval", truth, "-", "--type", "obb", "--dota", "--angle", "radians", "--per-category"));
        assertEquals("""
                mAP      1.000  at IoU above 0.5, of the precision at 11 recalls (VOC 2007)
                mAP area 1.000  of the area under the curve (VOC 2010)

                category                     truths detections     recall         AP    AP area
                ship                              1          1      1.000      1.000      1.000
                """, out);
        assertEquals(2, run(results, "eval", truth, "-", "--type", "obb", "--angle", "gon"));
        assertEquals(2, run(results, "eval", truth, "-", "--dota"));
        assertEquals(2, run(results, "eval", truth, "-", "--type", "obb", "--dota", "--analysis", "--max-dets", "5"));
        assertEquals("copra: --analysis, --max-dets do not go with --dota\n", err);
        assertEquals(1, run(results.replace("10, 30", "10, 30, 1"), "eval", truth, "-", "--type", "obb"));
        assertTrue(
                err.contains(
                        "bbox has 6 numbers instead of 4 (left, top, width, height), 5 (centre, width, height, angle) or 8"),
                err);
    }

    /** Files that are something else than they are taken for would give figures that mean nothing. */
    @Test
    void notWhatItIsTakenFor() throws IOException {
        String truth = file("t.json", TRUTH);
        assertEquals(2, run("{\"predictions\": []}", "eval", truth, "-"));
        assertEquals(
                "copra: standard input: this object has no list of annotations; results are a list of detections\n",
                err);
        assertEquals(2, run(RESULTS, "eval", "-", truth));
        assertTrue(err.contains("standard input: this is a list; a truth is an object with images"), err);
        assertEquals(2, run(RESULTS, "proposals", "-", truth));
        assertEquals(0, run("[]", "eval", truth, "-"));
        assertEquals("copra: standard input: there is no detection in it\n", err);
        assertEquals(0, run("[]", "eval", truth, "-", "-q"));
        assertEquals("", err);
    }

    @Test
    void detectionsThatCannotOverlapAreNamed() throws IOException {
        String truth = file("t.json", TRUTH);
        assertEquals(0, run(RESULTS.replace("[10, 10, 50, 50]", "[60, 60, -50, -50]"), "eval", truth, "-"));
        assertTrue(err.startsWith("copra: standard input: annotations[0]: the box is -50.0 wide and -50.0 high"), err);
        String masks = TRUTH.replace("\"iscrowd\"", "\"segmentation\": [[10, 10, 60, 10, 60, 60]], \"iscrowd\"");
        String found = """
                [{"image_id": 1, "category_id": 1, "score": 1, "segmentation": {"size": [50, 100], "counts": "0Xl4"}}]""";
        assertEquals(0, run(found, "eval", file("m.json", masks), "-", "-t", "segm"));
        assertEquals(
                "copra: standard input: annotations[0]: the mask is 50 x 100 but its image is 100 x 100 (height x width);"
                        + " it cannot be found to overlap anything\n",
                err);
    }

    /** A truth that is refused for one member is refused as a whole: it is not missed either. */
    @Test
    void refusedTruthIsNotThere() throws IOException {
        String spoilt = TRUTH.replace("\"area\": 400", "\"area\": \"large\"");
        assertEquals(1, run(RESULTS, "eval", file("t.json", spoilt), "-", "--json"));
        assertTrue(err.contains("annotations[1] (id 2): area is \"large\", not a number"), err);
        assertEquals(-1, json().path("per_category").path(1).path("AP").asDouble(), out);
    }

    @Test
    void jsonHasMetricsAndCategories() throws IOException {
        assertEquals(0, run(RESULTS, "eval", "-t", "bbox", file("t.json", TRUTH), "-", "--json", "--threads", "1"));
        assertEquals(12, json().get("metrics").size());
        assertEquals(.85, json().get("metrics").get("AP").asDouble(), 1e-12);
        assertEquals("cat", json().get("per_category").get(0).get("name").asText());
        assertEquals(.7, json().get("per_category").get(1).get("AP").asDouble(), 1e-12);
    }

    @Test
    void selections() throws IOException {
        String truth = file("t.json", TRUTH);
        run(RESULTS, "eval", truth, "-", "--json", "--category", "cat");
        assertEquals(.9999999999999998, json().get("metrics").get("AP50").asDouble(), 1e-15);
        run(RESULTS, "eval", truth, "-", "--json", "--images", "@" + file("ids", "2\n"));
        assertEquals(.7, json().get("metrics").get("AP").asDouble(), 1e-12);
        run(RESULTS, "eval", truth, "-", "--json", "--iou", ".8,.85", "--no-categories");
        assertEquals(1, json().get("metrics").get("AR100").asDouble());
        assertEquals(-1, json().get("metrics").get("AP50").asDouble());
        run(RESULTS, "eval", truth, "-", "--json", "--area", "tiny:0:500");
        assertEquals(.7, json().get("metrics").get("AP_tiny").asDouble(), 1e-12);
        assertEquals(2, run(RESULTS, "eval", truth, "-", "--category", "bird"));
        assertTrue(err.endsWith("there is no category 'bird'\n"), err);
    }

    @Test
    void slicesAndCsv() throws IOException {
        String slices = file("s.json", "{\"first\": [1], \"second\": [2]}");
        Path csv = folder.resolve("f.csv");
        assertEquals(
                0,
                run(
                        RESULTS,
                        "eval",
                        file("t.json", TRUTH),
                        "-",
                        "--slices",
                        slices,
                        "--csv",
                        csv.toString(),
                        "--json"));
        assertEquals(
                .7, json().get("slices").get("second").get("metrics").get("AP").asDouble(), 1e-12);
        var rows = Files.readAllLines(csv);
        assertEquals("slice,category_id,category,AP,AP50,AP75,APs,APm,APl,AR1,AR10,AR100,ARs,ARm,ARl", rows.get(0));
        assertEquals(1 + 3 * 3, rows.size());
        assertTrue(rows.get(3).startsWith(",5,\"dog, big\",0.69999"), rows.get(3));
        assertEquals(2, run(RESULTS, "eval", file("t.json", TRUTH), "-", "--slices", file("b.json", "[1]")));
        assertEquals(2, run(RESULTS, "eval", file("t.json", TRUTH), "-", "--slices", file("b.json", "{\"a\": [1")));
    }

    @Test
    void gate() throws IOException {
        String truth = file("t.json", TRUTH);
        assertEquals(0, run(RESULTS, "eval", truth, "-", "--min-ap", ".8"));
        assertEquals(1, run(RESULTS, "eval", truth, "-", "--min-ap", ".9"));
        assertTrue(err.contains("is below --min-ap 0.9"), err);
    }

    @Test
    void quirksAreReportedWithTheRightFigure() throws IOException {
        String truth = file("t.json", TRUTH.replace("\"id\": 1, \"image_id\"", "\"id\": 0, \"image_id\""));
        assertEquals(0, run(RESULTS, "eval", truth, "-", "--json"));
        assertTrue(err.contains("an annotation has the id 0"), err);
        assertEquals(.35, json().get("metrics").get("AP").asDouble(), 1e-12);
        assertEquals(.85, json().get("ap_fixed").asDouble(), 1e-12);
        assertEquals(0, run(RESULTS, "eval", truth, "-", "--json", "--compat", "fixed"));
        assertEquals("", err);
        assertEquals(.85, json().get("metrics").get("AP").asDouble(), 1e-12);
    }

    /** What {@code copra mask} leaves as it is in a copy of a data set's boxes. */
    @Test
    void crowdsWithoutAScoreAreNoDetections() throws IOException {
        String truth = file("truth.json", TRUTH);
        assertEquals(0, run("", "eval", truth, file("results.json", RESULTS)), err);
        String figures = out;
        String crowd = "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [0, 0, 90, 90], \"iscrowd\": 1}, ";
        assertEquals(0, run("", "eval", truth, file("crowd.json", RESULTS.replaceFirst("\\[", crowd))), err);
        assertEquals(figures, out);
        assertTrue(err.contains("crowd.json: annotations[0]: a crowd region without a score is no detection"), err);
        String object = crowd.replace("\"iscrowd\": 1", "\"iscrowd\": 0");
        assertEquals(1, run("", "eval", truth, file("object.json", RESULTS.replaceFirst("\\[", object))), err);
    }

    @Test
    void badResultsAreNamedAndLeftOut() throws IOException {
        String bad = RESULTS.strip().replaceFirst("]$", "") + """
                 ,{"image_id": 1, "category_id": 1, "bbox": [1, 2, 3], "score": 1},
                 {"image_id": "1", "category_id": 1, "bbox": [1, 2, 3, 4], "score": 1},
                 {"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]},
                 {"image_id": 1, "category_id": 1, "score": 1},
                 {"image_id": 77, "category_id": 1, "bbox": [1, 2, 3, 4], "score": 1},
                 {"image_id": 1, "category_id": 1, "bbox": [NaN, 2, 3, 4], "score": 1},
                 {"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "score": NaN},
                 17]""";
        assertEquals(1, run(bad, "eval", file("t.json", TRUTH), "-", "--json"));
        assertEquals(.85, json().get("metrics").get("AP").asDouble(), 1e-12);
        for (int index = 3; index <= 10; index++) {
            assertTrue(err.contains("annotations[" + index + "]"), index + ": " + err);
        }
        assertFalse(err.contains("Exception"), err);
        assertEquals(2, json().get("rejected_results").get("image-unknown").asInt());
        assertEquals(1, run(bad, "eval", file("t.json", TRUTH), "-", "--fail-fast"));
    }

    @Test
    void wrongUsage() throws IOException {
        String truth = file("t.json", TRUTH);
        assertEquals(2, run("", "eval", truth, "-"));
        assertEquals(2, run("", "eval", "-", "-"));
        assertEquals(2, run(RESULTS, "eval", truth, "nowhere.json"));
        assertEquals(2, run(RESULTS, "eval", truth, "-", "--max-dets", "0,10"));
        assertEquals(2, run(RESULTS, "eval", truth, "-", "--iou", ".9,.5"));
        assertEquals(2, run(RESULTS, "eval", truth, "-", "--type", "panoptic"));
        assertEquals(2, run(RESULTS, "eval", truth, "-", "--type", "keypoints", "--lvis"));
        assertFalse(err.contains("\tat "), err);
    }

    @Test
    void suppressKeepsBytes() throws IOException {
        String results = """
                [
                  {"image_id":1,  "category_id":1, "bbox":[0,0,10.0,10], "score":5e-1, "x":"\\u0041"},
                  {"image_id":1, "category_id":1, "bbox":[1,0,10,10], "score":0.4},
                  {"image_id":1, "category_id":2, "bbox":[0,0,10,10], "score":0.3}
                ]
                """;
        assertEquals(0, run(results, "suppress", "-"));
        assertEquals(results.replaceAll("(?m)^.*0\\.4.*\\n", ""), out);
        assertEquals("2 of 3 detections kept\n", err);
        assertEquals(0, run(results, "suppress", "-", "--agnostic", "-q"));
        assertEquals(1, new ObjectMapper().readTree(out).size());
        assertEquals(0, run(results, "suppress", "-", "--iou", ".5,.9"));
        assertTrue(out.contains("IoU 0.5    keeps 2") && out.contains("IoU 0.9    keeps 3"), out);
        assertEquals(0, run(results, "suppress", "-", "--method", "linear", "--iou", ".5"));
        assertEquals(
                .4 * (1 - 90. / 110),
                new ObjectMapper().readTree(out).get(1).get("score").asDouble(),
                1e-15);
        assertEquals(0, run(results, "suppress", "-", "--merge"));
        assertEquals(
                .4 / .9,
                new ObjectMapper().readTree(out).get(0).get("bbox").get(0).asDouble(),
                1e-12);
        assertEquals(0, run(results, "suppress", "-", "--max-per-image", "1"));
        assertEquals(1, new ObjectMapper().readTree(out).size());
        assertEquals(
                2,
                run(
                        results,
                        "suppress",
                        "-",
                        "--iou",
                        ".5,.9",
                        "-o",
                        folder.resolve("o").toString()));
    }

    @Test
    void proposalsAndAnchors() throws IOException {
        String truth = file("t.json", TRUTH);
        assertEquals(0, run(RESULTS, "proposals", truth, "-", "--json"));
        assertEquals(1, json().get("recall").get("100").get("R80").asDouble());
        assertEquals(0, json().get("missed").size());
        assertEquals(0, run(TRUTH, "anchors", "-", "-k", "2", "--json"));
        assertEquals("anchors: [20,20, 50,50]", json().get("yolo").asText());
        assertEquals(1, json().get("found").get("best_possible_recall").asDouble());
        assertEquals(2, run(TRUTH, "anchors", "-"));
        assertTrue(err.startsWith("copra: standard input has 2 boxes, of which -k 9 anchors cannot be made"), err);
        assertEquals(2, run("{\"images\": [], \"annotations\": [], \"categories\": []}", "anchors", "-"));
        assertTrue(err.startsWith("copra: standard input has 0 boxes, so there is nothing"), err);
    }

    @Test
    void panoptic() throws IOException {
        BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 100; i++) {
            image.setRGB(i % 10, i / 10, i < 50 ? 0x030201 : 0);
        }
        ImageIO.write(image, "png", folder.resolve("a.png").toFile());
        String document = """
                {"categories": [{"id": 1, "name": "cat", "isthing": 1}], "annotations": [
                 {"image_id": 1, "file_name": "a.png",
                  "segments_info": [{"id": %d, "category_id": 1, "area": 50, "iscrowd": 0}]}]}""";
        String good = file("p.json", document.formatted(3 + 2 * 256 + 65536));
        String dir = folder.toString();
        assertEquals(
                0,
                run("", "eval", good, good, "-t", "panoptic", "--truth-masks", dir, "--result-masks", dir, "--json"));
        assertEquals(1, json().get("metrics").get("PQ").asDouble());
        assertEquals(1, json().get("metrics").get("PQ_things").asDouble());

        // a row less: 40 pixels of 50, but only 16 of 34 on the boundaries
        String less = Files.createDirectory(folder.resolve("less")).toString();
        for (int i = 40; i < 50; i++) {
            image.setRGB(i % 10, i / 10, 0);
        }
        ImageIO.write(image, "png", Path.of(less, "a.png").toFile());
        String[] compared = {
            "eval", good, good, "-t", "panoptic", "--truth-masks", dir, "--result-masks", less, "--json", "--boundary"
        };
        assertEquals(0, run("", Arrays.copyOf(compared, 10)));
        assertEquals(.8, json().get("metrics").get("PQ").asDouble());
        assertEquals(0, run("", compared));
        assertEquals(0, json().get("metrics").get("PQ").asDouble());

        String bad = file("q.json", document.formatted(77));
        assertEquals(2, run("", "eval", good, bad, "-t", "panoptic", "--truth-masks", dir, "--result-masks", dir));
        assertTrue(err.contains("image 1: the result's picture has the segment 66051"), err);
    }
}
