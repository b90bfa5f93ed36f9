package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.model.WholeImageStubs;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command does with ids of any kind what it does with whole numbers; only the ids in its answer are others. */
final class IdsOfAnyKindTest {
    private static final Path SCENES = Path.of("testdata/scenes");
    private static final String IMAGES = SCENES.resolve("images").toString();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final List<String> MEMBERS =
            List.of("id", "image_id", "category_id", "annotation", "image", "category");

    @TempDir
    private Path directory;

    /** Ways to write an id, which keep the order. */
    enum Spelling {
        WORD {
            @Override
            String of(long id) {
                return String.format("\"no. %05d\"", id);
            }
        },
        DIGITS {
            @Override
            String of(long id) {
                return String.format("\"%05d\"", id);
            }
        },
        UINT64 {
            @Override
            String of(long id) {
                return BigInteger.ONE.shiftLeft(63).add(BigInteger.valueOf(id)).toString();
            }
        },
        UINT128 {
            @Override
            String of(long id) {
                return BigInteger.ONE.shiftLeft(127).add(BigInteger.valueOf(id)).toString();
            }
        },
        POINT {
            @Override
            String of(long id) {
                return id + ".0";
            }
        };

        /** The id as JSON. */
        abstract String of(long id);

        /** The id as a user types it. */
        String typed(long id) {
            return of(id).replace("\"", "");
        }
    }

    /** Writes a document with its ids as they are, and spelled. */
    private void write(String name, JsonNode document, Spelling spelling) throws IOException {
        Files.write(directory.resolve(name), JSON.writeValueAsBytes(document));
        Files.write(directory.resolve("other-" + name), JSON.writeValueAsBytes(spelled(document, spelling)));
    }

    /** A copy in which the ids are spelled. */
    private static JsonNode spelled(JsonNode node, Spelling spelling) throws IOException {
        if (node instanceof ArrayNode list) {
            ArrayNode copy = JSON.createArrayNode();
            for (JsonNode each : list) {
                copy.add(spelled(each, spelling));
            }
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            for (var member : object.properties()) {
                boolean id =
                        MEMBERS.contains(member.getKey()) && member.getValue().isIntegralNumber();
                copy.set(
                        member.getKey(),
                        id
                                ? JSON.readTree(spelling.of(member.getValue().asLong()))
                                : spelled(member.getValue(), spelling));
            }
            return copy;
        }
        return node;
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    /** Runs a command on the documents as they are and spelled; # stands before files, @ before ids. */
    private List<Typed> both(Spelling spelling, String... words) {
        List<Typed> both = new ArrayList<>();
        for (String prefix : List.of("", "other-")) {
            List<String> args = new ArrayList<>();
            for (String word : words) {
                if (word.startsWith("#")) {
                    args.add(path(prefix + word.substring(1)));
                } else if (word.contains("@")) {
                    args.add(Pattern.compile("@(\\d+)")
                            .matcher(word)
                            .replaceAll(id ->
                                    prefix.isEmpty() ? id.group(1) : spelling.typed(Long.parseLong(id.group(1)))));
                } else {
                    args.add(word);
                }
            }
            both.add(Typed.copra(args.toArray(String[]::new)));
        }
        assertEquals(
                both.get(0).code(),
                both.get(1).code(),
                () -> String.join(" ", words) + both.get(0).err() + both.get(1).err());
        return both;
    }

    /** The answers are the same but for the ids. */
    private void assertSame(Spelling spelling, String... words) throws IOException {
        List<Typed> both = both(spelling, words);
        assertEquals(0, both.get(0).code(), both.get(0).err());
        assertEquals(
                spelled(JSON.readTree(both.get(0).out().replace(path(""), "")), spelling),
                JSON.readTree(both.get(1).out().replace(path("other-"), "")),
                () -> String.join(" ", words));
    }

    @ParameterizedTest
    @EnumSource
    void everyCommandTakesThem(Spelling spelling) throws IOException {
        ObjectNode truth =
                (ObjectNode) JSON.readTree(SCENES.resolve("boxes.json").toFile());
        write("truth.json", truth, spelling);
        ArrayNode results = JSON.createArrayNode();
        int n = 0;
        for (JsonNode annotation : truth.get("annotations")) {
            ObjectNode result = results.addObject();
            result.set("image_id", annotation.get("image_id"));
            result.set("category_id", annotation.get("category_id"));
            result.set("bbox", annotation.get("bbox"));
            result.put("score", 1.0 / ++n);
        }
        write("results.json", results, spelling);
        long image = truth.get("images").get(0).get("id").asLong();
        String category = "@" + truth.get("categories").get(0).get("id").asLong();

        assertSame(spelling, "mask", "#truth.json", "--only", "all");
        assertSame(spelling, "mask", "#truth.json", "--only", "all", "--category", category);
        assertSame(spelling, "mask", "#truth.json", "--only", "all", "--strategy", "polygon", "--shape", "category");
        assertEquals(
                0,
                both(spelling, "mask", "#truth.json", "--only", "all", "--crowd", "-o", "#masks.json")
                        .get(0)
                        .code());
        assertSame(spelling, "convert", "#masks.json", "--segmentation", "polygon");
        assertSame(spelling, "convert", "#masks.json", "--segmentation", "rle");
        assertSame(spelling, "eval", "#truth.json", "#results.json", "--json");
        assertSame(spelling, "eval", "#truth.json", "#results.json", "--json", "--category", category);
        assertSame(spelling, "eval", "#truth.json", "#results.json", "--json", "--images", "@" + image);
        assertSame(spelling, "eval", "#masks.json", "#results.json", "--json", "--type", "segm");
        assertSame(spelling, "suppress", "#results.json");
        assertSame(spelling, "suppress", "#results.json", "--method", "linear");
        assertSame(spelling, "proposals", "#truth.json", "#results.json", "--json");
        assertSame(spelling, "anchors", "#truth.json", "--json");
        assertSame(spelling, "score", "#masks.json", "#masks.json", "--json");
        assertSame(spelling, "score", "#masks.json", "#masks.json", "--json", "--category", category);
        assertSame(spelling, "score", "#masks.json", "#masks.json", "--json", "--images", "@" + image);
        for (String[] choice : new String[][] {{}, {"--category", category}}) {
            List<String> words = new ArrayList<>(List.of("stats", "#truth.json", "#masks.json", "--merge", "--json"));
            words.addAll(List.of(choice));
            List<Typed> stats = both(spelling, words.toArray(String[]::new));
            assertEquals(
                    JSON.readTree(stats.get(0).out()).at("/files/0/all"),
                    JSON.readTree(stats.get(1).out()).at("/files/0/all"));
            assertTrue(JSON.readTree(stats.get(0).out())
                            .at("/files/0/all/instances")
                            .asInt()
                    > 0);
        }
        both(spelling, "info", "#truth.json").forEach(typed -> assertEquals(0, typed.code(), typed.err()));
        // ids of annotations that COCOeval cannot keep as numbers are errors for validate; fix never changes the others
        JsonNode fixed = JSON.readTree(
                Typed.copra("fix", "--unsafe", path("other-masks.json")).out());
        JsonNode before = JSON.readTree(Path.of(path("other-masks.json")).toFile());
        assertEquals(before.get("images"), fixed.get("images"));
        assertEquals(before.get("categories"), fixed.get("categories"));
        Typed shown = both(
                        spelling,
                        "show",
                        "#masks.json",
                        "--images",
                        IMAGES,
                        "--image",
                        "@" + image,
                        "--category",
                        category,
                        "-o",
                        "#shown.png")
                .get(1);
        assertEquals(0, shown.code(), shown.err());
        assertTrue(Files.size(Path.of(path("shown.png"))) > 0);
    }

    @ParameterizedTest
    @EnumSource
    void whatLooksAtImagesTakesThem(Spelling spelling) throws IOException {
        write("truth.json", JSON.readTree(SCENES.resolve("boxes.json").toFile()), spelling);
        for (String strategy : List.of("chan-vese", "learned")) {
            assertSame(
                    spelling,
                    "mask",
                    "#truth.json",
                    "--only",
                    "all",
                    "--strategy",
                    strategy,
                    "--images",
                    IMAGES,
                    "--limit",
                    "2");
        }
        Files.write(directory.resolve("model.onnx"), WholeImageStubs.torchvision(new float[] {.5f, .3f, .2f}, 17, 3));
        String[] detect = {"detect", "--model", path("model.onnx"), "--images", IMAGES, "--truth", "#truth.json"};
        List<String> mapped = new ArrayList<>(List.of(detect));
        mapped.addAll(List.of("--limit", "2", "--category-map", "17:@1,3:@2"));
        assertSame(spelling, mapped.toArray(String[]::new));
    }
}
