package dev.copra.cli;

import static dev.copra.cli.SeededDocuments.records;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.LawCases;
import dev.copra.testdata.DocumentCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterCommandTest {
    /** Conditions that any document can be asked, each with what it means, said a second time. */
    private static final Map<String, Predicate<JsonNode>> CONDITIONS = new TreeMap<>(Map.of(
            "--area 500..1e3", a -> between(area(a), 500, 1000),
            "--box-area 32^2..", a -> box(a) != null && box(a)[0] * box(a)[1] >= 1024,
            "--side ..50", a -> box(a) != null && Math.max(box(a)[0], box(a)[1]) <= 50,
            "--aspect 1/2..2", a -> box(a) != null && between(box(a)[0] / box(a)[1], .5, 2),
            "--score .5..", a -> a.path("score").asDouble(-1) >= .5,
            "--crowd no", a -> a.path("iscrowd").asInt() == 0,
            "--segmentation missing,rle", a -> !a.path("segmentation").path(0).isArray(),
            "--where attributes.occluded", a -> a.at("/attributes/occluded").asBoolean(),
            "--where score>.2&&score<.7",
                    a -> a.has("score")
                            && a.path("score").asDouble() > .2
                            && a.path("score").asDouble() < .7));

    private static boolean between(double number, double least, double most) {
        return number >= least && number <= most;
    }

    private static double[] box(JsonNode annotation) {
        JsonNode box = annotation.path("bbox");
        return box.isArray() ? new double[] {box.get(2).asDouble(), box.get(3).asDouble()} : null;
    }

    private static double area(JsonNode annotation) {
        if (annotation.has("area")) {
            return annotation.path("area").asDouble();
        }
        if (box(annotation) != null) {
            return box(annotation)[0] * box(annotation)[1];
        }
        // the one RLE of the documents has 4 pixels
        return annotation.path("segmentation").isObject() ? 4 : Double.NaN;
    }

    static LongStream seeds() {
        return LongStream.range(0, LawCases.seeds().count() * 5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsWhatMeetsAllConditions(long seed) throws IOException {
        String document = SeededDocuments.of(seed);
        Random random = new Random(seed);
        List<String> chosen = new ArrayList<>(CONDITIONS.keySet());
        Collections.shuffle(chosen, random);
        chosen = chosen.subList(0, 1 + random.nextInt(2));
        Typed typed = filter(document, String.join(" ", chosen));
        assertEquals(0, typed.code(), typed.err());
        TreeMap<String, String> expected = new TreeMap<>();
        for (JsonNode annotation : SeededDocuments.tree(document).path("annotations")) {
            if (chosen.stream().allMatch(condition -> CONDITIONS.get(condition).test(annotation))) {
                expected.put(annotation.path("id").toString(), annotation.toString());
            }
        }
        assertEquals(expected, records(typed.out(), "annotations"), chosen + typed.err());
        assertEquals(records(document, "images"), records(typed.out(), "images"));
        assertEquals(records(document, "categories"), records(typed.out(), "categories"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFilterThatIsTrueEverywhereIsTheIdentity(long seed) {
        String document = SeededDocuments.of(seed);
        for (String all : List.of("", "--crowd no --crowd yes", "--segmentation missing,polygon,rle", "--where true")) {
            if (!all.contains("yes")) {
                assertEquals(document, filter(document, all).out(), all);
            }
        }
    }

    @Test
    void theIdentityHoldsForOddDocumentsToo() {
        for (DocumentCases.Document odd : DocumentCases.odd()) {
            Typed typed = Typed.pipe(odd.bytes(), "filter", "-", "--where", "true");
            assertEquals(new String(odd.bytes(), StandardCharsets.UTF_8), typed.out(), odd + typed.err());
            assertEquals(0, typed.code(), odd + typed.err());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void filterAndItsInversePartition(long seed) throws IOException {
        String document = SeededDocuments.of(seed);
        List<String> options = new ArrayList<>(CONDITIONS.keySet());
        options.add("--image night/*");
        options.add("--image-size 300..");
        options.add("--image-size 300x200..900x700");
        options.add("--annotations 2..4");
        options.add("--area 300.. --annotations 2..");
        options.add("--image day/* --crowd yes");
        if (document.contains("\"categories\"") && !document.contains("\"categories\": []")) {
            String dog = document.contains("\"c0\"") ? "c0" : "dog";
            options.add("--has " + dog);
            options.add("--category " + dog);
            options.add("--category supercategory:anim*");
        }
        for (String option : options) {
            Typed kept = filter(document, option);
            Typed others = filter(document, option + " --invert");
            assertEquals(0, kept.code() + others.code(), option + kept.err() + others.err());
            TreeMap<String, String> both = records(kept.out(), "annotations");
            TreeMap<String, String> rest = records(others.out(), "annotations");
            rest.forEach((id, record) -> assertTrue(both.put(id, record) == null, option + " has both " + record));
            assertEquals(records(document, "annotations"), both, option);
            for (String out : List.of(kept.out(), others.out())) {
                // an annotation never stays without the record of its image
                TreeMap<String, String> images = records(out, "images");
                for (JsonNode annotation : SeededDocuments.tree(out).path("annotations")) {
                    String image = annotation.path("image_id").toString();
                    assertTrue(
                            images.containsKey(image)
                                    || !records(document, "images").containsKey(image),
                            option);
                }
            }
            boolean ofImagesAlone = !CONDITIONS.containsKey(option)
                    && option.split(" ").length == 2
                    && !option.startsWith("--category");
            if (ofImagesAlone) {
                TreeMap<String, String> images = records(kept.out(), "images");
                assertFalse(
                        images.keySet()
                                .removeAll(records(others.out(), "images").keySet()),
                        option);
                images.putAll(records(others.out(), "images"));
                assertEquals(records(document, "images"), images, option);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dropsExactlyWhatIsEmptyOrUnused(long seed) throws IOException {
        String document = SeededDocuments.of(seed);
        Typed typed = filter(document, "--area 2000.. --drop-empty --drop-unused --json");
        JsonNode out = SeededDocuments.tree(typed.out());
        TreeMap<String, String> images = new TreeMap<>();
        TreeMap<String, String> categories = new TreeMap<>();
        for (JsonNode annotation : out.path("annotations")) {
            String image = annotation.path("image_id").toString();
            if (records(document, "images").containsKey(image)) {
                images.put(image, records(document, "images").get(image));
            }
            String category = annotation.path("category_id").toString();
            if (records(document, "categories").containsKey(category)) {
                categories.put(category, records(document, "categories").get(category));
            }
        }
        assertEquals(images, records(typed.out(), "images"));
        assertEquals(categories, records(typed.out(), "categories"));
        JsonNode said = SeededDocuments.tree(typed.err());
        int imagesBefore = records(document, "images").size();
        assertEquals(
                imagesBefore - images.size(),
                said.at("/images/dropped_without_annotations").asInt());
        assertEquals(categories.size(), said.at("/categories/kept").asInt());
        assertEquals(out.path("extra"), SeededDocuments.tree(document).path("extra"));
    }

    private static final String SMALL = """
            {"images": [{"id": 1, "file_name": "a.jpg"}, {"id": 2, "file_name": "b.jpg"}, {"id": 3, "file_name": "c.jpg"}],
             "categories": [{"id": 1, "name": "dog", "supercategory": "animal"}, {"id": 2, "name": "cat", "supercategory": "animal"},
              {"id": 3, "name": "car"}, {"id": 4, "name": "car park"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1}, {"id": 2, "image_id": 1, "category_id": 3},
              {"id": 3, "image_id": 2, "category_id": 2}, {"id": 4, "image_id": 2, "category_id": 1},
              {"id": 5, "image_id": 2, "category_id": 4}]}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --category dog                    | 1 4       | 1 2 3
            --category 3,cat                  | 2 3       | 1 2 3
            --category car*                   | 2 5       | 1 2 3
            --category ?a?                    | 2 3       | 1 2 3
            --category supercategory:animal   | 1 3 4     | 1 2 3
            --category supercategory:a*l,car  | 1 2 3 4   | 1 2 3
            --has dog                         | 1 2 3 4 5 | 1 2
            --has cat,car                     | 1 2 3 4 5 | 1 2
            --has dog --has cat               | 3 4 5     | 2
            --image 2                         | 3 4 5     | 2
            --image a.jpg,3                   | 1 2       | 1 3
            --image ?.jpg                     | 1 2 3 4 5 | 1 2 3
            --annotations 3                   | 3 4 5     | 2
            --annotations 0                   |           | 3
            --category dog --annotations 1..  | 1 4       | 1 2
            --category cat --drop-empty       | 3         | 2
            --has dog --category car --invert | 1 3 4 5   | 1 2 3
            --has cat --invert                | 1 2       | 1 3
            """)
    void chooses(String options, String annotations, String images) throws IOException {
        Typed typed = filter(SMALL, options);
        assertEquals(0, typed.code(), typed.err());
        assertEquals(
                annotations == null ? "" : annotations,
                String.join(" ", records(typed.out(), "annotations").keySet()));
        assertEquals(images, String.join(" ", records(typed.out(), "images").keySet()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --area 5..3                    | copra: --area: the range '5..3' ends before it begins
            --area x..                     | copra: --area: 'x..' is no range; write A..B, A.. or ..B, as in 32^2..96^2
            --area ..                      | copra: --area: '..' is no range; write A..B, A.. or ..B, as in 32^2..96^2
            --area 1/0..                   | copra: --area: '1/0..' is no range; write A..B, A.. or ..B, as in 32^2..96^2
            --image-size 3x..4             | copra: --image-size: '3x..4' is no range of sizes; write 640x480.. or 640..
            --category bird                | copra: there is no category 'bird'; the file has dog, cat, car, car park
            --has supercategory:x          | copra: there is no category 'supercategory:x'; the file has dog, cat, car, car park
            --crowd maybe                  | copra filter: --crowd: 'maybe' is none of yes, no; see 'copra filter --help'
            """)
    void refuses(String options, String message) {
        Typed typed = filter(SMALL, options);
        assertEquals(message + "\n", typed.err());
        assertEquals("", typed.out());
        assertEquals(2, typed.code());
    }

    /** Nothing that does more than compare is an expression, and each ends. */
    @Test
    void expressionsRunNoCode() {
        for (String code : List.of(
                "id.getClass()",
                "new('java.lang.String')",
                "''.class.forName('java.lang.Runtime')",
                "id = 5",
                "while (true) {}",
                "for (x : [1]) x",
                "(x) -> x",
                "size('a'",
                "@a 5",
                "#pragma jexl.import java.lang",
                "(".repeat(1990),
                "1+".repeat(1500))) {
            Typed typed = Typed.pipe(SMALL, "filter", "-", "--where", code);
            assertEquals(2, typed.code(), code + typed.out());
            assertTrue(typed.err().startsWith("copra: --where: "), typed.err());
            assertEquals(1, typed.err().lines().count(), typed.err());
        }
        Typed function = Typed.pipe(SMALL, "filter", "-", "--where", "x:y()");
        assertEquals(1, function.code());
        assertTrue(function.err().contains("'x:y()' has no answer"), function.err());
        // nor does a dot reach into Java
        for (String inside :
                List.of("id.class", "image_id.class.name", "''.bytes", "[1].class", "id.class.classLoader")) {
            assertEquals(List.of(), ids(Typed.pipe(SMALL, "filter", "-", "--where", inside + " != null")), inside);
        }
        String slow = SMALL.replace("\"id\": 5,", "\"id\": 5, \"note\": \"" + "a".repeat(60) + "\",");
        Typed typed = Typed.pipe(slow, "filter", "-", "--where", "note =~ '(a*)*\\1b'");
        assertTrue(typed.err().contains("(id 5): 'note =~ '(a*)*\\1b'' has no answer: "), typed.err());
        assertEquals(1, typed.code());
        assertEquals(List.of("5"), ids(typed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            category_id =~ [1,2]                 | 1 3 4
            category_id == 3 or image_id > 1     | 2 3 4 5
            category_id * 2 >= 6 && id % 2 == 0  | 2
            not (id < 4)                         | 4 5
            nothing == null                      | 1 2 3 4 5
            nothing > 3                          |
            nothing.at.all                       |
            """)
    void expressions(String expression, String annotations) throws IOException {
        Typed typed = Typed.pipe(SMALL, "filter", "-", "--where", expression);
        assertEquals(0, typed.code(), typed.err());
        assertEquals(annotations == null ? "" : annotations, String.join(" ", ids(typed)));
        assertEquals(expression.contains("nothing"), typed.err().contains("no annotation has a member 'nothing'"));
    }

    private static List<String> ids(Typed typed) {
        try {
            return StreamSupport.stream(
                            SeededDocuments.tree(typed.out())
                                    .path("annotations")
                                    .spliterator(),
                            false)
                    .map(annotation -> annotation.path("id").asText())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(typed.out() + typed.err(), e);
        }
    }

    @Test
    void badRecordsAreKeptAndTold() throws IOException {
        String document =
                SMALL.replace("{\"id\": 3, \"image_id\": 2,", "{\"id\": 3, \"image_id\": 2, \"area\": \"large\",");
        Typed kept = filter(document, "--area 5..");
        assertEquals(List.of("3"), ids(kept));
        assertTrue(kept.err().contains("annotations[2] (id 3): area is \"large\", not a number"), kept.err());
        assertEquals(1, kept.code());
        assertEquals(List.of("1", "2", "4", "5"), ids(filter(document, "--area 5.. --invert")));
    }

    @Test
    void resultsAreFilteredToo(@TempDir Path folder) throws IOException {
        String results = """
                [{"image_id": 1, "category_id": 1, "bbox": [1, 2, 30, 40], "score": 0.9},
                 {"image_id": 1, "category_id": 3, "bbox": [1, 2, 3, 4], "score": 0.5},
                 {"image_id": 2, "category_id": 2, "segmentation": {"size": [4, 4], "counts": "04<"}, "score": 0.40}]
                """;
        Path list = Files.writeString(folder.resolve("list.json"), SMALL);
        assertEquals(2, filter(results, "--score .5..").out().split("score").length - 1);
        assertTrue(filter(results, "--area ..4").out().contains("0.40"));
        assertEquals(1, filter(results, "--category 3").out().split("score").length - 1);
        assertEquals(
                2,
                filter(results, "--category dog,cat --image-list " + list).out().split("score").length - 1);
        assertEquals(
                2, filter(results, "--image a.jpg --image-list " + list).out().split("score").length - 1);
        assertEquals(2, filter(results, "--image 1").out().split("score").length - 1);
        Typed names = filter(results, "--category dog");
        assertEquals(
                "copra: there is no category 'dog'; the file declares none, so name them by id, or name a file that has"
                        + " the categories with --image-list\n",
                names.err());
        Typed glob = filter(results, "--image a*");
        assertEquals(
                "copra: standard input has no list of images; name a file that has it with --image-list\n", glob.err());
        String line = "{\"image_id\": 2, \"category_id\": 1}\n";
        assertEquals(
                line,
                filter("{\"image_id\": 1, \"category_id\": 3}\n" + line, "--category 1")
                        .out());
    }

    @Test
    void panopticFilesAreChosenByImage() {
        String panoptic = """
                {"images": [{"id": 1, "file_name": "a.jpg"}, {"id": 2, "file_name": "b.jpg"}],
                 "categories": [{"id": 1, "name": "dog"}, {"id": 2, "name": "sky"}],
                 "annotations": [
                  {"image_id": 1, "file_name": "a.png", "segments_info": [{"id": 7, "category_id": 1}, {"id": 8, "category_id": 2}]},
                  {"image_id": 2, "file_name": "b.png", "segments_info": [{"id": 7, "category_id": 2}]}]}
                """;
        Typed dogs = filter(panoptic, "--has dog --drop-unused");
        assertTrue(dogs.out().contains("a.png") && !dogs.out().contains("b.jpg"), dogs.out());
        Typed skies = filter(panoptic, "--has dog --invert --drop-unused");
        assertTrue(!skies.out().contains("\"dog\"")
                && skies.out().contains("sky")
                && skies.out().contains("b.png"));
        Typed refused = filter(panoptic, "--category dog");
        assertEquals(
                "copra: standard input is a panoptic file, where an annotation is a whole image with its PNG file; choose"
                        + " images with --has, --image or --image-size\n",
                refused.err());
    }

    @Test
    void copiesTheImagesThatStay(@TempDir Path folder) throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        for (String name : List.of("a", "b", "c")) {
            Files.writeString(images.resolve(name + ".jpg"), name);
        }
        Path in = Files.writeString(folder.resolve("in.json"), SMALL);
        String options = " --images " + images + " --copy-images ";
        Typed typed = filter(SMALL, "--has dog" + options + folder.resolve("dogs"));
        assertEquals(0, typed.code(), typed.err());
        assertTrue(typed.err().contains("2 image files copied"), typed.err());
        assertEquals(Set.of("a.jpg", "b.jpg"), names(folder.resolve("dogs")));
        assertEquals("b", Files.readString(folder.resolve("dogs/b.jpg")));
        Files.delete(images.resolve("b.jpg"));
        Typed missing = filter(SMALL, "--has dog" + options + folder.resolve("fewer"));
        assertEquals(1, missing.code());
        assertTrue(missing.err().contains("images[1] (id 2): b.jpg is not in "), missing.err());
        assertEquals(Set.of("a.jpg"), names(folder.resolve("fewer")));
        assertEquals(
                1,
                Typed.copra(("sample " + in + " -n 1 -q" + options + folder.resolve("one")).split(" "))
                                .out()
                                .split("file_name")
                                .length
                        - 1);
        assertEquals(
                "copra: --images and --copy-images belong together\n",
                filter(SMALL, "--images " + images).err());
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    /** What LVIS counts in its categories is of the whole data set. */
    @Test
    void saysThatCountsStay() {
        String lvis =
                SMALL.replace("\"name\": \"dog\"", "\"name\": \"dog\", \"frequency\": \"c\", \"instance_count\": 90");
        assertTrue(filter(lvis, "--has dog").err().contains("image_count, instance_count and frequency"));
    }

    @Test
    void noteWhatIsNotThere() {
        assertEquals(
                List.of("copra: --image: there is no image '77'", "copra: --image: there is no image 'z.jpg'"),
                filter(SMALL, "--image 77,1,z.jpg").err().lines().limit(2).toList());
    }

    private static Typed filter(String document, String options) {
        String[] words = options.isEmpty() ? new String[0] : options.split(" ");
        return Typed.pipe(
                document,
                Stream.concat(Stream.of("filter", "-"), Arrays.stream(words)).toArray(String[]::new));
    }
}
