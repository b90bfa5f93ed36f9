package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static dev.copra.cli.Typed.pipe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.GoldenLines;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.TurnedBox;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCENES = "testdata/scenes/instances.json";
    private static final String BOXES = "testdata/scenes/boxes.json";

    @TempDir
    Path folder;

    private static JsonNode annotations(Typed typed) throws IOException {
        return JSON.readTree(typed.out()).get("annotations");
    }

    /** A document of one image, 100 pixels wide and 80 high, and these annotations. */
    private static String document(String... annotations) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < annotations.length; i++) {
            records.add("{\"id\": " + (i + 1) + ", \"image_id\": 1, " + annotations[i] + "}");
        }
        return "{\"images\": [{\"id\": 1, \"width\": 100, \"height\": 80}], \"annotations\": [\n"
                + String.join(",\n", records)
                + "], \"categories\": [{\"id\": 1, \"name\": \"person\"}, {\"id\": 2, \"name\": \"traffic light\"},"
                + " {\"id\": 3, \"name\": \"dog\"}, {\"id\": 30, \"name\": \"dog\"}]}\n";
    }

    /** As pycocotools 2.0.11 rasterises the turned rectangle; the upright one has 300 pixels elsewhere. */
    @Test
    void aTurnedBoxIsFilledAsItIsTurned() throws IOException {
        String box = "\"category_id\": 1, \"bbox\": [40, 30, 30, 10], \"iscrowd\": 0, \"attributes\": {\"rotation\": ";
        Typed typed = pipe(document(box + "90.0}", box + "0}", box + "45.5}"), "mask", "-");
        assertEquals(0, typed.code(), typed.err());
        List<Rle> masks = new ArrayList<>();
        for (JsonNode annotation : annotations(typed)) {
            masks.add(Rle.parse(
                    80, 100, annotation.get("segmentation").get("counts").asText()));
            assertEquals(40, annotation.get("bbox").get(0).asInt());
        }
        assertEquals(Rle.ofRectangle(80, 100, 50, 20, 60, 50), masks.get(0));
        assertEquals(Rle.ofRectangle(80, 100, 40, 30, 70, 40), masks.get(1));
        assertEquals(new TurnedBox(new Box(40, 30, 30, 10), 45.5).rasterize(80, 100), masks.get(2));
    }

    /** The ids of the annotations that got a mask. */
    private static Set<Integer> masked(String document, String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("mask", "-"));
        args.addAll(List.of(options));
        Typed typed = pipe(document, args.toArray(String[]::new));
        assertEquals(0, typed.code(), typed.err());
        JsonNode before = JSON.readTree(document).get("annotations");
        JsonNode after = annotations(typed);
        Set<Integer> changed = new HashSet<>();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                changed.add(after.get(i).get("id").asInt());
            }
        }
        return changed;
    }

    @Test
    void masksAreThoseOfPycocotools() throws IOException {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode images = document.putArray("images");
        ArrayNode annotations = document.putArray("annotations");
        List<JsonNode> golden = GoldenLines.read("boxes");
        for (int i = 0; i < golden.size(); i++) {
            images.addObject()
                    .put("id", i)
                    .put("height", golden.get(i).get("height").asInt())
                    .put("width", golden.get(i).get("width").asInt());
            annotations
                    .addObject()
                    .put("id", i)
                    .put("image_id", i)
                    .set("bbox", golden.get(i).get("bbox"));
        }
        Typed typed = pipe(document.toString(), "mask", "-", "--tight-box");
        assertEquals(0, typed.code(), typed.err());
        JsonNode masks = annotations(typed);
        for (int i = 0; i < golden.size(); i++) {
            JsonNode found = masks.get(i);
            assertEquals(golden.get(i).get("rle"), found.get("segmentation"));
            assertEquals(golden.get(i).get("area").asLong(), found.get("area").asLong());
            if (found.get("area").asLong() > 0) {
                for (int k = 0; k < 4; k++) {
                    assertEquals(
                            golden.get(i).get("toBbox").get(k).asDouble(),
                            found.get("bbox").get(k).asDouble());
                }
            }
        }
    }

    /** Three encodings, one mask: what convert makes of any is what mask writes at once. */
    @ParameterizedTest
    @CsvSource({"fill,", "polygon,ellipse", "polygon,box", "polygon,octagon", "polygon,keypoints", "polygon,category"})
    void encodingsStateTheSameMask(String strategy, String shape) {
        List<String> args =
                new ArrayList<>(List.of("mask", SCENES, "--only", "all", "--crowd", "--strategy", strategy));
        if (shape != null) {
            args.addAll(List.of("--shape", shape));
        }
        Typed rle = copra(args.toArray(String[]::new));
        assertEquals(0, rle.code(), rle.err());
        for (String encoding : List.of("counts", "polygon")) {
            List<String> encoded = new ArrayList<>(args);
            encoded.addAll(List.of("--segmentation", encoding));
            Typed other = copra(encoded.toArray(String[]::new));
            assertNotEquals(rle.out(), other.out());
            assertEquals(
                    rle.out(),
                    pipe(other.out(), "convert", "-", "--segmentation", "rle").out());
            assertEquals(
                    other.out(),
                    pipe(rle.out(), "convert", "-", "--segmentation", encoding).out());
        }
    }

    @Test
    void onlyWhatIsMissing() throws IOException {
        String document = document(
                "\"bbox\": [1, 1, 9, 9]",
                "\"bbox\": [1, 1, 9, 9], \"segmentation\": null",
                "\"bbox\": [1, 1, 9, 9], \"segmentation\": []",
                "\"bbox\": [1, 1, 9, 9], \"segmentation\": [[]]",
                "\"bbox\": [1, 1, 9, 9], \"segmentation\": {}",
                "\"bbox\": [1, 1, 9, 9], \"segmentation\": [[1, 1, 10, 1, 10, 10, 1, 10]]",
                "\"bbox\": [1, 1, 9, 9], \"segmentation\": [[2, 2, 9, 3, 9, 9]]",
                "\"bbox\": [1, 1, 9, 9], \"iscrowd\": 1");
        assertEquals(Set.of(1, 2, 3, 4, 5), masked(document));
        assertEquals(Set.of(1, 2, 3, 4, 5, 8), masked(document, "--crowd"));
        assertEquals(Set.of(1, 2, 3, 4, 5, 6), masked(document, "--only", "boxes"));
        assertEquals(Set.of(1, 2, 3, 4, 5, 6, 7), masked(document, "--only", "all"));
        assertEquals(Set.of(1, 2, 3, 4, 5, 6, 7, 8), masked(document, "--only", "ALL", "--crowd"));
    }

    /** The polygons that tools write for a box, and polygons that only look like it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [[10, 20, 40, 20, 40, 60, 10, 60]]                      | true
            [[10, 60, 40, 60, 40, 20, 10, 20]]                      | true
            [[40, 20, 40, 60, 10, 60, 10, 20, 40, 20]]              | true
            [10, 20, 40, 20, 40, 60, 10, 60]                        | true
            [[10.4, 20.3, 40.2, 20.4, 39.6, 59.7, 10.1, 60.4]]      | true
            [[9, 19, 41, 19, 41, 61, 9, 61]]                        | true
            {"size": [80, 100], "counts": "BOX"}                    | true
            [[10, 20, 40, 20, 40, 60]]                              | false
            [[10, 20, 40, 20, 40, 60, 10, 50]]                      | false
            [[10, 20, 40, 20, 40, 60, 10, 60], [12, 22, 14, 22, 14, 24]] | true
            [[10, 20, 40, 20, 40, 60, 10, 60], [52, 22, 54, 22, 54, 24]] | false
            [[10, 20, 25, 20, 40, 40, 10, 60]]                      | false
            [[10, 20, 10, 20, 40, 60, 40, 60]]                      | false
            """)
    void onlyWhatIsABox(String segmentation, boolean box) throws IOException {
        String rle = JSON.readTree(pipe("{\"height\": 80, \"width\": 100, \"bbox\": [10, 20, 30, 40]}", "rle", "encode")
                        .out())
                .get("counts")
                .toString();
        String document =
                document("\"bbox\": [10, 20, 30, 40], \"segmentation\": " + segmentation.replace("\"BOX\"", rle));
        assertEquals(
                box ? Set.of(1) : Set.of(),
                masked(document, "--only", "boxes", "--strategy", "polygon"),
                () -> pipe(document, "mask", "-", "--only", "boxes").out());
    }

    @Test
    void onlySomeCategories() throws IOException {
        String document = document(
                "\"bbox\": [1, 1, 9, 9], \"category_id\": 1",
                "\"bbox\": [1, 1, 9, 9], \"category_id\": 2",
                "\"bbox\": [1, 1, 9, 9], \"category_id\": 3",
                "\"bbox\": [1, 1, 9, 9], \"category_id\": 30",
                "\"bbox\": [1, 1, 9, 9]");
        assertEquals(Set.of(1), masked(document, "--category", "person"));
        assertEquals(Set.of(1, 2), masked(document, "--category", "1,traffic light"));
        assertEquals(Set.of(1, 2), masked(document, "--category", "1", "--category=traffic light"));
        assertEquals(Set.of(3, 4), masked(document, "--category", "dog"));
        assertEquals(Set.of(3), masked(document, "--category", "3"));
        Path list = Files.writeString(folder.resolve("list.txt"), "person\r\n\n traffic light \n3,30\n");
        assertEquals(Set.of(1, 2, 3, 4), masked(document, "--category", "@" + list));
        Typed unknown = pipe(document, "mask", "-", "--category", "cat");
        assertEquals(2, unknown.code());
        assertEquals(
                "copra: standard input: there is no category 'cat'; the file has person, traffic light, dog, dog\n",
                unknown.err());
        Typed undeclared = pipe("[{\"image_id\": 1}]", "mask", "-", "--category", "cat");
        assertEquals(
                "copra: standard input: there is no category 'cat'; the file declares none, so name them by id\n",
                undeclared.err());
        assertEquals(
                2,
                copra("mask", BOXES, "--category", "@" + folder.resolve("none")).code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            xywh              | [10, 20, 30, 40]
            xyxy              | [10, 20, 40, 60]
            cxcywh            | [25, 40, 30, 40]
            xywh:normalized   | [0.1, 0.25, 0.3, 0.5]
            xyxy:normalized   | [0.1, 0.25, 0.4, 0.75]
            cxcywh:normalized | [0.25, 0.5, 0.3, 0.5]
            """)
    void boxesOfOtherFormats(String format, String box) throws IOException {
        Typed plain = pipe(document("\"bbox\": [10, 20, 30, 40]"), "mask", "-");
        Typed other = pipe(document("\"bbox\": " + box), "mask", "-", "--box", format);
        assertEquals(0, other.code(), other.err());
        assertEquals(annotations(plain), annotations(other));
    }

    @Test
    void aBoxOfTheWrongFormatIsRefusedWithAHint() {
        Typed typed = pipe(document("\"bbox\": [10, 20, 5, -10]"), "mask", "-");
        assertEquals(1, typed.code());
        assertTrue(typed.err().contains("--box xyxy"), typed.err());
        typed = pipe(document("\"bbox\": [10, 20, 5, 30]"), "mask", "-", "--box", "xyxy");
        assertEquals(1, typed.code());
        assertTrue(typed.err().contains("annotations[0] (id 1): box"), typed.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "box", "ellipse"})
    void fallbacks(String fallback) throws IOException {
        String document = document(
                "\"bbox\": [10, 20, 30, 40]",
                "\"bbox\": [10, 20, 30, 40], \"keypoints\": [12, 30, 2, 20, 50, 0, 38, 25, 1]");
        Typed typed =
                pipe(document, "mask", "-", "--strategy", "polygon", "--shape", "keypoints", "--fallback", fallback);
        assertEquals(0, typed.code());
        JsonNode found = annotations(typed);
        if (fallback.equals("none")) {
            assertEquals(document, typed.out());
            assertEquals(
                    "0 masks made (polygon)\n2 annotations without a new mask: 2 for which there is neither a mask nor a fallback\n"
                            + "1 by the fallback: fewer than three joints\n"
                            + "1 by the fallback: no keypoints\n",
                    typed.err());
            return;
        }
        Typed other = pipe(
                document,
                fallback.equals("box")
                        ? new String[] {"mask", "-"}
                        : new String[] {"mask", "-", "--strategy", "polygon"});
        assertEquals(annotations(other), found);
    }

    @Test
    void threePlacesToReadFromAndTwoToWriteTo() throws IOException {
        Typed plain = copra("mask", BOXES);
        assertEquals(plain, pipe(Files.readString(Path.of(BOXES)), "mask", "-"));
        Path packed = folder.resolve("boxes.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(Path.of(BOXES), out);
        }
        assertEquals(plain, copra("mask", packed.toString()));
        Path out = folder.resolve("out.json.gz");
        Typed file = copra("mask", packed.toString(), "-o", out.toString());
        assertEquals("", file.out());
        assertEquals(plain.err(), file.err());
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(out))) {
            assertEquals(plain.out(), new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** The input is whole until the output is. */
    @Test
    void theOutputMayBeTheInput() throws IOException {
        Path file = Files.copy(Path.of(BOXES), folder.resolve("boxes.json"));
        assertEquals(0, copra("mask", file.toString(), "-o", file.toString()).code());
        assertEquals(copra("mask", BOXES).out(), Files.readString(file));
        byte[] once = Files.readAllBytes(file);
        assertEquals(0, copra("mask", file.toString(), "--output=" + file).code());
        org.junit.jupiter.api.Assertions.assertArrayEquals(once, Files.readAllBytes(file));
    }

    @Test
    void aBrokenInputLeavesTheOldOutput() throws IOException {
        Path out = Files.writeString(folder.resolve("out.json"), "old");
        Typed typed = pipe("{\"annotations\": [{\"id\": 1},\n {\"id\" 2}]}", "mask", "-", "-o", out.toString());
        assertEquals(2, typed.code());
        assertEquals("copra: standard input: found '2' where ':' should be at line 2 column 8\n", typed.err());
        assertEquals("old", Files.readString(out));
        typed = pipe(document("\"bbox\": [1]", "\"bbox\": [2]"), "mask", "-", "--fail-fast", "-o", out.toString());
        assertEquals(1, typed.code());
        assertEquals("copra: standard input: annotations[0] (id 1): bbox has 1 numbers instead of 4\n", typed.err());
        assertEquals("old", Files.readString(out));
        assertEquals(1, Files.list(folder).count());
    }

    @Test
    void aFewOfManyProblemsAreTold() {
        String[] bad = new String[12];
        java.util.Arrays.fill(bad, "\"bbox\": []");
        Typed typed = pipe(document(bad), "mask", "-", "--quiet");
        assertEquals(1, typed.code());
        assertEquals(6, typed.err().lines().count());
        assertTrue(typed.err().endsWith("copra: standard input: bbox-length: 7 more, 12 in all\n"), typed.err());
    }

    @Test
    void shapesOfCategoriesAreKnownByTheFileOfTheImages() throws IOException {
        String results = "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [10, 20, 30, 40]}]";
        Path dataset = Files.writeString(folder.resolve("dataset.json"), document());
        String[] options = {
            "mask", "-", "--strategy", "polygon", "--shape", "category", "--image-sizes", dataset.toString()
        };
        JsonNode person = JSON.readTree(pipe(results, options).out()).get(0).get("segmentation");
        JsonNode light = JSON.readTree(pipe(results.replace("\"category_id\": 1", "\"category_id\": 2"), options)
                        .out())
                .get(0)
                .get("segmentation");
        assertNotEquals(person, light);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --shape ellipse                   | --shape belongs to --strategy polygon
            --strategy nope                   | there is no strategy 'nope'; there are
            --strategy polygon --shape nope   | --shape: 'nope' is none of ellipse, box, octagon, keypoints, category; see 'copra mask --help'
            --box nope                        | 'nope' is no box format; there are xywh, xyxy and cxcywh
            --box xyxy:shares                 | 'xyxy:shares' is no box format; write xyxy or xyxy:normalized
            --only nope                       | --only: 'nope' is none of missing, boxes, all; see 'copra mask --help'
            --nan nope                        | --nan: 'nope' is none of keep, null, error; see 'copra mask --help'
            --fallback nope                   | --fallback: 'nope' is none of ellipse, box, none; see 'copra mask --help'
            --segmentation nope               | --segmentation: 'nope' is none of rle, counts, polygon; see 'copra mask --help'
            --simplify nope                   | --simplify: 'nope' is not a number from 0 on; see 'copra mask --help'
            --max-pixels nope                 | --max-pixels: 'nope' is not a whole number from 1 on; see 'copra mask --help'
            --simplify -1                     | --simplify
            --simplify NaN                    | --simplify
            --max-pixels 0                    | --max-pixels
            --segmentatoin rle                | there is no option '--segmentatoin'; did you mean --segmentation
            --limit 3                         | --limit has no effect on --strategy fill
            --strategy polygon --scores       | --scores has no effect on --strategy polygon
            two                               | one too many: 'two'; see 'copra mask --help'
            -o                                | Missing required parameter
            """)
    void wrongUsage(String options, String message) {
        List<String> args = new ArrayList<>(List.of("mask", BOXES));
        args.addAll(List.of(options.split(" ")));
        Typed typed = copra(args.toArray(String[]::new));
        assertEquals(2, typed.code(), typed.err());
        assertEquals("", typed.out());
        assertTrue(typed.err().contains(message), typed.err());
        assertEquals(1, typed.err().lines().count(), typed.err());
        assertTrue(typed.err().startsWith("copra"), typed.err());
    }

    @Test
    void summariesAsJson() throws IOException {
        Typed typed = copra(
                "mask",
                BOXES,
                "--json",
                "--quiet",
                "-o",
                folder.resolve("out.json").toString());
        JsonNode summary = JSON.readTree(typed.err());
        assertEquals(128, summary.get("masks").asInt());
        assertEquals(2, summary.get("kept").asInt());
        assertEquals(
                "",
                copra("mask", BOXES, "--quiet", "-o", folder.resolve("out.json").toString())
                        .err());
    }
}
