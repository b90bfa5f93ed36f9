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

    @Test
    void aFolderThatIsNoneIsSaidAtOnce() throws Exception {
        Typed typed = Typed.copra(
                "validate",
                write("a.json", 0).toString(),
                "--images",
                folder.resolve("no").toString());
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("--images: ") && typed.err().contains("is not a directory"), typed.err());
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
        Path moved = Files.writeString(
                folder.resolve("moved.json"), "\n\n" + Files.readString(file).replaceFirst("\\{\"id\":2,[^}]*},", ""));
        Typed typed = Typed.copra("validate", moved.toString(), "--baseline", known.toString(), "--select", "bbox");
        assertEquals(0, typed.code(), typed.out());
        assertTrue(typed.out().contains("1 known from the baseline"), typed.out());
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
}
