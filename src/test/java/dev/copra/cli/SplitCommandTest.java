package dev.copra.cli;

import static dev.copra.cli.SeededDocuments.records;
import static dev.copra.cli.SeededDocuments.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.LawCases;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SplitCommandTest {
    private static final String PARTS = "train:.6,val:.2,test:.2";

    @TempDir
    private Path folder;

    private int runs;

    static LongStream seeds() {
        return LongStream.range(0, LawCases.seeds().count() * 5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePartsAreDisjointAndComplete(long seed) throws IOException {
        String document = SeededDocuments.of(seed);
        for (String options : List.of("", "--seed 7", "--group video", "--group ^(day|night)/")) {
            if (!options.startsWith("--group") || !records(document, "images").isEmpty()) {
                Map<String, String> parts = split(document, PARTS, options);
                for (String list : List.of("images", "annotations")) {
                    TreeMap<String, String> all = new TreeMap<>();
                    for (String part : parts.values()) {
                        records(part, list).forEach((id, record) -> assertTrue(all.put(id, record) == null, record));
                    }
                    assertEquals(records(document, list), all, options);
                }
                for (String part : parts.values()) {
                    assertEquals(records(document, "categories"), records(part, "categories"));
                    assertEquals(tree(document).path("extra"), tree(part).path("extra"));
                    assertEquals(tree(document).path("info"), tree(part).path("info"));
                    assertTogether(part, records(document, "images").keySet());
                }
                assertEquals(parts, split(document, PARTS, options), "the same again");
            }
        }
    }

    /** An annotation is where its image is, if that is listed at all. */
    private static void assertTogether(String part, Set<String> listed) throws IOException {
        Set<String> images = records(part, "images").keySet();
        for (JsonNode annotation : tree(part).path("annotations")) {
            String image = annotation.path("image_id").toString();
            assertTrue(images.contains(image) || !listed.contains(image), image);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aGroupIsInOnePart(long seed) throws IOException {
        String document = SeededDocuments.of(seed);
        if (records(document, "images").isEmpty()) {
            return;
        }
        Map<String, String> partOf = new HashMap<>();
        split(document, PARTS, "--group video").forEach((name, part) -> {
            try {
                for (JsonNode image : tree(part).path("images")) {
                    String before = partOf.put(image.path("video").asText(), name);
                    assertTrue(before == null || before.equals(name), image.toString());
                }
            } catch (IOException e) {
                throw new AssertionError(part, e);
            }
        });
    }

    @Test
    void validateFindsNothingThatPartsShare() throws IOException {
        StringBuilder images = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            // each picture is listed twice, under two spellings of its name
            String name = i % 2 == 0 ? "cafe\\u0301/" + i / 2 : "caf\\u00e9\\\\" + i / 2;
            images.append(i == 0 ? "" : ",")
                    .append("{\"id\": ")
                    .append(i)
                    .append(", \"width\": 9, \"height\": 9, \"file_name\":" + " \"")
                    .append(name)
                    .append(".jpg\"}");
        }
        String document = "{\"images\": [" + images + "], \"annotations\": [], \"categories\": []}";
        Map<String, String> parts = split(document, PARTS, "");
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            assertFalse(records(part.getValue(), "images").isEmpty());
            files.add(Files.writeString(folder.resolve(part.getKey()), part.getValue()));
        }
        for (Path file : files) {
            for (Path other : files) {
                if (!file.equals(other)) {
                    Typed typed = Typed.copra(
                            "validate", file.toString(), "--against", other.toString(), "--select", "shared");
                    assertFalse(typed.out().contains("shared"), typed.out());
                    assertEquals(0, typed.code());
                }
            }
        }
        assertTrue(
                Typed.copra(
                                "validate",
                                files.get(0).toString(),
                                "--against",
                                files.get(0).toString())
                        .out()
                        .contains("shared-file-name"),
                "the check finds what is shared");
    }

    /** 1,000 images: each tenth has a dog, each twentieth nothing, the others a person; 5 have a fox. */
    private static String animals() {
        List<String> images = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            images.add("{\"id\": " + i + ", \"file_name\": \"" + i + ".jpg\"}");
            int category = i % 200 == 1 ? 3 : i % 10 == 0 ? 2 : 1;
            if (i % 20 != 7) {
                annotations.add("{\"id\": " + i + ", \"image_id\": " + i + ", \"category_id\": " + category + "}");
            }
        }
        return "{\"images\": [" + String.join(",", images) + "], \"annotations\": [" + String.join(",", annotations)
                + "], \"categories\": [{\"id\": 1, \"name\": \"person\"}, {\"id\": 2, \"name\": \"dog\"}, {\"id\": 3,"
                + " \"name\": \"fox\"}]}";
    }

    @Test
    void everyPartHasItsShareOfEachCategory() throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            Map<String, String> parts = split(animals(), PARTS, "--seed " + seed);
            int[] expected = {600, 200, 200};
            int i = 0;
            for (String part : parts.values()) {
                Map<Integer, Integer> counts = new HashMap<>();
                tree(part)
                        .path("annotations")
                        .forEach(a -> counts.merge(a.path("category_id").asInt(), 1, Integer::sum));
                int share = expected[i++];
                assertEquals(share, records(part, "images").size());
                assertEquals(share / 10, counts.get(2));
                assertEquals(share / 200, counts.get(3));
                // images without annotations are divided, too
                assertEquals(share - share / 20, records(part, "annotations").size());
            }
        }
        assertNotEquals(split(animals(), PARTS, "--seed 1"), split(animals(), PARTS, "--seed 2"));
    }

    @Test
    void whatWasReachedIsPrinted() throws IOException {
        Typed typed = run(animals(), PARTS, folder.resolve("out"), "");
        assertEquals(
                """
                train: 600 images (60.0 % of 60.0 %), 570 annotations
                val: 200 images (20.0 % of 20.0 %), 190 annotations
                test: 200 images (20.0 % of 20.0 %), 190 annotations
                a part's share of a category's images is 0.0 percentage points off on average, 0.0 at most""",
                typed.err().substring(0, typed.err().indexOf(" (", typed.err().indexOf("at most"))));
        assertEquals("", typed.out());
        Typed json = run(animals(), "a:.9,b", folder.resolve("json"), "--json");
        JsonNode said = tree(json.err());
        assertEquals(100, said.at("/parts/b/images").asInt());
        assertTrue(Files.exists(folder.resolve("json/a.json")) && Files.exists(folder.resolve("json/b.json")));
    }

    /** Each scene as it is, half as large, badly compressed, and lighter: four files that no two parts may share. */
    @Test
    void picturesThatLookTheSameStayTogether() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        List<String> records = new ArrayList<>();
        List<Path> scenes;
        try (Stream<Path> files = Files.list(Path.of("testdata/scenes/images"))) {
            scenes = files.sorted().limit(8).toList();
        }
        for (Path scene : scenes) {
            BufferedImage whole = ImageIO.read(scene.toFile());
            for (int variant = 0; variant < 4; variant++) {
                int half = variant == 1 ? 2 : 1;
                BufferedImage other = new BufferedImage(
                        whole.getWidth() / half, whole.getHeight() / half, BufferedImage.TYPE_INT_RGB);
                Graphics2D graphics = other.createGraphics();
                graphics.drawImage(
                        whole.getScaledInstance(other.getWidth(), other.getHeight(), Image.SCALE_AREA_AVERAGING),
                        0,
                        0,
                        null);
                graphics.dispose();
                if (variant == 3) {
                    other = new RescaleOp(1.1f, 5, null).filter(other, null);
                }
                String name = records.size() + (variant == 2 ? ".jpg" : ".png");
                ImageIO.write(
                        other,
                        variant == 2 ? "jpg" : "png",
                        images.resolve(name).toFile());
                records.add("{\"id\": " + records.size() + ", \"file_name\": \"" + name + "\", \"of\": \""
                        + scene.getFileName() + "\"}");
            }
        }
        String document = "{\"images\": [" + String.join(",", records) + "], \"annotations\": []}";
        for (int seed = 0; seed < 3; seed++) {
            Path out = folder.resolve("near" + seed);
            Typed typed = run(
                    document,
                    "a:.5,b:.5",
                    out,
                    "--near-duplicates --copy-images --images " + images + " --seed " + seed);
            assertEquals(0, typed.code(), typed.err());
            assertTrue(typed.err().contains(scenes.size() + " groups of images that stay together"), typed.err());
            Map<String, String> partOf = new HashMap<>();
            for (String part : List.of("a", "b")) {
                for (JsonNode image :
                        tree(Files.readString(out.resolve(part + ".json"))).path("images")) {
                    String before = partOf.put(image.path("of").asText(), part);
                    assertTrue(before == null || before.equals(part), image.toString());
                    Path copy =
                            out.resolve(part).resolve(image.path("file_name").asText());
                    assertEquals(-1, Files.mismatch(copy, images.resolve(copy.getFileName())));
                }
            }
            assertEquals(Set.of("a", "b"), new HashSet<>(partOf.values()));
        }
        // an image without a file stays alone, and is told
        Typed missing = run(
                document.replace("\"0.png\"", "\"none.png\""),
                "a:.5,b:.5",
                folder.resolve("missing"),
                "--images " + images);
        assertEquals(1, missing.code());
        assertTrue(missing.err().contains("images[0] (id 0): none.png is not in "), missing.err());
    }

    /** The same file under two names is in one part, without a look at pixels. */
    @Test
    void filesThatAreTheSameStayTogether() throws IOException {
        Path images = Files.createDirectory(folder.resolve("files"));
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Files.writeString(images.resolve(i + ".jpg"), "content " + i / 2);
            records.add("{\"id\": " + i + ", \"file_name\": \"" + i + ".jpg\"}");
        }
        String document = "{\"images\": [" + String.join(",", records) + "], \"annotations\": []}";
        for (String part : split(document, "a:.5,b:.5", "--images " + images).values()) {
            Set<String> ids = records(part, "images").keySet();
            assertEquals(20, ids.size());
            ids.forEach(id -> assertTrue(ids.contains(Integer.toString(Integer.parseInt(id) ^ 1)), id));
        }
    }

    /** The parts, merged in the order of the file, are the file. */
    @Test
    void mergeUndoesIt() throws IOException {
        Path whole = Path.of("testdata/scenes/instances.json");
        for (String options : List.of("", "--seed 1", "--seed 2")) {
            List<String> merge = new ArrayList<>(List.of("merge", "--order", whole.toString()));
            Map<String, String> parts = split(Files.readString(whole), PARTS, options);
            for (Map.Entry<String, String> part : parts.entrySet()) {
                assertFalse(records(part.getValue(), "images").isEmpty(), part.getKey());
                merge.add(Files.writeString(folder.resolve(part.getKey()), part.getValue())
                        .toString());
            }
            assertEquals(
                    Files.readString(whole),
                    Typed.copra(merge.toArray(String[]::new)).out(),
                    options);
        }
    }

    /** A panoptic annotation is a whole image, whose categories its segments have. */
    @Test
    void panopticFilesAreSplitByTheirSegments() throws IOException {
        List<String> images = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            images.add("{\"id\": " + i + ", \"file_name\": \"" + i + ".jpg\"}");
            annotations.add(
                    "{\"image_id\": " + i + ", \"file_name\": \"" + i + ".png\", \"segments_info\": [{\"id\": 1,"
                            + " \"category_id\": " + (i < 4 ? 1 : 2) + "}, {\"id\": 2, \"category_id\": 3}]}");
        }
        String document = "{\"images\": [" + String.join(",", images) + "], \"annotations\": ["
                + String.join(",", annotations)
                + "], \"categories\": [{\"id\": 1, \"name\": \"dog\"}, {\"id\": 2, \"name\": \"sky\"}, {\"id\": 3, \"name\":"
                + " \"sea\"}]}";
        for (String part : split(document, "a:.5,b:.5", "").values()) {
            assertEquals(20, tree(part).path("annotations").size());
            assertEquals(2, part.split("\"category_id\": 1}").length - 1);
            for (JsonNode annotation : tree(part).path("annotations")) {
                assertTrue(records(part, "images")
                        .containsKey(annotation.path("image_id").toString()));
            }
        }
    }

    @Test
    void resultsAndLinesAreSplitToo() throws IOException {
        String results = "[{\"image_id\": 1}, {\"image_id\": 2}, {\"image_id\": 1}, {\"image_id\": 2}]";
        Map<String, String> parts = split(results, "a:.5,b:.5", "");
        assertEquals(
                Set.of("[{\"image_id\": 1}, {\"image_id\": 1}]", "[ {\"image_id\": 2}, {\"image_id\": 2}]"),
                new HashSet<>(parts.values()));
        String lines = "{\"image_id\": 1}\n{\"image_id\": 2}\n{\"image_id\": 2}\n";
        assertEquals(
                Set.of("{\"image_id\": 1}\n", "{\"image_id\": 2}\n{\"image_id\": 2}\n"),
                new HashSet<>(split(lines, "a:.5,b:.5", "").values()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train:.8,val:.1 | ''            | copra: PARTS: the shares of 'train:.8,val:.1' are 0.9 together, not 1
            train:1         | ''            | copra: PARTS: at least two parts are needed; write train:.8,val:.2
            a:.5,A:.5       | ''            | copra: PARTS: there are two parts 'A'
            ../a:.5,b:.5    | ''            | copra: PARTS: '../a:.5' is no part; write train:.8,val:.1,test:.1
            a:x,b           | ''            | copra: PARTS: 'x' is no share; write .8 or 80%
            a,b             | ''            | copra: PARTS: only one part can have the rest; give 'b' a share
            a:.5,b:.5       | --group movie | copra: --group movie: no image of standard input has such a member, or a file name with such a part
            """)
    void refuses(String parts, String options, String message) {
        Typed typed = run(animals(), parts, folder.resolve("none"), options);
        assertEquals(message + "\n", typed.err());
        assertEquals(2, typed.code());
        assertFalse(Files.exists(folder.resolve("none")), "nothing is written");
    }

    private Map<String, String> split(String document, String parts, String options) throws IOException {
        Path out = folder.resolve("out" + runs++);
        Typed typed = run(document, parts, out, options);
        assertEquals(0, typed.code(), typed.err());
        Map<String, String> files = new LinkedHashMap<>();
        for (String part : parts.replaceAll(":[^,]*", "").split(",")) {
            Path file = out.resolve(part + ".json");
            Path read = Files.exists(file) ? file : out.resolve(part + ".jsonl");
            files.put(read.getFileName().toString(), Files.readString(read));
        }
        return files;
    }

    private static Typed run(String document, String parts, Path out, String options) {
        String[] words = options.isEmpty() ? new String[0] : options.split(" ");
        return Typed.pipe(
                document,
                Stream.concat(Stream.of("split", "-", parts, "-o", out.toString()), Arrays.stream(words))
                        .toArray(String[]::new));
    }
}
