package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.mask.Rle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path out;

    /** An image whose pixel (x, y) has red x and green y. */
    @BeforeEach
    void drawImage() throws IOException {
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 60; x++) {
                image.setRGB(x, y, x << 16 | y << 8 | 77);
            }
        }
        Files.createDirectories(folder.resolve("images/sub"));
        ImageIO.write(image, "png", folder.resolve("images/sub/a.png").toFile());
        out = folder.resolve("out");
    }

    private static String document(String... annotations) {
        return "{\"images\": [{\"id\": \"i\", \"file_name\": \"sub/a.png\", \"width\": 60, \"height\": 40}], \"categories\": ["
                + "{\"id\": 1, \"name\": \"cat\"}, {\"id\": 2, \"name\": \"Cat\"}, {\"id\": 3, \"name\": \"../x/dog: big\"},"
                + " {\"id\": 4, \"name\": \"cat\"}], \"annotations\": [" + String.join(", ", annotations) + "]}";
    }

    private static String annotation(Object id, int category, String rest) {
        return "{\"id\": " + id + ", \"image_id\": \"i\", \"category_id\": " + category + ", " + rest + "}";
    }

    private Typed crop(String document, String... options) throws IOException {
        Path in = folder.resolve("in.json");
        Files.writeString(in, document);
        List<String> line = new ArrayList<>(List.of(
                "crop",
                in.toString(),
                "--images",
                folder.resolve("images").toString(),
                "-o",
                out.toString(),
                "--force"));
        line.addAll(List.of(options));
        return copra(line.toArray(String[]::new));
    }

    private TreeSet<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            TreeSet<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> names.add(out.relativize(file).toString().replace('\\', '/')));
            return names;
        }
    }

    private BufferedImage picture(String name) throws IOException {
        return ImageIO.read(out.resolve(name).toFile());
    }

    @Test
    void namesAreSafeAndTheirOwn() throws IOException {
        String box = "\"bbox\": [1, 1, 5, 5]";
        Typed typed = crop(document(
                annotation(1, 1, box),
                annotation("\"1\"", 1, box),
                annotation(2, 2, box),
                annotation("\"../../up\"", 3, box),
                annotation(4, 4, box),
                annotation(5, 99, box),
                "{\"image_id\": \"i\", \"bbox\": [2, 2, 3, 3]}"));
        assertEquals(0, typed.code(), typed.err());
        assertEquals(
                new TreeSet<>(List.of(
                        "Cat_2/sub_a_2.png",
                        "__x_dog_ big/sub_a___.._up.png",
                        "_unlabelled/sub_a_n6.png",
                        "cat/sub_a_1.png",
                        "cat/sub_a_1_2.png",
                        "cat/sub_a_4.png",
                        "category_99/sub_a_5.png",
                        "crops.jsonl")),
                files());
        assertTrue(Files.readString(out.resolve("crops.jsonl"))
                .startsWith(
                        "{\"file\": \"cat/sub_a_1.png\", \"category\": \"cat\", \"category_id\": 1, \"image_id\": \"i\","
                                + " \"annotation_id\": 1, \"bbox\": [1, 1, 5, 5]}\n"));
    }

    /** Which part of the image is shown: left, top, width, height. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [10, 5, 20, 10]         | ''                        | 10 5 20 10
            [10.2, 5.9, 20.1, 10.2] | ''                        | 10 5 21 12
            [10, 5, 20, 10]         | --padding 2               | 8 3 24 14
            [10, 5, 20, 10]         | --padding 10%             | 8 4 24 12
            [-5, -5, 20, 10]        | ''                        | 0 0 15 5
            [50, 30, 20, 20]        | --padding 5               | 45 25 15 15
            [10, 15, 20, 10]        | --square                  | 10 10 20 20
            [10, 2, 20, 10]         | --square                  | 10 0 20 20
            [10, 15, 5, 20]         | --square                  | 2 15 20 20
            [0, 10, 60, 10]         | --square                  | 0 -10 60 60
            """)
    void whatIsShown(String box, String options, String shown) throws IOException {
        Typed typed = crop(
                document(annotation(1, 1, "\"bbox\": " + box)), options.isEmpty() ? new String[0] : options.split(" "));
        assertEquals(0, typed.code(), typed.err());
        String[] place = shown.split(" ");
        int left = Integer.parseInt(place[0]);
        int top = Integer.parseInt(place[1]);
        BufferedImage picture = picture("cat/sub_a_1.png");
        assertEquals(place[2] + " " + place[3], picture.getWidth() + " " + picture.getHeight());
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                boolean inside = top + y >= 0 && top + y < 40 && left + x < 60;
                assertEquals(
                        inside ? 0xFF000000 | left + x << 16 | top + y << 8 | 77 : 0xFF000000, picture.getRGB(x, y));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"transparent, 0", "black, ff000000", "white, ffffffff", "'#102030', ff102030", "gray, ff808080"})
    void onlyTheMaskIsShown(String background, String argb) throws IOException {
        int behind = Integer.parseUnsignedInt(argb, 16);
        Rle mask = Rle.ofRectangle(40, 60, 12, 8, 20, 11).union(Rle.ofRectangle(40, 60, 12, 8, 14, 20));
        Typed typed = crop(
                document(annotation(
                        1,
                        1,
                        "\"segmentation\": {\"size\": [40, 60], \"counts\": " + Arrays.toString(mask.counts()) + "}")),
                "--background",
                background,
                "--padding",
                "3");
        assertEquals(0, typed.code(), typed.err());
        BufferedImage picture = picture("cat/sub_a_1.png");
        assertEquals(14, picture.getWidth());
        assertEquals(18, picture.getHeight());
        byte[] dense = mask.toDense();
        for (int y = 0; y < 18; y++) {
            for (int x = 0; x < 14; x++) {
                boolean set = dense[5 + y + 40 * (9 + x)] != 0;
                assertEquals(set ? 0xFF000000 | 9 + x << 16 | 5 + y << 8 | 77 : behind, picture.getRGB(x, y));
            }
        }
    }

    @Test
    void whatIsLeftOutIsTold() throws IOException {
        Typed typed = crop(
                document(
                        annotation(1, 1, "\"bbox\": [1, 1, 5, 5], \"iscrowd\": 1"),
                        annotation(2, 1, "\"bbox\": [1, 1, 5, 1]"),
                        annotation(3, 1, "\"bbox\": [100, 1, 5, 5]"),
                        annotation(4, 1, "\"bbox\": [1, 1, 5]"),
                        annotation(5, 1, "\"caption\": \"x\""),
                        annotation(6, 1, "\"bbox\": [1, 1, 5, 5]")),
                "--min-side",
                "2");
        assertEquals(1, typed.code());
        assertEquals(List.of("cat/sub_a_6.png", "crops.jsonl"), List.copyOf(files()));
        assertTrue(typed.err().contains("annotations[2] (id 3): nothing of it lies in its image"), typed.err());
        assertTrue(typed.err().contains("annotations[3] (id 4): bbox is [1, 1, 5], not x, y, width and height"));
        assertTrue(typed.err().contains("annotations[4] (id 5): it has neither box nor mask"), typed.err());
        assertTrue(
                typed.err()
                        .endsWith(
                                "1 picture of 1 image in 1 folder\n1 crowd region left out; --crowds cuts them out, too\n"
                                        + "1 box left out as too small; --min-side sets how small they may be\n3 bad records left out\n"),
                typed.err());
        Typed noMask = crop(document(annotation(6, 1, "\"bbox\": [1, 1, 5, 5]")), "--background", "black");
        assertTrue(noMask.err().contains("it has no mask, so that its background is not known"), noMask.err());
    }

    /** Each picture of the scenes is the part of its image that the table says; threads change nothing. */
    @Test
    void tableAndPicturesAgree() throws IOException {
        Map<String, byte[]> bytes = new HashMap<>();
        for (String threads : List.of("1", "4")) {
            out = folder.resolve(threads);
            Typed typed = copra(
                    "crop",
                    "testdata/scenes/instances.json",
                    "--images",
                    "testdata/scenes/images",
                    "--crowds",
                    "--background",
                    "transparent",
                    "--threads",
                    threads,
                    "-o",
                    out.toString());
            assertEquals(0, typed.code(), typed.err());
            for (String file : files()) {
                byte[] content = Files.readAllBytes(out.resolve(file));
                byte[] before = bytes.putIfAbsent(file, content);
                assertTrue(before == null || Arrays.equals(before, content), file);
            }
        }
        assertEquals(131, bytes.size());
        for (String line : Files.readAllLines(out.resolve("crops.jsonl"))) {
            JsonNode crop = JSON.readTree(line);
            BufferedImage picture = picture(crop.get("file").asText());
            assertEquals(crop.get("bbox").get(2).asInt(), picture.getWidth());
            assertEquals(crop.get("bbox").get(3).asInt(), picture.getHeight());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --background plaid                         | --background: 'plaid' is none of keep, transparent, black, white, gray, and no colour such as #7f7f7f
            --padding -3                               | --padding: '-3' is no number of pixels such as 8, and no share such as 10%
            --padding many%                            | --padding: 'many%' is no number of pixels such as 8, and no share such as 10%
            --background transparent --format jpeg     | --format: a JPEG file has no transparent pixels; write PNG files
            --category cow --quiet                     | IN: there is no category 'cow'; the file has cat, Cat, ../x/dog: big, cat
            """)
    void whatIsWrong(String options, String message) throws IOException {
        Typed typed = crop(document(annotation(1, 1, "\"bbox\": [1, 1, 5, 5]")), options.split(" "));
        assertEquals(2, typed.code());
        assertEquals("copra: " + message.replace("IN", folder.resolve("in.json").toString()) + "\n", typed.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void resultsNeedTheImages() throws IOException {
        String results = "[{\"image_id\": \"i\", \"category_id\": 3, \"bbox\": [1, 1, 5, 5], \"score\": 0.5}]";
        assertTrue(crop(results).err().contains("name one that does with --image-list"));
        Path lists = folder.resolve("lists.json");
        Files.writeString(lists, document());
        Typed typed = crop(results, "--image-sizes", lists.toString());
        assertEquals(0, typed.code(), typed.err());
        assertTrue(Files.readString(out.resolve("crops.jsonl")).contains("\"score\": 0.5"));
        Typed none = crop(document(annotation(1, 1, "\"bbox\": [1, 1, 5, 5]")).replace("sub/a.png", "b.png"));
        assertEquals(2, none.code());
        assertTrue(none.err().endsWith("none of the images could be read; check --images\n"), none.err());
        assertEquals(0, crop(document()).code());
        assertEquals(2, crop("{}").code());
    }
}
