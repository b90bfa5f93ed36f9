package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.dataset.RandomDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MergeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String A = """
            {"info": {"a": 1}, "licenses": [{"id": 1, "name": "free"}],
             "images": [{"id": 1, "file_name": "1.jpg", "width": 9, "height": 9, "license": 1}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10]}],
             "categories": [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}]}
            """;
    private static final String B = """
            {"info": {"a": 1}, "licenses": [{"id": 1, "name": "paid"}, {"id": 2, "name": "free"}],
             "images": [{"id": 1, "file_name": "2.jpg", "license": 1, "neg_category_ids": [1, 2]}, {"id": 2, "file_name": "1.jpg", "license": 2}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1}, {"id": 2, "image_id": 2, "category_id": 2, "bbox": [0, 1, 10, 9]},
              {"id": 3, "image_id": 2, "category_id": 2, "bbox": [0, 4, 10, 6]}],
             "categories": [{"id": 1, "name": "bus"}, {"id": 2, "name": "cat", "supercategory": "animal"}]}
            """;

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.range(0, Math.max(120, Long.getLong("copra.laws", 0)));
    }

    static Stream<Path> oddFiles() throws IOException {
        return Files.list(Path.of("testdata/odd")).sorted();
    }

    private Typed merge(List<String> texts, String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("merge"));
        for (int i = 0; i < texts.size(); i++) {
            args.add(
                    Files.writeString(folder.resolve(i + ".json"), texts.get(i)).toString());
        }
        args.addAll(List.of(options));
        return copra(args.toArray(new String[0]));
    }

    @ParameterizedTest
    @MethodSource("oddFiles")
    void oneFileStaysAsItIs(Path file) throws IOException {
        Path output = folder.resolve("output");
        Typed typed = copra("merge", file.toString(), "-o", output.toString());
        assertTrue(typed.code() < 2, typed.err());
        byte[] expected = file.toString().endsWith(".gz")
                ? Files.readAllBytes(Path.of("testdata/odd/layout-python.json"))
                : Files.readAllBytes(file);
        if (!file.toString().endsWith(".gz")) {
            assertEquals(-1, java.util.Arrays.mismatch(expected, Files.readAllBytes(output)));
        }
    }

    /** What copra mask leaves of a file in each of its shards, merged, is what it makes of the whole file. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shardsGiveTheWholeFile(long seed) throws IOException {
        boolean ascends = seed % 2 == 0;
        RandomDocument document = new RandomDocument(seed, ascends);
        Path input = Files.writeString(folder.resolve("input.json"), document.text());
        Path images = Files.createDirectory(folder.resolve("images"));
        String[] mask = {
            "mask", input.toString(), "--images", images.toString(), "--strategy", "chan-vese", "--fallback", "box"
        };
        Typed whole = copra(mask);
        int shards = 1 + (int) (seed % 5);
        List<String> parts = new ArrayList<>();
        for (int shard = 1; shard <= shards; shard++) {
            parts.add(copra(with(mask, "--shard", shard + "/" + shards)).out());
        }
        Typed merged = ascends ? merge(parts) : merge(parts, "--order", input.toString());
        assertEquals(whole.out(), merged.out(), merged.err());
    }

    @Test
    void theOrderIsThatOfTheFile() throws IOException {
        Path whole = Files.writeString(folder.resolve("whole.json"), A);
        Typed twice = merge(List.of(A, B), "--order", whole.toString());
        assertEquals(2, twice.code());
        assertEquals(
                "copra: image 1 is in " + folder + "/0.json and in " + folder + "/1.json, so " + whole
                        + " cannot tell the order\n",
                twice.err());
        String other = "{\"images\": [{\"id\": 5}], \"annotations\": []}";
        assertEquals(
                "copra: " + folder + "/1.json is no part of " + whole + ": of its images, 0 instead of 1 are there\n",
                merge(List.of(A, other), "--order", whole.toString()).err());
    }

    private static String[] with(String[] args, String... more) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
    }

    /** Parts that have all images and some of the annotations each, as filters leave them. */
    @ParameterizedTest
    @MethodSource("seeds")
    void partsOfOneFileUniteToIt(long seed) throws IOException {
        RandomDocument document = new RandomDocument(seed, true);
        Random random = new Random(seed);
        List<List<String>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        document.annotations.forEach(a -> parts.get(random.nextInt(3)).add(a));
        List<String> texts =
                parts.stream().map(p -> document.text(document.images, p)).toList();
        boolean federated = document.text().contains("neg_category_ids");
        Typed merged = merge(texts, "--on-duplicate", "union", "--iou", "2");
        if (federated || document.text().contains("segments_info")) {
            return;
        }
        assertEquals(document.text(), merged.out(), merged.err());
    }

    /** Images in any part: each keeps its annotations, and nothing is lost or changed. */
    @ParameterizedTest
    @MethodSource("seeds")
    void partsByImageGiveAllRecords(long seed) throws IOException {
        RandomDocument document = new RandomDocument(seed, seed % 2 == 0);
        Random random = new Random(seed);
        List<List<String>> images = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<String>> annotations = List.of(new ArrayList<>(), new ArrayList<>());
        document.images.forEach(i -> images.get(random.nextInt(2)).add(i));
        document.annotations.forEach(a -> annotations.get(random.nextInt(2)).add(a));
        Typed merged = merge(List.of(
                document.text(images.get(0), annotations.get(0)), document.text(images.get(1), annotations.get(1))));
        assertEquals(0, merged.code(), merged.err());
        JsonNode before = JSON.readTree(document.text());
        JsonNode after = JSON.readTree(merged.out());
        assertEquals(before.get("categories"), after.get("categories"));
        assertEquals(sorted(before.get("images")), sorted(after.get("images")));
        assertEquals(sorted(before.get("annotations")), sorted(after.get("annotations")));
        if (seed % 2 == 0) {
            assertEquals(before, after);
        }
    }

    private static List<String> sorted(JsonNode list) {
        List<String> records = new ArrayList<>();
        list.forEach(record -> records.add(record.toString()));
        records.sort(null);
        return records;
    }

    /** Of strangers, every annotation leads to the same image and category as before, and no two records have one id. */
    @ParameterizedTest
    @MethodSource("seeds")
    void referencesFollow(long seed) throws IOException {
        List<String> texts = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String text = new RandomDocument(seed * 3 + i).text().replace("caf\\u00e9 ", "from " + i + " ");
            texts.add(text);
            described(JSON.readTree(text), expected);
        }
        String[] options = seed % 3 == 0 ? new String[] {"--ids", "renumber"} : new String[0];
        Typed merged = merge(texts, options);
        assertEquals(0, merged.code(), merged.err());
        List<String> found = new ArrayList<>();
        JsonNode document = JSON.readTree(merged.out());
        described(document, found);
        expected.sort(null);
        found.sort(null);
        assertEquals(expected, found);
        for (String list : List.of("images", "annotations", "categories")) {
            Map<String, Integer> ids = new TreeMap<>();
            document.get(list).forEach(r -> ids.merge(r.get("id").toString(), 1, Integer::sum));
            ids.forEach((id, count) -> assertEquals(1, count, list + " " + id));
        }
    }

    /** Annotations with names for ids. */
    private static void described(JsonNode document, List<String> lines) {
        Map<String, String> images = names(document.get("images"), "file_name");
        Map<String, String> categories = names(document.get("categories"), "name");
        document.get("annotations").forEach(annotation -> {
            StringBuilder line = new StringBuilder();
            line.append(images.get(String.valueOf(annotation.get("image_id")))).append(' ');
            line.append(categories.get(String.valueOf(annotation.get("category_id"))))
                    .append(' ');
            line.append(annotation.get("bbox"));
            if (annotation.has("segments_info")) {
                line.append(categories.get(annotation
                        .get("segments_info")
                        .get(0)
                        .get("category_id")
                        .toString()));
            }
            lines.add(line.toString());
        });
    }

    private static Map<String, String> names(JsonNode list, String member) {
        Map<String, String> names = new TreeMap<>();
        list.forEach(record ->
                names.put(record.get("id").toString(), record.get(member).textValue()));
        return names;
    }

    @Test
    void strangersKeepWhatTheyCan() throws IOException {
        Typed merged = merge(List.of(A, B));
        assertEquals("""
                {"info": {"a": 1}, "licenses": [{"id": 1, "name": "free"}, {"id": 3, "name": "paid"}],
                 "images": [{"id": 1, "file_name": "1.jpg", "width": 9, "height": 9, "license": 1}, {"id": 3, "file_name": "2.jpg", "license": 3, "neg_category_ids": [3, 1]}, {"id": 2, "file_name": "1.jpg", "license": 1}],
                 "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10]}, {"id": 4, "image_id": 3, "category_id": 3}, {"id": 2, "image_id": 2, "category_id": 1, "bbox": [0, 1, 10, 9]},
                  {"id": 3, "image_id": 2, "category_id": 1, "bbox": [0, 4, 10, 6]}],
                 "categories": [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}, {"id": 3, "name": "bus"}]}
                """, merged.out());
        assertEquals("""
                2 files: 3 images, 4 annotations, 3 categories
                1 category added to those of the first file
                1 added category with a new id, because theirs was taken
                1 category not the same in all files: the first one stays
                1 licence added to those of the first file
                1 image in several files, each kept; --on-duplicate union makes them one
                1 image with a new id
                1 annotation with a new id
                """, merged.err());
    }

    @Test
    void imagesAreUnited() throws IOException {
        Typed merged = merge(List.of(A, B), "--on-duplicate", "union");
        JsonNode document = JSON.readTree(merged.out());
        assertEquals(2, document.get("images").size());
        assertEquals(3, document.get("annotations").size());
        assertEquals(
                "[0,4,10,6]", document.get("annotations").get(2).get("bbox").toString());
        assertEquals(1, document.get("annotations").get(2).get("image_id").intValue());
        assertTrue(merged.err().contains("1 annotation dropped, because an earlier file has the object already\n"));
        assertEquals(
                4,
                JSON.readTree(merge(List.of(A, B), "--on-duplicate", "union", "--iou", ".95")
                                .out())
                        .get("annotations")
                        .size());
    }

    @Test
    void theFirstIsKept() throws IOException {
        Typed merged = merge(List.of(A, B), "--on-duplicate", "keep-first", "--ids", "renumber");
        JsonNode document = JSON.readTree(merged.out());
        assertEquals("[1,2]", document.get("images").findValues("id").toString().replace(" ", ""));
        assertEquals(2, document.get("annotations").size());
        assertTrue(merged.err().contains("2 annotations dropped with an image of a later file\n"), merged.err());
    }

    @Test
    void aDuplicateIsRefused() throws IOException {
        Typed merged = merge(List.of(A, B), "--on-duplicate", "error", "-o", folder + "/out.json");
        assertEquals(2, merged.code());
        assertEquals(
                "copra: " + folder + "/1.json: images[1] (id 2) is also in " + folder
                        + "/0.json; choose another --on-duplicate\n",
                merged.err());
        assertFalse(Files.exists(folder.resolve("out.json")));
    }

    @Test
    void categoriesById() throws IOException {
        JsonNode document =
                JSON.readTree(merge(List.of(A, B), "--categories", "id").out());
        assertEquals(2, document.get("categories").size());
        assertEquals(2, document.get("annotations").get(2).get("category_id").intValue());
    }

    /** Two categories of one name stay two. */
    @Test
    void namesNeedNotBeUnique() throws IOException {
        String twins = "{\"categories\":[{\"id\":7,\"name\":\"x\"},{\"id\":3,\"name\":\"x\"}]}";
        String other =
                "{\"categories\":[{\"id\":3,\"name\":\"x\"},{\"id\":7,\"name\":\"x\"},{\"id\":9,\"name\":\"x\"}]}";
        assertEquals(twins, merge(List.of(twins, twins)).out());
        assertEquals(
                "{\"categories\":[{\"id\":7,\"name\":\"x\"},{\"id\":3,\"name\":\"x\"},{\"id\":9,\"name\":\"x\"}]}",
                merge(List.of(twins, other)).out());
    }

    @Test
    void namesOfOtherSizesAreOtherImages() throws IOException {
        String small = "{\"images\":[{\"id\":1,\"file_name\":\"1.jpg\",\"width\":8,\"height\":9}]}";
        Typed merged = merge(List.of(A, small), "--on-duplicate", "error");
        assertEquals(0, merged.code());
        assertTrue(merged.err().contains("1 image with the file name of another one, but of another size\n"));
    }

    @Test
    void contentTellsImages() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        Files.writeString(folder.resolve("a/1.jpg"), "one");
        Files.writeString(folder.resolve("b/1.jpg"), "two");
        Files.writeString(folder.resolve("b/2.jpg"), "one");
        String text = B.replace(", \"neg_category_ids\": [1, 2]", "");
        Typed merged = merge(
                List.of(A, text),
                "--on-duplicate",
                "union",
                "--images",
                folder + "/a," + folder + "/b",
                "--copy-images",
                folder + "/all");
        assertEquals(0, merged.code(), merged.err());
        JsonNode images = JSON.readTree(merged.out()).get("images");
        assertEquals(2, images.size());
        assertEquals("1-2.jpg", images.get(1).get("file_name").textValue());
        assertEquals("one", Files.readString(folder.resolve("all/1.jpg")));
        assertEquals("two", Files.readString(folder.resolve("all/1-2.jpg")));
        assertTrue(merged.err().contains("\n2 images copied\n"), merged.err());
    }

    @Test
    void resultsAreMerged() throws IOException {
        String first = "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [0, 0, 9, 9], \"score\": 0.5}]\n";
        String second = first.replace("0.5", "0.7").replace("}]", "}, {\"image_id\": 2, \"category_id\": 1}]");
        assertEquals(
                first.replace("}]\n", "}, ") + second.substring(1),
                merge(List.of(first, second)).out());
        assertEquals(
                first.replace("}]\n", "}, {\"image_id\": 2, \"category_id\": 1}]\n"),
                merge(List.of(first, second), "--on-duplicate", "keep-first").out());
        assertEquals(
                first.replace("}]\n", "}, {\"image_id\": 2, \"category_id\": 1}]\n"),
                merge(List.of(first, second), "--on-duplicate", "union").out());
        assertEquals(2, merge(List.of(first, second), "--on-duplicate", "error").code());
    }

    @Test
    void linesAreMerged() throws IOException {
        String first = "{\"image_id\": 1, \"score\": 1}\n{\"image_id\": 1, \"score\": 2}\n";
        assertEquals(first + first, merge(List.of(first, first)).out());
        assertEquals(first + first.strip(), merge(List.of(first.strip(), first)).out());
    }

    @Test
    void panopticImagesAreNotUnited() throws IOException {
        String text =
                "{\"images\":[{\"id\":1,\"file_name\":\"a\"}],\"annotations\":[{\"image_id\":1,\"segments_info\":[{\"id\":1,\"category_id\":2}]}],"
                        + "\"categories\":[{\"id\":2,\"name\":\"NAME\"}]}";
        Typed united = merge(List.of(text, text), "--on-duplicate", "union");
        assertEquals(2, united.code());
        assertTrue(
                united.err().endsWith("panoptic images cannot be united; choose another --on-duplicate\n"),
                united.err());
        Typed kept = merge(List.of(text, text.replace("NAME", "other")));
        assertTrue(
                kept.out().contains("{\"image_id\":2,\"segments_info\":[{\"id\":1,\"category_id\":3}]}"), kept.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                    | {"images":[{"id":1}]}          | {"images": [{"id":1}]}
            {"images":[]}         | {"images":[{"id":1}]}          | {"images":[{"id":1}]}
            {"images":null}       | {"images":[{"id":1}]}          | {"images":[{"id":1}]}
            {"a":1}               | {"categories":[{"id":1}]}      | {"a":1, "categories": [{"id":1}]}
            { "images":[ ] }      | {"images":[],"annotations":[]} | { "images":[ ] }
            []                    | [{"image_id":1}]               | [{"image_id":1}]
            [{"image_id":"a"}]    | []                             | [{"image_id":"a"}]
            {"licenses":[],"images":[]} | {"licenses":[{"id":1}]}  | {"licenses":[{"id":1}],"images":[]}
            {"annotations":[{"id":"x"}]} | {"annotations":[{"id":"x"}]} | {"annotations":[{"id":"x"},{"id":"x-2"}]}
            {"annotations":[{"id":9223372036854775807}]} | {"annotations":[{"id":9223372036854775807}]} | {"annotations":[{"id":9223372036854775807},{"id":1}]}
            """)
    void littleIsThere(String first, String second, String expected) throws IOException {
        Typed merged = merge(List.of(first, second));
        assertEquals(expected, merged.out(), merged.err());
        assertEquals(0, merged.code());
    }

    @Test
    void kindsAreNotMixed() throws IOException {
        Typed typed = merge(List.of(A, "[]"));
        assertEquals(2, typed.code());
        assertEquals(
                "copra: " + folder + "/0.json is a data set and " + folder
                        + "/1.json is a results file; merge only files of one kind\n",
                typed.err());
        Typed videos =
                merge(List.of("{\"videos\":[{\"id\":1}],\"images\":[]}", "{\"videos\":[{\"id\":2}],\"images\":[]}"));
        assertEquals(2, videos.code());
        assertTrue(
                videos.err().endsWith("files of videos can be merged only if they are parts of one\n"), videos.err());
    }

    /** A record that is none stays, and is told; the others are merged. */
    @Test
    void badRecordsStay() throws IOException {
        String bad = "{\"images\":[{\"id\":[]},5,{\"id\":1}]}";
        Typed merged = merge(List.of(bad, "{\"images\":[{\"id\":1}]}"));
        assertEquals(1, merged.code());
        assertEquals("{\"images\":[{\"id\":[]},5,{\"id\":1},{\"id\":2}]}", merged.out());
        assertTrue(merged.err().contains("0.json: images[1]: this is not an object"), merged.err());
    }

    @Test
    void whatIsOddIsTold() throws IOException {
        String odd = "{\"images\":[{\"id\":8,\"x\":NaN}],\"annotations\":[{\"id\":4,\"image_id\":9}]}";
        Typed merged =
                merge(List.of(odd, odd.replace("8", "9").replace("4", "5"), "{\"images\":[],\"extra\":1}"), "--json");
        JsonNode summary = JSON.readTree(merged.err());
        assertEquals(1, summary.get("images_of_other_files").intValue());
        assertEquals(
                "[\"copra: 0: NaN or Infinity, which is not JSON, stays in 1 place\",\"copra: 1: NaN or Infinity, which is not"
                        + " JSON, stays in 1 place\",\"copra: 2: the member extra is left out\"]",
                summary.get("messages").toString().replace(folder + "/", "").replace(".json", ""));
        assertEquals(0, merged.code());
    }

    @Test
    void manyCategories() throws IOException {
        StringBuilder text = new StringBuilder("{\"categories\":[");
        for (int i = 0; i < 10_000; i++) {
            text.append(i == 0 ? "" : ",").append("{\"id\":" + i + ",\"name\":\"c" + i + "\"}");
        }
        String first = text.append("],\"annotations\":[]}").toString();
        String second = first.replace(":\"c", ":\"d");
        assertEquals(first, merge(List.of(first, first)).out());
        assertEquals(
                20_000,
                JSON.readTree(merge(List.of(first, second)).out())
                        .get("categories")
                        .size());
    }
}
