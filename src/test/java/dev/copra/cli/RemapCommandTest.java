package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static dev.copra.cli.Typed.pipe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.dataset.RandomDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemapCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANIMALS = """
            {"images": [{"id": 7, "file_name": "a/7.jpg", "neg_category_ids": [2, 1, 9]}, {"id": 3, "file_name": "b\\\\3.jpg"}],
             "annotations": [{"id": 0, "image_id": 3, "category_id": 1}, {"id": 5, "image_id": 7, "category_id": 2},
              {"id": 5, "image_id": 7, "category_id": 9, "segments_info": [{"id": 1, "category_id": 2}]}],
             "categories": [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}, {"id": 9, "name": "bus"}]}
            """;

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.range(0, Math.max(150, Long.getLong("copra.laws", 0)));
    }

    /** Whatever is remapped without a merge, its table reversed gives the very bytes back, and applied gives the same again. */
    @ParameterizedTest
    @MethodSource("seeds")
    void backIsTheIdentity(long seed) throws IOException {
        RandomDocument document = new RandomDocument(seed);
        String text = document.text();
        Random random = new Random(seed);
        List<String> args = new ArrayList<>(List.of("remap", "-", "--table", folder + "/table.json"));
        List<String> categories = document.categoryIds;
        if (categories.size() > 1 && random.nextBoolean()) {
            args.addAll(List.of("--categories", swap(categories)));
        }
        if (random.nextBoolean()) {
            args.addAll(List.of("--ids", categories.isEmpty() ? "images,annotations" : "all", "--start", "0"));
        }
        if (random.nextBoolean() || args.size() == 4) {
            args.addAll(List.of("--file-names", "s#^(.*)/(.*)$#\\2 of \\1#"));
            args.addAll(List.of("--file-names", "prefix:" + (random.nextBoolean() ? "ü/" : "x/")));
        }
        Typed there = pipe(text, args.toArray(new String[0]));
        assertEquals(0, there.code(), there.err());
        Typed again = pipe(text, "remap", "-", "--apply", folder + "/table.json");
        assertEquals(there.out(), again.out());
        Typed back = pipe(there.out(), "remap", "-", "--apply", folder + "/table.json", "--reverse");
        assertEquals(0, back.code(), back.err());
        assertEquals(text, back.out());
    }

    private static String swap(List<String> ids) {
        return ids.get(0).replace("\"", "") + ":renamed";
    }

    /** Numbered without gaps, every reference leads to the record that it led to before. */
    @ParameterizedTest
    @MethodSource("seeds")
    void referencesFollow(long seed) throws IOException {
        RandomDocument document = new RandomDocument(seed);
        String ids = document.categoryIds.isEmpty() ? "images,annotations" : "1..";
        Typed typed = pipe(document.text(), "remap", "-", "--ids", ids);
        assertEquals(0, typed.code(), typed.err());
        JsonNode before = JSON.readTree(document.text());
        JsonNode after = JSON.readTree(typed.out());
        for (String list : List.of("images", "annotations", "categories")) {
            assertEquals(before.get(list).size(), after.get(list).size());
            for (int i = 0; i < after.get(list).size() && ids.equals("1.."); i++) {
                assertEquals(i + 1, after.get(list).get(i).get("id").intValue());
            }
        }
        for (int i = 0; i < before.get("annotations").size(); i++) {
            JsonNode old = before.get("annotations").get(i);
            JsonNode now = after.get("annotations").get(i);
            assertEquals(record(before, "images", old, "image_id"), record(after, "images", now, "image_id"));
            assertEquals(
                    record(before, "categories", old, "category_id"), record(after, "categories", now, "category_id"));
            if (old.has("segments_info")) {
                assertEquals(
                        record(before, "categories", old.get("segments_info").get(0), "category_id"),
                        record(after, "categories", now.get("segments_info").get(0), "category_id"));
            }
        }
    }

    /** The position of what a record refers to. */
    private static int record(JsonNode document, String list, JsonNode record, String member) {
        for (int i = 0; record.has(member) && i < document.get(list).size(); i++) {
            if (document.get(list).get(i).get("id").equals(record.get(member))) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void severalCategoriesBecomeOne() {
        Typed typed = pipe(ANIMALS, "remap", "-", "--categories", "cat:pet,dog:pet");
        assertEquals(
                ANIMALS.replace("{\"id\": 2, \"name\": \"dog\"}, ", "")
                        .replace(", {\"id\": 2, \"name\": \"dog\"}", "")
                        .replace("\"name\": \"cat\"", "\"name\": \"pet\"")
                        .replace("\"category_id\": 2", "\"category_id\": 1")
                        .replace("[2, 1, 9]", "[1, 9]"),
                typed.out());
        assertEquals("categories: 1 renamed, 1 merged\n2 annotations with another category id\n", typed.err());
    }

    /** One that is there already stays itself, wherever it stands. */
    @Test
    void aCategoryTakesInAnother() {
        String merged = pipe(ANIMALS, "remap", "-", "--categories", "cat:dog").out();
        assertTrue(merged.contains("\"categories\": [ {\"id\": 2, \"name\": \"dog\"}, {\"id\": 9"), merged);
        assertTrue(merged.contains("\"neg_category_ids\": [2, 9]"), merged);
        assertEquals(merged, pipe(ANIMALS, "remap", "-", "--categories", "1:2").out());
    }

    @Test
    void idsAreSwapped() {
        String swapped = pipe(ANIMALS, "remap", "-", "--categories", "1:2,2:1").out();
        assertTrue(swapped.contains("[{\"id\": 2, \"name\": \"cat\"}, {\"id\": 1, \"name\": \"dog\"}"), swapped);
        assertEquals(
                ANIMALS, pipe(swapped, "remap", "-", "--categories", "1:2,2:1").out());
    }

    @Test
    void othersAreDropped() {
        String text = ANIMALS.replace(", \"segments_info\": [{\"id\": 1, \"category_id\": 2}]", "");
        Typed typed = pipe(text, "remap", "-", "--categories", "dog:canine", "--others", "drop", "--json");
        assertTrue(typed.out().contains("\"categories\": [ {\"id\": 2, \"name\": \"canine\"}]"), typed.out());
        assertTrue(typed.out().contains("\"neg_category_ids\": [2]"), typed.out());
        assertTrue(
                typed.err()
                        .startsWith("{\"categories\":{\"renamed\":1,\"renumbered\":0,\"merged\":0,\"dropped\":2},"
                                + "\"annotations_of_other_categories\":0,\"annotations_dropped\":2,"),
                typed.err());
    }

    @Test
    void segmentsAreNotDropped() {
        Typed typed = pipe(ANIMALS, "remap", "-", "--categories", "bus:bus", "--others", "drop");
        assertEquals(2, typed.code());
        assertEquals(
                "copra: standard input: segments of a picture cannot be dropped, because their pixels would stay in it\n",
                typed.err());
    }

    /** COCO's own ids and class numbers, checked against the ends and the gaps. */
    @ParameterizedTest
    @CsvSource({
        "1,0", "11,10", "13,11", "25,23", "27,24", "44,39", "46,40", "67,60", "70,61", "72,62", "82,72", "84,73",
        "90,79"
    })
    void cocoIdsAndPlaces(int id, int place) {
        String results = "[{\"image_id\":1,\"category_id\":" + id + ",\"score\":.5}]".replace(":.5", ":0.5");
        String places = pipe(results, "remap", "-", "--coco", "91to80").out();
        assertEquals(results.replace("category_id\":" + id, "category_id\":" + place), places);
        assertEquals(results, pipe(places, "remap", "-", "--coco", "80to91").out());
        String fromOne =
                pipe(results, "remap", "-", "--coco", "91to80", "--start", "1").out();
        assertTrue(fromOne.contains("category_id\":" + (place + 1) + ","), fromOne);
    }

    @Test
    void anUnknownIdStaysAndIsTold() {
        Typed typed = pipe("[{\"image_id\":1,\"category_id\":12}]", "remap", "-", "--coco", "91to80");
        assertEquals(1, typed.code());
        assertEquals("[{\"image_id\":1,\"category_id\":12}]", typed.out());
        assertTrue(
                typed.err()
                        .startsWith("copra: standard input: annotations[0]: there is no new id for the category 12, so"
                                + " the old one stays\n"),
                typed.err());
    }

    @Test
    void resultsFollowTheirDataSet() throws IOException {
        Path truth = Files.writeString(folder.resolve("truth.json"), ANIMALS);
        String table = folder.resolve("table.json").toString();
        assertEquals(
                0,
                copra("remap", truth.toString(), "--ids", "all", "--table", table)
                        .code());
        String results = "{\"image_id\": 3, \"category_id\": 9}\n{\"image_id\": 7, \"category_id\": 1}\n";
        String expected = "{\"image_id\": 2, \"category_id\": 3}\n{\"image_id\": 1, \"category_id\": 1}\n";
        assertEquals(expected, pipe(results, "remap", "-", "--apply", table).out());
        assertEquals(
                expected,
                pipe(results, "remap", "-", "--ids", "images,categories", "--image-sizes", truth.toString())
                        .out());
    }

    @Test
    void aMergeCannotBeReversed() {
        String table = folder.resolve("table.json").toString();
        Typed there = pipe(ANIMALS, "remap", "-", "--categories", "cat:pet,dog:pet", "--table", table);
        Typed back = pipe(there.out(), "remap", "-", "--apply", table, "--reverse");
        assertEquals(2, back.code());
        assertEquals(
                "copra: --apply: " + table
                        + ": category 2 was merged with another one into 1, so that nobody can tell their"
                        + " annotations apart\n",
                back.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            s#^.*/##             | 7.jpg       | b\\\\3.jpg
            s,.jpg$,.png,        | a/7.png     | b\\\\3.png
            s#(\\w)#<\\1\\\\&>#  | <aa>/7.jpg  | <bb>\\\\3.jpg
            s#[A-Z]#x#gi         | x/7.xxx     | x\\\\3.xxx
            prefix:val/          | val/a/7.jpg | val/b\\\\3.jpg
            slashes              | a/7.jpg     | b/3.jpg
            """)
    void namesAreEdited(String edit, String first, String second) {
        Typed typed = pipe(
                ANIMALS,
                "remap",
                "-",
                "--file-names",
                edit.replace("\\\\&", "&").strip());
        assertEquals(
                ANIMALS.replace("\"a/7.jpg\"", "\"" + first + "\"").replace("\"b\\\\3.jpg\"", "\"" + second + "\""),
                typed.out(),
                typed.err());
    }

    @Test
    void namesAreComposed() {
        String decomposed =
                "{\"images\":[{\"id\":1,\"file_name\":\"cafe\\u0301\"},{\"id\":2,\"file_name\":\"cafe\u0301s\"}]}";
        String composed =
                "{\"images\":[{\"id\":1,\"file_name\":\"caf\\u00e9\"},{\"id\":2,\"file_name\":\"caf\u00e9s\"}]}";
        assertEquals(
                composed, pipe(decomposed, "remap", "-", "--file-names", "nfc").out());
    }

    @Test
    void twoNamesNeverBecomeOne() {
        String text =
                "{\"images\":[{\"id\":1,\"file_name\":\"a/1\"},{\"id\":2,\"file_name\":\"b/1\"},{\"id\":3,\"file_name\":\"a/1\"}]}";
        Typed typed = pipe(text, "remap", "-", "--file-names", "s#.*/##");
        assertEquals(1, typed.code());
        assertEquals(text.replace("a/1", "1"), typed.out());
        assertTrue(typed.err().contains("images[1] (id 2): file_name 'b/1' stays, because another one has become '1'"));
    }

    /** A pattern of nested repetitions does not run for years. */
    @Test
    void aPatternIsBounded() {
        String text = "{\"images\":[{\"id\":1,\"file_name\":\"" + "a".repeat(60) + "!\"}]}";
        Typed typed = Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> pipe(text, "remap", "-", "--file-names", "s#^(a|aa)+\\1$#x#"));
        assertEquals(1, typed.code());
        assertEquals(text, typed.out());
        assertTrue(typed.err().contains("the pattern takes too long for file_name 'aaa"), typed.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --quiet                        | say what is to change with --categories, --ids, --coco, --file-names or --apply
            --reverse --ids all            | --reverse needs the table to be reversed; name it with --apply
            --others drop --ids all        | --others belongs to --categories
            --coco 80to92                  | --coco: '80to92' is neither 80to91 nor 91to80
            --ids pictures                 | --ids: 'pictures' is none of images, categories, annotations, all, 1..
            --categories cat:a,1:b         | --categories: category 'cat' cannot become both a and b
            --categories fish:a            | --categories: there is no category 'fish'; the file has cat, dog, bus
            --categories cat:              | --categories: 'cat:' is not OLD:NEW
            --categories 1:5,2:7,9:fish,cat:5,dog:9 | --categories: category 'dog' cannot become both 7 and 9
            --categories 9:fish,2:9        | --categories: categories 'dog' and 'bus' would both have the id 9
            --file-names s#(#x#            | --file-names: '(' is no regular expression: unclosed group
            --file-names s#a#\\1#          | --file-names: \\1 in '\\1': the pattern has no such group
            --file-names basename          | --file-names: 'basename' is no edit; write s#PATTERN#TEXT#, prefix:TEXT, nfc or slashes
            --apply testdata/odd/results.json | --apply: testdata/odd/results.json is no table of new ids and names
            --copy-images x --ids all      | --copy-images needs --images
            """)
    void wrongUsage(String options, String message) {
        List<String> args = new ArrayList<>(List.of("remap", "-"));
        args.addAll(List.of(options.strip().replace("\\\\", "\\").split(" ")));
        Typed typed = pipe(ANIMALS, args.toArray(new String[0]));
        assertEquals("copra: " + message.replace("\\\\", "\\") + "\n", typed.err());
        assertEquals("", typed.out());
        assertEquals(2, typed.code());
    }

    @Test
    void namesWithColonsAndCommasComeFromAFile() throws IOException {
        String text = ANIMALS.replace("\"cat\"", "\"cat: big, old\"");
        Path file = Files.writeString(folder.resolve("classes.txt"), "cat: big, old\tfeline: big\n\ndog:canine\n");
        String out = pipe(text, "remap", "-", "--categories", file.toString()).out();
        assertEquals(text.replace("cat: big, old", "feline: big").replace("\"dog\"", "\"canine\""), out);
    }

    @Test
    void imagesAreCopiedUnderTheirNewNames() throws IOException {
        Files.createDirectories(folder.resolve("in/a"));
        Files.writeString(folder.resolve("in/a/7.jpg"), "seven");
        Path copies = folder.resolve("out");
        Typed typed = pipe(
                ANIMALS,
                "remap",
                "-",
                "--file-names",
                "s#.*[/\\\\]##",
                "--images",
                folder + "/in",
                "--copy-images",
                copies + "");
        assertEquals("seven", Files.readString(copies.resolve("7.jpg")));
        assertEquals(1, typed.code());
        assertTrue(typed.err().contains("images[1] (id 3): b\\3.jpg is not in"), typed.err());
        assertTrue(typed.err().contains("\n1 image copied\n"), typed.err());
    }

    /** Ten thousand categories, half of which are merged into the others. */
    @Test
    void manyCategories() throws IOException {
        StringBuilder categories = new StringBuilder();
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            categories.append(i == 0 ? "" : ",").append("{\"id\":" + i + ",\"name\":\"c" + i + "\"}");
            rules.append(i % 2 == 1 ? "c" + i + ":c" + (i - 1) + "\n" : "");
        }
        Path file = Files.writeString(folder.resolve("rules.txt"), rules);
        String text = "{\"annotations\":[{\"id\":1,\"category_id\":9999}],\"categories\":[" + categories + "]}";
        String out = pipe(text, "remap", "-", "--categories", "@" + file, "--ids", "categories", "--start", "0")
                .out();
        JsonNode document = JSON.readTree(out);
        assertEquals(5000, document.get("categories").size());
        assertEquals(4999, document.get("annotations").get(0).get("category_id").intValue());
        Set<String> names = new HashSet<>();
        document.get("categories").forEach(c -> names.add(c.get("name").textValue()));
        assertEquals(5000, names.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"images\":[]}", "[]", "{\"images\":[],\"annotations\":[],\"categories\":[]}"})
    void nothingIsThere(String text) {
        Typed typed = pipe(text, "remap", "-", "--ids", "images,annotations");
        assertEquals(0, typed.code(), typed.err());
        assertEquals(text, typed.out());
        String note = text.equals("{}")
                ? "copra: standard input: there are no images, annotations or categories in it; 'copra convert' makes a COCO"
                        + " file of the formats that 'copra formats' lists\n"
                : "";
        assertEquals(note + "nothing has changed\n", typed.err());
        assertEquals(
                "copra: --ids: there are no categories to be numbered; name a file that lists the images with --image-list\n",
                pipe(text, "remap", "-", "--ids", "1..").err());
    }

    /** What a table gives a record is what a document has there: a table that someone wrote makes no file that nobody reads. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "images | {'id': 1, 'file_name': 'a.jpg', 'new_file_name': {'b': 1}} | --quiet | new_file_name is",
                "images | {'id': 1, 'file_name': 7, 'new_file_name': 'b.jpg'} | --quiet | file_name is 7",
                "images | {'id': 1, 'new_file_name': 'b.jpg'} | --quiet | there is no file_name",
                "images | {'id': 1, 'new_file_name': 'b.jpg'} | --reverse | there is no file_name",
                "images | {'id': 1, 'file_name': [], 'new_file_name': 'b.jpg'} | --reverse | file_name is []",
                "categories | {'id': 1, 'new_id': 2, 'new_name': [1]} | --quiet | new_name is [1]",
                "categories | {'id': 1, 'new_id': 2, 'name': 'a', 'new_name': 7} | --reverse | new_name is 7"
            })
    void refusesATableWithNamesThatAreNoText(String list, String record, String option, String message)
            throws IOException {
        Path table = Files.writeString(
                folder.resolve("odd.json"),
                "{\"images\": [], \"annotations\": [], \"categories\": []}"
                        .replace("\"" + list + "\": []", "\"" + list + "\": [" + record.replace('\'', '"') + "]"));
        Typed refused = pipe(ANIMALS, "remap", "-", "--apply", table.toString(), option);
        assertEquals(2, refused.code(), refused.err());
        assertTrue(refused.err().contains(message), refused.err());
        assertEquals("", refused.out());
    }
}
