package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderCommandTest {
    private static final String SCENES = "testdata/scenes/instances.json";
    private static final String IMAGES = "testdata/scenes/images";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Typed render(String input, String output, String... more) {
        String[] args = {
            "render", input, "--images", IMAGES, "-o", folder.resolve(output).toString()
        };
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return copra(all);
    }

    /** What was written, by name. */
    private Map<String, byte[]> rendered(int code, String input, String output, String... more) throws IOException {
        Typed typed = render(input, output, more);
        assertEquals(code, typed.code(), typed.err());
        assertEquals("", typed.out());
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder.resolve(output))) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
    }

    /** The scenes with scores by id, and some annotations moved, made a results file. */
    private String results(int moved) throws IOException {
        ArrayNode annotations =
                (ArrayNode) JSON.readTree(Path.of(SCENES).toFile()).get("annotations");
        for (JsonNode a : annotations) {
            ObjectNode annotation = (ObjectNode) a;
            annotation.put("score", (1 + a.get("id").asInt() % 9) / 10.0);
            if (a.get("image_id").asInt() == moved) {
                annotation.remove("segmentation");
                ((ArrayNode) annotation.get("bbox"))
                        .set(0, JSON.getNodeFactory().numberNode(0));
                ((ArrayNode) annotation.get("bbox"))
                        .set(2, JSON.getNodeFactory().numberNode(5));
            }
        }
        return Files.write(folder.resolve("results" + moved + ".json"), JSON.writeValueAsBytes(annotations))
                .toString();
    }

    @Test
    void aPictureEachOfTheImagesSize() throws IOException {
        Map<String, byte[]> files = rendered(0, SCENES, "out", "--category", "car");
        assertFalse(files.isEmpty());
        JsonNode images = JSON.readTree(Path.of(SCENES).toFile()).get("images");
        for (JsonNode image : images) {
            String name = image.get("file_name").asText().replaceFirst("\\.\\w+$", ".png");
            if (files.containsKey(name) && image.get("width").asInt() >= 400) {
                BufferedImage picture =
                        ImageIO.read(folder.resolve("out").resolve(name).toFile());
                assertEquals(image.get("width").asInt(), picture.getWidth());
                assertEquals(image.get("height").asInt(), picture.getHeight());
            }
        }
        assertTrue(files.size() < images.size(), "only those with a car");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--style outline",
                "--style blackout",
                "--style cutout",
                "--grid 3x2",
                "--format jpeg",
                "--sample 5 --seed 7",
                "--panels image,both --color-by instance",
                "--side 200 --no-labels"
            })
    void theSameBytesForAnyNumberOfThreads(String options) throws IOException {
        String[] more = options.isEmpty() ? new String[0] : options.split(" ");
        String[] one =
                Stream.concat(Stream.of("--threads", "1"), Stream.of(more)).toArray(String[]::new);
        String[] three =
                Stream.concat(Stream.of("--threads", "3"), Stream.of(more)).toArray(String[]::new);
        assertSame(rendered(0, SCENES, "one", one), rendered(0, SCENES, "three", three));
    }

    @Test
    void aSampleIsDrawnBySeed() throws IOException {
        Map<String, byte[]> first = rendered(0, SCENES, "a", "--sample", "4", "--side", "60");
        assertEquals(4, first.size());
        assertSame(first, rendered(0, SCENES, "b", "--sample", "4", "--side", "60"));
        assertFalse(first.keySet()
                .equals(rendered(0, SCENES, "c", "--sample", "4", "--side", "60", "--seed", "1")
                        .keySet()));
    }

    @Test
    void theWorstComeFirst() throws IOException {
        String results = results(139);
        Map<String, byte[]> worst = rendered(0, SCENES, "a", "--compare", results, "--worst", "3", "--side", "100");
        assertEquals(3, worst.size());
        assertTrue(worst.containsKey("1_breakfast.png"), worst.keySet().toString());
        Map<String, byte[]> scored = rendered(0, results, "b", "--image-list", SCENES, "--worst", "2", "--side", "100");
        assertEquals(2, scored.size());
        Typed without = render(SCENES, "c", "--worst", "2");
        assertEquals(2, without.code());
        assertTrue(without.err().contains("no annotation has a score"), without.err());
        assertFalse(Files.exists(folder.resolve("c")));
    }

    /** Image, truth and prediction of equal width, 2 pixels apart, below two lines of text. */
    @Test
    void predictionsStandBesideTheTruth() throws IOException {
        rendered(0, SCENES, "a", "--compare", results(139), "--image", "37,139", "--side", "300");
        BufferedImage all = ImageIO.read(folder.resolve("a/street.png").toFile());
        assertEquals(3 * 300 + 4, all.getWidth());
        int above = all.getHeight() - 225;
        assertTrue(above > 20 && above < 60, above + " pixels of captions");
        BufferedImage missed = ImageIO.read(folder.resolve("a/breakfast.png").toFile());
        assertTrue(count(all, 0x4f9dff) > 200, "hits");
        assertEquals(0, count(all, 0xffb000), "nothing is missed");
        assertTrue(count(missed, 0xffb000) > 200, "missed");
        assertTrue(count(missed, 0xe0257a) > 100, "false");
    }

    private static int count(BufferedImage picture, int rgb) {
        int count = 0;
        for (int i = 0; i < picture.getWidth() * picture.getHeight(); i++) {
            int pixel = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
            count += (pixel & 0xffffff) == rgb ? 1 : 0;
        }
        return count;
    }

    @Test
    void sheetsHoldSoManyImages() throws IOException {
        Map<String, byte[]> sheets = rendered(0, SCENES, "a", "--grid", "3x2", "--side", "120");
        int images = JSON.readTree(Path.of(SCENES).toFile()).get("images").size();
        assertEquals((images + 5) / 6, sheets.size());
        assertTrue(sheets.containsKey("sheet_1.png"), sheets.keySet().toString());
        for (String wrong : List.of("4", "0x3", "ax3", "4x")) {
            assertEquals(2, render(SCENES, "b", "--grid", wrong).code());
        }
    }

    @Test
    void imagesWithAFindingAreNamedByIt() throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(Path.of(SCENES).toFile());
        ObjectNode bad = (ObjectNode) document.get("annotations").get(2);
        ((ArrayNode) bad.get("bbox")).remove(3);
        String input = Files.write(folder.resolve("bad.json"), JSON.writeValueAsBytes(document))
                .toString();
        Map<String, byte[]> found = rendered(1, input, "a", "--finding", "bbox");
        assertEquals(1, found.size());
        Typed unknown = render(input, "b", "--finding", "bbax");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("there is no code 'bbax'"), unknown.err());
        Typed none = render(SCENES, "b", "--finding", "bbox-length");
        assertEquals(2, none.code());
        assertTrue(none.err().contains("no image that is asked for has such a finding"), none.err());
        assertFalse(Files.exists(folder.resolve("b")));
    }

    @Test
    void theStepsOfTheLevelSet() throws IOException {
        rendered(0, SCENES, "a", "--steps", "--image", "37", "--side", "100");
        assertEquals(
                5 * 100 + 4 * 2,
                ImageIO.read(folder.resolve("a/street.png").toFile()).getWidth());
        assertEquals(2, render(SCENES, "b", "--steps", "--compare", SCENES).code());
    }

    @Test
    void nothingIsReplacedUnasked() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("a")).resolve("mine.txt");
        Files.writeString(mine, "mine");
        Typed refused = render(SCENES, "a", "--image", "37");
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("not empty"), refused.err());
        assertEquals(0, render(SCENES, "a", "--image", "37", "--force").code());
        assertEquals("mine", Files.readString(mine));
        assertTrue(Files.exists(folder.resolve("a/street.png")));
    }

    @Test
    void aMissingImageCostsItselfAlone() throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(Path.of(SCENES).toFile());
        ((ObjectNode) document.get("images").get(0)).put("file_name", "gone.jpg");
        String input = Files.write(folder.resolve("gone.json"), JSON.writeValueAsBytes(document))
                .toString();
        Typed typed = render(input, "a", "--side", "50");
        assertEquals(1, typed.code());
        assertTrue(typed.err().contains("gone.jpg") && typed.err().contains("check --images"), typed.err());
        try (Stream<Path> files = Files.list(folder.resolve("a"))) {
            assertEquals(document.get("images").size() - 1, files.count());
        }
        Typed none = copra(
                "render",
                SCENES,
                "--images",
                folder.toString(),
                "-o",
                folder.resolve("b").toString());
        assertEquals(2, none.code(), none.err());
        assertFalse(Files.exists(folder.resolve("b")));
    }

    @Test
    void panopticSegmentsAreMasks() throws IOException {
        Path out = folder.resolve("a");
        Typed converted = copra("convert", SCENES, "--to", "coco-panoptic", "-o", folder.resolve("p") + "/");
        assertEquals(0, converted.code(), converted.err());
        Path document;
        try (Stream<Path> files = Files.walk(folder.resolve("p"))) {
            document = files.filter(f -> f.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        Typed typed = copra("render", document.toString(), "--images", IMAGES, "-o", out.toString(), "--image", "37");
        assertEquals(0, typed.code(), typed.err());
        BufferedImage picture = ImageIO.read(out.resolve("street.png").toFile());
        rendered(0, SCENES, "b", "--image", "37", "--panels", "image");
        BufferedImage bare = ImageIO.read(folder.resolve("b/street.png").toFile());
        int changed = 0;
        for (int i = 0; i < picture.getWidth() * picture.getHeight(); i++) {
            int x = i % picture.getWidth();
            int y = i / picture.getWidth();
            changed += picture.getRGB(x, y) == bare.getRGB(x, y) ? 0 : 1;
        }
        assertTrue(changed > 10_000, changed + " pixels are drawn over");
    }
}
