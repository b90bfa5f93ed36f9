package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copra validate} and {@code copra fix} as they are typed. */
class ValidateCommandTest {
    @TempDir
    Path folder;

    private Path images;

    @BeforeEach
    void draw() throws IOException {
        images = Files.createDirectories(folder.resolve("images"));
        for (int i = 1; i < 40; i++) {
            BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR);
            image.setRGB(i, 7, 0xff0000);
            ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
        }
    }

    /** Images 1 to 39, each with one box; what a name is replaced by, its own way. */
    private Path write(String name, int firstId) throws IOException {
        StringBuilder images = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        for (int i = 1; i < 40; i++) {
            int id = firstId + i;
            String comma = i == 1 ? "" : ",\n  ";
            images.append(comma)
                    .append("{\"id\":" + id + ",\"file_name\":\"" + i + ".png\",\"width\":40,\"height\":30}");
            annotations
                    .append(comma)
                    .append("{\"id\":" + id + ",\"image_id\":" + id
                            + ",\"category_id\":1,\"bbox\":[1,2,10,10],\"area\":100,\"iscrowd\":0,"
                            + "\"segmentation\":[[1,2,11,2,11,12,1,12]]}");
        }
        return Files.writeString(
                folder.resolve(name),
                "{\"images\":[" + images + "],\n\"annotations\":[" + annotations
                        + "],\n\"categories\":[{\"id\":1,\"name\":\"cat\"}]}\n");
    }

    /** The pictures of {@link #draw} have one pixel of the segment 255 and else none. */
    @Test
    void panopticPicturesAreHeldAgainstTheirSegments() throws Exception {
        String panoptic = """
                {"images": [{"id": 1, "file_name": "1.jpg", "width": 40, "height": 30}],
                 "categories": [{"id": 1, "name": "cat", "isthing": 1}],
                 "annotations": [{"image_id": 1, "file_name": "FILE", "segments_info": [
                  {"id": 255, "category_id": 1, "area": AREA, "bbox": [1, 7, 1, 1], "iscrowd": 0}]}]}""";
        Path file = folder.resolve("panoptic.json");
        String[][] cases = {
            {"1.png", "1", "--masks", "nothing found"},
            {"1.png", "2", "--masks", "panoptic-png-area"},
            {"none.png", "1", "--masks", "panoptic-png-missing"},
            {"1.png", "2", "--images", "panoptic-png-area"},
        };
        for (String[] one : cases) {
            Files.writeString(file, panoptic.replace("FILE", one[0]).replace("AREA", one[1]));
            Typed typed = Typed.copra(
                    "validate", file.toString(), one[2], images.toString(), "--ignore", "category-few,image-file");
            assertTrue(typed.out().contains(one[3]), typed.out());
            assertTrue(typed.out().contains("(COCO panoptic: 1 image,"), typed.out());
        }
        Typed json = Typed.copra("validate", file.toString(), "--json");
        assertEquals(
                "panoptic",
                JsonMapper.builder().build().readTree(json.out()).get("dialect").textValue());
        assertEquals(
                2,
                Typed.copra("validate", file.toString(), "--masks", "no-folder").code());
    }

    @Test
    void imageFilesAreLookedAtByManyThreadsInOrder() throws Exception {
        Path file = write("a.json", 0);
        Typed clean = Typed.copra("validate", file.toString(), "--images", images.toString());
        assertEquals(0, clean.code(), clean.out() + clean.err());
        Files.delete(images.resolve("7.png"));
        Files.write(images.resolve("9.png"), new byte[0]);
        Files.copy(
                images.resolve("11.png"), images.resolve("12.png"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Typed one = Typed.copra("validate", file.toString(), "--images", images.toString(), "--threads", "1");
        Typed four = Typed.copra("validate", file.toString(), "--images", images.toString(), "--threads", "4");
        assertEquals(1, one.code());
        assertEquals(one.out(), four.out());
        for (String expected : new String[] {
            "image-file-missing (1)", "image-file-unreadable (1)", "image-file-duplicate (1)", "same file as '11.png'"
        }) {
            assertTrue(one.out().contains(expected), one.out());
        }
    }

    @Test
    void whatTwoSplitsShareIsFound() throws Exception {
        Path train = write("train.json", 0);
        Path val = write("val.json", 1000);
        Typed typed =
                Typed.copra("validate", val.toString(), "--images", images.toString(), "--against", train.toString());
        assertEquals(1, typed.code());
        assertTrue(typed.out().contains("shared-image-content (39)"), typed.out());
        assertTrue(typed.out().contains("shared-file-name (39)"), typed.out());
        assertFalse(typed.out().contains("shared-image-id"), typed.out());
    }

    /** What is counted only is said, in each report and beside it. */
    @Test
    void findingsThatAreNotListedAreTold() throws Exception {
        StringBuilder annotations = new StringBuilder();
        for (int i = 1; i <= 10_003; i++) {
            annotations
                    .append(i == 1 ? "" : ",")
                    .append("{\"id\":" + i + ",\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,-3,4]}");
        }
        Path file = Files.writeString(
                folder.resolve("many.json"),
                "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":40,\"height\":30}],\"annotations\":["
                        + annotations + "],\"categories\":[{\"id\":1,\"name\":\"cat\"}]}");
        Path csv = folder.resolve("many.csv");
        Typed typed = Typed.copra(
                "validate", file.toString(), "--json", "--select", "bbox-negative", "--report", "csv=" + csv);
        assertTrue(typed.out().contains("\"not_listed\":{\"bbox-negative\":3}"), typed.err());
        assertTrue(typed.err().contains("3 more findings of bbox-negative are counted but not listed"), typed.err());
        assertTrue(Files.readString(csv).endsWith("3 more findings not listed\n"));
    }

    @Test
    void aFolderThatIsNoneIsSaidAtOnce() throws Exception {
        Typed typed = Typed.copra(
                "validate",
                write("a.json", 0).toString(),
                "--images",
                folder.resolve("no").toString());
        assertEquals(2, typed.code());
        assertTrue(
                typed.err().startsWith("copra: --images ") && typed.err().endsWith(": there is no such directory\n"),
                typed.err());
    }

    /** The record states the sides as EXIF turns them; the boxes decide whether they were meant so. */
    @Test
    void onlyAnnotationsProveThatSidesWereExchanged() throws Exception {
        Path file = write("a.json", 0);
        Files.writeString(file, Files.readString(file).replaceFirst("40,\"height\":30", "30,\"height\":40"));
        Path fixed = folder.resolve("fixed.json");
        String[] fix = {"fix", file.toString(), "--images", images.toString(), "-o", fixed.toString()};
        assertEquals(0, Typed.copra(fix).code());
        assertTrue(Files.readString(fixed).contains("\"file_name\":\"1.png\",\"width\":40,\"height\":30"));
        // a box that only fits as it stands
        Files.writeString(file, Files.readString(file).replaceFirst("\\[1,2,10,10]", "[1,2,10,36]"));
        assertEquals(1, Typed.copra(fix).code());
        assertTrue(Files.readString(fixed).contains("\"file_name\":\"1.png\",\"width\":30,\"height\":40"));
    }

    private Path bad(String name, String from, String to) throws IOException {
        Path file = write(name, 0);
        String text = Files.readString(file);
        assertTrue(text.contains(from));
        return Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
    }

    @Test
    void reportsTellOfAllFiles() throws Exception {
        Path a = bad("a.json", "\"bbox\":[1,2,10,10]", "\"bbox\":[1,2,10]");
        Path b = bad("b <&> ö.json", "\"iscrowd\":0,", "");
        Path sarif = folder.resolve("out.sarif");
        Path junit = folder.resolve("out.xml");
        Path csv = folder.resolve("out.csv");
        Typed typed = Typed.copra(
                "validate",
                a.toString(),
                b.toString(),
                "--report",
                "sarif=" + sarif,
                "--report",
                "junit=" + junit,
                "--report",
                "csv=" + csv,
                "--report",
                "github");
        assertEquals(1, typed.code());
        assertTrue(typed.out().contains("::error file=" + a.toString().replace(":", "%3A") + ",line=40,"), typed.out());
        JsonNode run = new JsonMapper().readTree(sarif.toFile()).path("runs").path(0);
        assertEquals(2, run.path("results").size());
        for (JsonNode result : run.path("results")) {
            JsonNode rule =
                    run.at("/tool/driver/rules").path(result.path("ruleIndex").asInt());
            assertEquals(result.path("ruleId").asText(), rule.path("id").asText());
            assertEquals(
                    result.path("level").asText(),
                    rule.at("/defaultConfiguration/level").asText());
            assertEquals(
                    40,
                    result.at("/locations/0/physicalLocation/region/startLine").asInt());
        }
        var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertEquals(2, xml.getElementsByTagName("testsuite").getLength());
        assertEquals(2, xml.getElementsByTagName("failure").getLength());
        assertEquals("2", xml.getDocumentElement().getAttribute("failures"));
        assertEquals(3, Files.readAllLines(csv).size());
    }

    @Test
    void aBaselineOutlivesEditsElsewhere() throws Exception {
        Path file = bad("a.json", "\"bbox\":[1,2,10,10]", "\"bbox\":[1,2,10]");
        Path known = folder.resolve("known.json");
        assertEquals(
                0,
                Typed.copra("validate", file.toString(), "--write-baseline", known.toString())
                        .code());
        Path moved = Files.writeString(file, "\n\n" + Files.readString(file).replaceFirst("\\{\"id\":2,[^}]*},", ""));
        Typed typed = Typed.copra("validate", moved.toString(), "--baseline", known.toString(), "--select", "bbox");
        assertEquals(0, typed.code(), typed.out());
        assertTrue(typed.out().contains("1 is known from the baseline"), typed.out());
    }

    @Test
    void theConfigurationIsFoundUpwards() throws Exception {
        Path file = bad("images/a.json", "\"bbox\":[1,2,10,10]", "\"bbox\":[1,2,10]");
        Files.writeString(
                folder.resolve(".copra.json"), "{\"validate\": {\"ignore\": [\"bbox-length\"], \"for\": [\"cvat\"]}}");
        Typed typed = Typed.copra("validate", file.toString(), "--fail-on", "warning");
        assertEquals(1, typed.code());
        assertTrue(typed.out().contains("cvat-bbox"), typed.out());
        assertFalse(typed.out().contains("bbox-length"), typed.out());
        Files.writeString(folder.resolve(".copra.json"), "{\"validate\": {\"four\": 1}}");
        assertEquals(2, Typed.copra("validate", file.toString()).code());
    }

    @Test
    void aConsumerThatIsNoneIsSaid() throws Exception {
        Typed typed = Typed.copra("validate", write("a.json", 0).toString(), "--for", "yolo");
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("pycocotools, detectron2, mmdetection"), typed.err());
    }

    /** A finding of one file does not excuse the same one in another. */
    @Test
    void aBaselineKnowsItsFiles() throws Exception {
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        Path a = bad("a/x.json", "\"bbox\":[1,2,10,10]", "\"bbox\":[1,2,10]");
        Path b = bad("b/x.json", "\"bbox\":[1,2,10,10]", "\"bbox\":[1,2,10]");
        String known = folder.resolve("known.json").toString();
        assertEquals(
                0,
                Typed.copra("validate", a.toString(), "--write-baseline", known).code());
        assertEquals(
                0, Typed.copra("validate", a.toString(), "--baseline", known).code());
        assertEquals(
                1, Typed.copra("validate", b.toString(), "--baseline", known).code());
        Files.writeString(Path.of(known), "{\"known\": [\"bbox-length annotations 1\"]}");
        Typed old = Typed.copra("validate", a.toString(), "--baseline", known);
        assertTrue(old.err().contains("was written by an older Copra"), old.err());
    }

    @Test
    void allInputsAreLookedAt() throws Exception {
        Path bad = bad("a.json", "\"bbox\":[1,2,10,10]", "\"bbox\":[1,2,10]");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"images\": [");
        Typed typed = Typed.copra("validate", broken.toString(), "no-such-file.json", bad.toString());
        assertEquals(2, typed.code());
        assertTrue(typed.out().contains("bbox-length"), typed.out());
        assertTrue(typed.err().contains("broken.json: "), typed.err());
        assertTrue(typed.err().contains("no-such-file.json: there is no such file"), typed.err());
        Typed json = Typed.copra("validate", broken.toString(), bad.toString(), "--json");
        assertEquals(2, new JsonMapper().readTree(json.out()).size());
    }

    @Test
    void aBoxDataSetIsToldInOneLine() {
        Typed typed = Typed.copra("validate", "testdata/scenes/boxes.json", "--for", "all", "--fail-on", "never");
        assertEquals(0, typed.code());
        assertTrue(
                typed.out().contains("this is a box data set: none of its 130 annotations has a mask; 'copra mask'"),
                typed.out());
        assertEquals(
                1,
                typed.out()
                        .lines()
                        .filter(line -> line.contains("category-few"))
                        .count(),
                typed.out());
    }

    /** What a name has in it commands neither a terminal nor a CI system, and costs no report. */
    @Test
    void namesCommandNothing() throws Exception {
        String name = "\\n::error::owned\\u001b[31m\\ud800\\u202e=1+1,";
        Path file = Files.writeString(
                folder.resolve("hostile.json"),
                "{\"images\": [{\"id\": 1, \"width\": 9, \"height\": 9, \"file_name\": \"" + name + "\"}],"
                        + " \"categories\": [{\"id\": 1, \"name\": \"" + name + " \"}, {\"id\": 1, \"name\": \"" + name
                        + "\"}], \"annotations\": [{\"id\": 1, \"image_id\": \"" + name
                        + "\", \"category_id\": 1, \"bbox\": \"" + name + "\"}]}");
        Path sarif = folder.resolve("x.sarif");
        Path junit = folder.resolve("x.xml");
        Path csv = folder.resolve("x.csv");
        String[][] commands = {
            {
                "validate",
                file.toString(),
                "--report",
                "github",
                "--report",
                "sarif=" + sarif,
                "--report",
                "junit=" + junit,
                "--report",
                "csv=" + csv
            },
            {"validate", file.toString(), "--json"},
            {"fix", file.toString(), "--dry-run"},
            {"fix", file.toString(), "-o", folder.resolve("fixed.json").toString()},
            {"info", file.toString()},
            {"info", file.toString(), "--json"},
            {"mask", file.toString(), "-o", "/dev/null"},
            {"convert", file.toString(), "--segmentation", "rle", "-o", "/dev/null"},
            {"eval", file.toString(), file.toString(), "--per-category"},
            {"eval", file.toString(), file.toString(), "--json"},
            {"score", file.toString(), file.toString()},
            {"suppress", file.toString(), "--iou", ".5", "-o", "/dev/null"},
            {"anchors", file.toString(), "-k", "1"},
            {"proposals", file.toString(), file.toString()},
        };
        for (String[] command : commands) {
            Typed typed = Typed.copra(command);
            for (String text : new String[] {typed.out(), typed.err()}) {
                assertFalse(text.contains("\u001b") || text.contains("\u202e"), String.join(" ", command) + text);
                assertTrue(
                        text.lines().noneMatch(line -> line.startsWith("::error::owned")),
                        String.join(" ", command) + text);
            }
        }
        new JsonMapper().readTree(Files.readAllBytes(sarif));
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertTrue(Files.readString(csv).length() > 0);
    }
}
