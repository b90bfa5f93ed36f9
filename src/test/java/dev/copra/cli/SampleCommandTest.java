package dev.copra.cli;

import static dev.copra.cli.SeededDocuments.records;
import static dev.copra.cli.SeededDocuments.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.LawCases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SampleCommandTest {

    static LongStream seeds() {
        return LongStream.range(0, LawCases.seeds().count() * 5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void drawsSoManyImagesWithAllTheirAnnotations(long seed) throws IOException {
        String document = SeededDocuments.of(seed);
        int images = records(document, "images").size();
        for (String options : List.of("-n 7", "-n 30%", "-n 7 --stratify", "-n 30% --stratify --seed 5")) {
            Typed typed = sample(document, options);
            assertEquals(0, typed.code(), typed.err());
            TreeMap<String, String> drawn = records(typed.out(), "images");
            long wanted = options.contains("%") ? Math.round(.3 * images) : Math.min(7, images);
            assertEquals(wanted, drawn.size(), options);
            Set<String> expected = new HashSet<>();
            for (JsonNode annotation : tree(document).path("annotations")) {
                if (drawn.containsKey(annotation.path("image_id").toString())) {
                    expected.add(annotation.path("id").toString());
                }
            }
            assertEquals(expected, records(typed.out(), "annotations").keySet(), options);
            assertEquals(records(document, "categories"), records(typed.out(), "categories"));
            assertEquals(typed, sample(document, options), "the same again");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSampleOfAllIsTheIdentityIfAllAnnotationsHaveImages(long seed) throws IOException {
        String document = SeededDocuments.of(seed);
        Set<String> images = records(document, "images").keySet();
        for (JsonNode annotation : tree(document).path("annotations")) {
            if (!images.contains(annotation.path("image_id").toString())) {
                return;
            }
        }
        assertEquals(document, sample(document, "-n 100%").out());
        assertEquals(document, sample(document, "-n 1000000 --stratify").out());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hasWhatEachCategoryNeeds(long seed) throws IOException {
        String document = SeededDocuments.of(seed);
        Typed typed = sample(document, "--per-category 2");
        assertEquals(0, typed.code(), typed.err());
        Map<String, Set<String>> before = imagesByCategory(document);
        Map<String, Set<String>> after = imagesByCategory(typed.out());
        before.forEach((category, images) ->
                assertTrue(after.getOrDefault(category, Set.of()).size() >= Math.min(2, images.size()), category));
    }

    /** Listed images by the category of an annotation. */
    private static Map<String, Set<String>> imagesByCategory(String document) throws IOException {
        Set<String> listed = records(document, "images").keySet();
        Map<String, Set<String>> images = new HashMap<>();
        for (JsonNode annotation : tree(document).path("annotations")) {
            String image = annotation.path("image_id").toString();
            if (annotation.has("category_id") && listed.contains(image)) {
                images.computeIfAbsent(annotation.path("category_id").toString(), c -> new HashSet<>())
                        .add(image);
            }
        }
        return images;
    }

    /** 400 images, of which each tenth has a dog, each hundredth a fox, and all a person. */
    private static String animals() {
        List<String> images = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            images.add("{\"id\": " + i + "}");
            annotations.add(annotation(i, 1));
            if (i % 10 == 0) {
                annotations.add(annotation(i, 2));
            }
            if (i % 100 == 0) {
                annotations.add(annotation(i, 3));
            }
        }
        return "{\"images\": [" + String.join(",", images) + "], \"annotations\": [" + String.join(",\n", annotations)
                + "], \"categories\": [{\"id\": 1, \"name\": \"person\"}, {\"id\": 2, \"name\": \"dog\"}, {\"id\": 3,"
                + " \"name\": \"fox\"}]}";
    }

    private static String annotation(int image, int category) {
        return "{\"image_id\": " + image + ", \"category_id\": " + category + ", \"id\": " + (3 * image + category)
                + "}";
    }

    @Test
    void stratifiedSharesAreThoseOfTheWhole() throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            Typed typed = sample(animals(), "-n 25% --stratify --seed " + seed);
            Map<String, Set<String>> images = imagesByCategory(typed.out());
            assertEquals(100, images.get("1").size());
            assertEquals(10, images.get("2").size());
            assertEquals(1, images.get("3").size());
        }
    }

    @Test
    void whatMustBeInItIsInIt() throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            Typed typed = sample(animals(), "-n 3 --has fox --seed " + seed);
            assertEquals(3, records(typed.out(), "images").size());
            assertTrue(imagesByCategory(typed.out()).containsKey("3"), typed.out());
            Typed few = sample(animals(), "--per-category 6 --seed " + seed);
            assertEquals(4, imagesByCategory(few.out()).get("3").size());
            assertEquals(6, records(few.out(), "images").size());
            assertTrue(few.err().contains("1 category with fewer images than 6"), few.err());
        }
        assertNotEquals(
                sample(animals(), "-n 30 --seed 1").out(),
                sample(animals(), "-n 30 --seed 2").out());
    }

    /** The very images, so that no JDK and no change of the code draws others without notice. */
    @Test
    void theDrawIsKnown() throws IOException {
        assertEquals(
                "12 146 150 273 293 300 342 357",
                String.join(
                        " ", records(sample(animals(), "-n 8").out(), "images").keySet()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                     | copra: say how many images with -n, --per-category or --has
            -n -5                  | copra: -n: '-5' is no number of images; write 200, or 10% of them
            -n 101%                | copra: -n: '101%' is no number of images; write 200, or 10% of them
            -n 2 --per-category 6  | copra: 6 images must be in the sample, which are more than the 2 that were asked for
            --has cat              | copra: there is no category 'cat'; the file has person, dog, fox
            """)
    void refuses(String options, String message) {
        Typed typed = sample(animals(), options);
        assertEquals(message + "\n", typed.err());
        assertEquals(2, typed.code());
    }

    @Test
    void resultsAreSampledByImage() {
        String results =
                "[{\"image_id\": 1, \"score\": 1}, {\"image_id\": 2, \"score\": 1}, {\"image_id\": 1, \"score\": 2}]";
        Typed typed = sample(results, "-n 1");
        assertTrue(
                typed.out().equals("[{\"image_id\": 1, \"score\": 1}, {\"image_id\": 1, \"score\": 2}]")
                        || typed.out().equals("[ {\"image_id\": 2, \"score\": 1}]"),
                typed.out());
        assertEquals("[]", sample("[]", "-n 1").out());
    }

    private static Typed sample(String document, String options) {
        String[] words = options.isEmpty() ? new String[0] : options.split(" ");
        return Typed.pipe(
                document,
                Stream.concat(Stream.of("sample", "-"), Arrays.stream(words)).toArray(String[]::new));
    }
}
