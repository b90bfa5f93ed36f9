package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    private static final String SCENES = "testdata/scenes/instances.json";
    private static final String IMAGES = "testdata/scenes/images";

    @TempDir
    Path folder;

    private String page(String... args) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("report", "-o", folder.resolve("page.html").toString()));
        all.addAll(List.of(args));
        Typed run = copra(all.toArray(String[]::new));
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.out());
        return Files.readString(folder.resolve("page.html"));
    }

    private static JsonNode data(String page) throws IOException {
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertTrue(data.find());
        return new ObjectMapper().readTree(data.group(1));
    }

    private static String visible(String page) {
        return page.replaceAll("(?s)<(script|style).*?</\\1>", "")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }

    /** There is nothing to say of errors then, and figures do not exist. */
    @Test
    void resultsMayHaveNoDetection() throws IOException {
        Path none = Files.writeString(folder.resolve("none.json"), "[]");
        assertTrue(visible(page(SCENES, "--images", IMAGES, "--results", none.toString()))
                .contains("none.json"));
    }

    @Test
    void saysWhatOtherCommandsSay() throws IOException {
        String page = page(SCENES, "--images", IMAGES);
        String text = visible(page);
        assertTrue(text.contains("Images 20") && text.contains("Instances 1"), text);
        JsonNode data = data(page);
        assertEquals(20, data.get("images").size());
        assertEquals(30, data.get("categories").size());
        for (JsonNode image : data.get("images")) {
            assertTrue(image.get("pic").asText().startsWith("data:image/jpeg;base64,"));
        }
        Typed codes = copra("validate", SCENES, "--images", IMAGES, "--json");
        new ObjectMapper()
                .readTree(codes.out())
                .findValues("code")
                .forEach(code -> assertTrue(page.contains(code.asText())));
    }

    @Test
    void thePolicyNamesWhatIsInThePage() throws IOException, NoSuchAlgorithmException {
        String page = page(SCENES);
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        assertTrue(policy.find());
        String says = policy.group(1).replace("&#39;", "'");
        assertTrue(says.startsWith("default-src 'none';"), says);
        assertFalse(says.contains("unsafe"), says);
        Matcher script =
                Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
        assertTrue(script.find());
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
        assertTrue(says.contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'"), says);
        assertFalse(script.find(), "one script alone");
        assertFalse(Pattern.compile("(src|href)=\"(https?:)?//").matcher(page).find());
        assertFalse(page.contains(" style=\""), "the policy would ignore it");
    }

    @Test
    void isSmallerThanAskedFor() throws IOException {
        page(SCENES, "--images", IMAGES, "--max-size", "1M");
        assertTrue(Files.size(folder.resolve("page.html")) < 1_000_000);
        String few = page(SCENES, "--images", IMAGES, "--gallery", "7", "--max-size", "1M");
        assertEquals(7, data(few).get("images").size());
        assertTrue(visible(few).contains("7 of 20 images"));
    }

    @Test
    void evaluatesAndCompares() throws IOException {
        Path results = folder.resolve("results.json");
        Files.writeString(
                results, "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [10, 10, 50, 50], \"score\": 0.9}]");
        String document = "{\"images\": [{\"id\": 1, \"file_name\": \"a.jpg\", \"width\": 100, \"height\": 100}],"
                + " \"categories\": [{\"id\": 1, \"name\": \"cat\"}], \"annotations\": [{\"id\": 1, \"image_id\": 1,"
                + " \"category_id\": 1, \"bbox\": [10, 10, 50, %d], \"area\": 2500, \"iscrowd\": 0}]}";
        Path truth = folder.resolve("truth.json");
        Files.writeString(truth, String.format(document, 50));
        Path old = folder.resolve("old.json");
        Files.writeString(old, "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [10, 10, 50, 34], \"score\": 0.9}]");
        String page = page(truth.toString(), "--results", results.toString(), "--baseline", old.toString());
        assertTrue(visible(page).contains("AP .400 1.000 +.600"), visible(page));
        JsonNode shapes = data(page).get("images").get(0).get("shapes");
        assertEquals("tp", shapes.get(0).get("o").asText());
        assertEquals(1, shapes.get(1).get("iou").asDouble());
        assertEquals(1, shapes.get(1).get("l").asInt());
        Path before = folder.resolve("before.json");
        Files.writeString(before, String.format(document, 40));
        String changes = page(truth.toString(), "--baseline", before.toString());
        assertTrue(visible(changes).contains("annotations moved 1 .800"), visible(changes));
    }

    @Test
    void imagesThatAreMissingAreTold() throws IOException {
        Typed run = copra(
                "report",
                SCENES,
                "--images",
                folder.toString(),
                "-o",
                folder.resolve("page.html").toString());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("20 of 20 images, 0 with a picture"), run.err());
        String page = Files.readString(folder.resolve("page.html"));
        assertFalse(page.contains(folder.toString()), "where the folder is");
    }

    @Test
    void aListHasNoImages() throws IOException {
        Path results = folder.resolve("results.json");
        Files.writeString(
                results, "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [10, 10, 50, 50], \"score\": 0.9}]");
        Typed run = copra("report", results.toString());
        assertEquals(2, run.code());
        assertTrue(run.err().contains("there are no images in it"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void wrongSizesAreRefused() {
        for (String size : List.of("10", "x", "0M", "-5M", "99999G", "")) {
            Typed run = copra("report", SCENES, "--max-size", size);
            assertEquals(2, run.code(), size);
            assertTrue(run.err().contains("--max-size"), run.err());
        }
        assertEquals(2, copra("report", SCENES, "--gallery", "0").code());
        assertEquals(2, copra("report", SCENES, "--gallery", "some").code());
        assertEquals(2, copra("explore", SCENES, "--port", "70000").code());
    }

    private static Rle mask(JsonNode shape, JsonNode image) {
        return Rle.parse(
                image.get("h").asInt(), image.get("w").asInt(), shape.get("m").asText());
    }

    /** As render draws it: by its corners, without a mask that the document does not have. */
    @Test
    void aTurnedBoxIsShownAsItStands() throws IOException {
        Path file = Files.writeString(folder.resolve("turned.json"), """
                {"images": [{"id": 1, "width": 60, "height": 40}], "categories": [{"id": 1, "name": "ship"}], "annotations": [
                {"id": 1, "image_id": 1, "category_id": 1, "bbox": [30, 20, 20, 10, 30]},
                {"id": 2, "image_id": 1, "category_id": 1, "obb": [30, 5, 40, 15, 30, 25, 20, 15]},
                {"id": 3, "image_id": 1, "category_id": 1, "bbox": [5, 5, 10, 8], "attributes": {"rotation": 45}},
                {"id": 4, "image_id": 1, "category_id": 1, "bbox": [5, 5, 10, 8]}]}
                """);
        JsonNode shapes = data(page(file.toString())).get("images").get(0).get("shapes");
        double[] areas = {200, 200, 80};
        for (int i = 0; i < areas.length; i++) {
            JsonNode corners = shapes.get(i).get("t");
            double twice = 0;
            for (int x = 0, last = 6; x < 8; last = x, x += 2) {
                twice += corners.get(last).asDouble() * corners.get(x + 1).asDouble()
                        - corners.get(x).asDouble() * corners.get(last + 1).asDouble();
            }
            assertEquals(areas[i], Math.abs(twice) / 2, .2);
            assertEquals(areas[i], shapes.get(i).get("a").asDouble(), .1);
            assertFalse(shapes.get(i).hasNonNull("m"), shapes.get(i)::toString);
        }
        assertFalse(shapes.get(3).hasNonNull("t"), shapes.get(3)::toString);
        assertEquals("[30,5,40,15,30,25,20,15]", shapes.get(1).get("t").toString());
        assertEquals("[20,5,20,20]", shapes.get(1).get("b").toString());
    }

    /** As render tells it: a line names the file, and the rest is shown. */
    @Test
    void saysWhichMasksAreMissing() throws IOException {
        Path file = Files.writeString(folder.resolve("p.json"), """
                {"images": [{"id": 1, "width": 60, "height": 40}], "categories": [{"id": 1, "name": "cat"}], "annotations": [
                {"image_id": 1, "file_name": "gone.png", "segments_info": [
                {"id": 5, "category_id": 1, "bbox": [3, 4, 20, 10], "area": 200, "iscrowd": 0},
                {"id": 6, "category_id": 1, "bbox": [30, 4, 20, 10], "area": 200, "iscrowd": 0}]}]}
                """);
        Path page = folder.resolve("page.html");
        Typed run = copra("report", file.toString(), "-o", page.toString());
        assertEquals(1, run.code());
        assertEquals(
                "copra: " + file + ": annotations[0]: gone.png is not in " + folder,
                run.err().lines().findFirst().orElse(""));
        assertEquals(
                1, run.err().lines().filter(line -> line.contains("gone.png")).count(), run.err());
        JsonNode shapes = data(Files.readString(page)).get("images").get(0).get("shapes");
        assertEquals(2, shapes.size());
        assertFalse(shapes.get(0).hasNonNull("m"));
        assertEquals("[30,4,20,10]", shapes.get(1).get("b").toString());
    }

    @Test
    void panopticSegmentsAreShownWithTheirMasks() throws IOException {
        Typed converted = copra("convert", SCENES, "--to", "coco-panoptic", "-o", folder.resolve("p") + "/");
        assertEquals(0, converted.code(), converted.err());
        Path document;
        try (Stream<Path> files = Files.walk(folder.resolve("p"))) {
            document = files.filter(f -> f.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        JsonNode segments = new ObjectMapper().readTree(document.toFile()).get("annotations");
        int shown = 0;
        for (JsonNode image : data(page(document.toString())).get("images")) {
            JsonNode infos = null;
            for (JsonNode annotation : segments) {
                infos = annotation
                                .get("image_id")
                                .asText()
                                .equals(image.get("id").asText())
                        ? annotation.get("segments_info")
                        : infos;
            }
            assertEquals(infos == null ? 0 : infos.size(), image.get("shapes").size());
            for (int i = 0; i < image.get("shapes").size(); i++) {
                JsonNode shape = image.get("shapes").get(i);
                assertEquals(
                        infos.get(i).get("area").asLong(), mask(shape, image).area());
                assertTrue(shape.get("c").asInt() >= 0, shape::toString);
                shown++;
            }
        }
        assertTrue(shown > 50, shown + " segments");
    }
}
