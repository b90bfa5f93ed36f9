package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TileCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCENES = "testdata/scenes/instances.json";

    @TempDir
    Path folder;

    private JsonNode tile(String document, String... options) throws IOException {
        Path in = folder.resolve("in.json");
        Files.writeString(in, document);
        Path out = folder.resolve("out");
        List<String> line = new java.util.ArrayList<>(List.of("tile", in.toString(), "-o", out.toString(), "--force"));
        line.addAll(List.of(options));
        Typed typed = copra(line.toArray(String[]::new));
        assertEquals(0, typed.code(), typed.err());
        return JSON.readTree(out.resolve("annotations.json").toFile());
    }

    private static String document(String annotation) {
        return "{\"images\": [{\"id\": \"a\", \"file_name\": \"x/a.jpg\", \"width\": 100, \"height\": 50, \"coco_url\":"
                + " \"http://x/a.jpg\", \"tags\": [1]}], \"categories\": [{\"id\": 1, \"name\": \"cat\"}], \"annotations\": ["
                + annotation + "]}";
    }

    @Test
    void whatATileSays() throws IOException {
        JsonNode tiles = tile(
                document(
                        "{\"id\": 5, \"image_id\": \"a\", \"category_id\": 1, \"bbox\": [30, 10, 40, 20], \"area\": 800,"
                                + " \"iscrowd\": 0, \"keypoints\": [35, 12, 2, 65, 12, 1, 0, 0, 0], \"num_keypoints\": 2,"
                                + " \"lefthand_box\": [60, 10, 10, 10]}"),
                "--size",
                "50",
                "--overlap",
                "0");
        assertEquals(
                "{\"id\":1,\"file_name\":\"x/a_0_0.png\",\"width\":50,\"height\":50,\"origin\":{\"image_id\":\"a\",\"file_name\":"
                        + "\"x/a.jpg\",\"coco_url\":\"http://x/a.jpg\",\"width\":100,\"height\":50,\"x\":0,\"y\":0},\"tags\":[1]}",
                tiles.get("images").get(0).toString());
        assertEquals(
                "{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[30,10,20,20],\"area\":400,\"iscrowd\":0,\"keypoints\":"
                        + "[35,12,2,0,0,0,0,0,0],\"num_keypoints\":1,\"lefthand_box\":[50,10,0,10],\"visible\":0.5,\"origin_id\":5}",
                tiles.get("annotations").get(0).toString());
        assertEquals(
                "{\"id\":2,\"image_id\":2,\"category_id\":1,\"bbox\":[0,10,20,20],\"area\":400,\"iscrowd\":0,\"keypoints\":"
                        + "[0,0,0,15,12,1,0,0,0],\"num_keypoints\":1,\"lefthand_box\":[10,10,10,10],\"visible\":0.5,\"origin_id\":5}",
                tiles.get("annotations").get(1).toString());
    }

    /** A polygon that a tile holds keeps its vertices; one that is cut has the pixels that are left. */
    @Test
    void polygonsAreMovedOrCut() throws IOException {
        String polygon = "[[30.27, 10.5, 69.9, 10.5, 50.2, 29.75]]";
        String annotation = "{\"id\": 5, \"image_id\": \"a\", \"segmentation\": " + polygon
                + ", \"bbox\": [30.27, 10.5, 39.63, 19.25], \"area\": 381.4}";
        JsonNode held = tile(document(annotation), "--size", "75x50", "--edge", "pad", "--overlap", ".6");
        JsonNode second = held.get("annotations").get(1);
        assertEquals(
                "[[0.27,10.5,39.9,10.5,20.2,29.75]]", second.get("segmentation").toString());
        assertEquals("[0.27,10.5,39.63,19.25]", second.get("bbox").toString());
        assertEquals(381.4, second.get("area").asDouble());
        assertFalse(second.has("visible"));
        JsonNode cut = tile(document(annotation), "--size", "50", "--overlap", "0", "--segmentation", "polygon");
        JsonNode part = cut.get("annotations").get(0);
        assertEquals(part.get("area").asInt(), pixels(part));
        assertEquals("[31,11,19,18]", part.get("bbox").toString());
        assertTrue(part.get("visible").asDouble() > .4 && part.get("visible").asDouble() < .6);
    }

    /** The area of rings along pixel edges, of which none lies in another. */
    private static int pixels(JsonNode annotation) {
        double area = 0;
        for (JsonNode ring : annotation.get("segmentation")) {
            for (int i = 0; i < ring.size(); i += 2) {
                int j = (i + 2) % ring.size();
                area += ring.get(i).asDouble() * ring.get(j + 1).asDouble()
                        - ring.get(j).asDouble() * ring.get(i + 1).asDouble();
            }
        }
        return (int) Math.round(Math.abs(area) / 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 0", ".1, 1, 1", ".96, 0, 2"})
    void littleOfAnObjectIsLeftOut(String least, int parts, int hidden) throws IOException {
        Path in = folder.resolve("in.json");
        Files.writeString(in, document("{\"id\": 5, \"image_id\": \"a\", \"bbox\": [48, 10, 40, 20]}"));
        Typed typed = copra(
                "tile",
                in.toString(),
                "--size",
                "50",
                "--overlap",
                "0",
                "--min-visible",
                least,
                "-o",
                folder.resolve("out").toString(),
                "--json");
        JsonNode summary = JSON.readTree(typed.err());
        assertEquals(parts, summary.get("cut").asInt());
        assertEquals(hidden, summary.get("hidden").asInt());
        assertEquals(parts == 0 ? 1 : 0, summary.get("lost").asInt());
        assertEquals(2 - Math.min(parts, 2), summary.get("empty_tiles").asInt());
    }

    /** Every pixel of a PNG tile is that of its image; beyond the image it is black. */
    @ParameterizedTest
    @CsvSource({"shift", "pad"})
    void picturesAreCut(String edge) throws IOException {
        Path out = folder.resolve("tiles");
        Typed typed = copra(
                "tile",
                SCENES,
                "--images",
                "testdata/scenes/images",
                "--size",
                "200x170",
                "--edge",
                edge,
                "-o",
                out.toString());
        assertEquals(0, typed.code(), typed.err());
        JsonNode tiles = JSON.readTree(out.resolve("annotations.json").toFile());
        assertTrue(tiles.get("images").size() >= 60);
        for (JsonNode tile : tiles.get("images")) {
            BufferedImage part = ImageIO.read(
                    out.resolve("images/" + tile.get("file_name").asText()).toFile());
            JsonNode origin = tile.get("origin");
            BufferedImage whole = ImageIO.read(
                    Path.of("testdata/scenes/images/" + origin.get("file_name").asText())
                            .toFile());
            assertEquals(tile.get("width").asInt(), part.getWidth());
            assertEquals(tile.get("height").asInt(), part.getHeight());
            for (int y = 0; y < part.getHeight(); y += 7) {
                for (int x = 0; x < part.getWidth(); x += 3) {
                    int wx = origin.get("x").asInt() + x;
                    int wy = origin.get("y").asInt() + y;
                    boolean inside = wx < whole.getWidth() && wy < whole.getHeight();
                    assertEquals(inside ? rgb(whole, wx, wy) : 0xFF000000, part.getRGB(x, y));
                }
            }
        }
        try (Stream<Path> files = Files.list(out.resolve("images"))) {
            assertEquals(tiles.get("images").size(), files.count());
        }
    }

    /** Java's toolkit takes stored greys for linear ones and would brighten them. */
    private static int rgb(BufferedImage image, int x, int y) {
        return image.getType() == BufferedImage.TYPE_BYTE_GRAY
                ? 0xFF000000 | image.getRaster().getSample(x, y, 0) * 0x10101
                : image.getRGB(x, y);
    }

    /** The same bytes for any number of threads. */
    @Test
    void threadsChangeNothing() throws IOException {
        for (String threads : List.of("1", "4")) {
            copra(
                    "tile",
                    SCENES,
                    "--images",
                    "testdata/scenes/images",
                    "--size",
                    "160",
                    "--format",
                    "jpeg",
                    "--threads",
                    threads,
                    "-o",
                    folder.resolve(threads).toString());
        }
        try (Stream<Path> files = Files.walk(folder.resolve("1")).filter(Files::isRegularFile)) {
            List<Path> all = files.toList();
            assertTrue(all.size() > 80);
            for (Path file : all) {
                Path other = folder.resolve("4").resolve(folder.resolve("1").relativize(file));
                assertEquals(-1, Files.mismatch(file, other), file.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            testdata/scenes/instances.json --size 0 -o T                        | --size, --overlap: a tile has 1 to 65536 pixels a side
            testdata/scenes/instances.json --size 5by5 -o T                     | --size, --overlap: '5by5' is no size such as 640 or 640x480
            testdata/scenes/instances.json --size 50                            | name the size of the tiles with --size, and the folder for them with -o
            testdata/odd/results.json --size 50 -o T --quiet                    | testdata/odd/results.json: results are not cut; cut the data set that lists the images
            testdata/scenes/instances.json --size 50 --images testdata/odd -o T --quiet | testdata/scenes/instances.json: none of the images could be read; check --images
            testdata/scenes/boxes.json --untile testdata/scenes/boxes.json      | testdata/scenes/boxes.json: none of its images is a tile: they have no member origin
            src/test/resources/dialects/coco-panoptic.json --size 50 -o T       | src/test/resources/dialects/coco-panoptic.json: panoptic annotations are not cut; 'copra convert' makes instances of them
            """)
    void whatIsWrong(String line, String message) {
        String[] words = ("tile " + line.strip().replace("-o T", "-o " + folder.resolve("T"))).split(" +");
        Typed typed = copra(words);
        assertEquals(2, typed.code(), typed.err());
        assertEquals("", typed.out());
        assertTrue(typed.err().endsWith("copra: " + message + "\n"), typed.err());
        assertFalse(Files.exists(folder.resolve("T")));
    }

    /** An image that is found by its address, as LVIS names them, comes back with its address. */
    @Test
    void imagesWithoutFileNames() throws IOException {
        JsonNode tiles = tile(document("").replace("\"file_name\": \"x/a.jpg\", ", ""), "--size", "60");
        assertEquals("a_0_0.png", tiles.get("images").get(0).get("file_name").asText());
        assertFalse(tiles.get("images").get(0).has("coco_url"));
        String file = folder.resolve("out/annotations.json").toString();
        JsonNode image = JSON.readTree(copra("tile", file, "--untile", file).out())
                .get("images")
                .get(0);
        assertEquals("http://x/a.jpg", image.get("coco_url").asText());
        assertFalse(image.has("file_name"));
    }

    /** A turned box that a tile cuts is no turned box any more: it is left out, and that is told. */
    @Test
    void turnedBoxesAreNotCut() throws IOException {
        Path in = folder.resolve("in.json");
        Files.writeString(
                in,
                document("{\"id\": 5, \"image_id\": \"a\", \"bbox\": [30, 10, 40, 20], \"attributes\":"
                        + " {\"rotation\": 30}}, {\"id\": 6, \"image_id\": \"a\", \"bbox\": [60, 10, 20, 10], \"attributes\":"
                        + " {\"rotation\": 30}}"));
        Typed typed = copra(
                "tile",
                in.toString(),
                "--size",
                "50",
                "--overlap",
                "0",
                "-o",
                folder.resolve("o").toString());
        assertEquals(0, typed.code(), typed.err());
        assertTrue(typed.err().contains("annotations[0] (id 5): its turned box is cut by a tile"), typed.err());
        assertTrue(typed.err().contains("1 object lost"), typed.err());
        JsonNode annotations =
                JSON.readTree(folder.resolve("o/annotations.json").toFile()).get("annotations");
        assertEquals(1, annotations.size());
        assertEquals("[10,10,20,10]", annotations.get(0).get("bbox").toString());
        assertEquals(30, annotations.get(0).get("attributes").get("rotation").asInt());
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Stream.concat(
                Files.list(Path.of("testdata/odd")), Files.list(Path.of("src/test/resources/dialects")))) {
            return files.sorted().toList();
        }
    }

    /** Any file is cut, or refused in one line; what is cut comes back. */
    @ParameterizedTest
    @MethodSource("documents")
    void anyFile(Path file) {
        Path out = folder.resolve("any");
        Typed typed = copra("tile", file.toString(), "--size", "100", "-o", out.toString(), "--force");
        assertTrue(typed.code() <= 2, typed.err());
        assertFalse(typed.err().contains("Exception") || typed.err().contains("\tat "), typed.err());
        if (typed.code() == 2) {
            assertEquals(1, typed.err().lines().filter(l -> !l.contains("[")).count(), typed.err());
            return;
        }
        String document = out.resolve("annotations.json").toString();
        Typed back = copra("tile", document, "--untile", document);
        assertTrue(back.code() < 2 || back.err().contains("no member origin"), back.err());
    }
}
