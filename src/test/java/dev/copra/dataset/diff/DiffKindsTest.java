package dev.copra.dataset.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.testdata.DocumentCases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each change is told as what it is, and counted. */
class DiffKindsTest {
    private static final String HEAD =
            "{\"info\": {\"year\": 2017, \"about\": \"x\"}, \"images\": [{\"id\": 1, \"file_name\":"
                    + " \"a.jpg\", \"width\": 100, \"height\": 80}], \"categories\": [{\"id\": 1, \"name\": \"cat\"}, {\"id\": 2,"
                    + " \"name\": \"dog\"}], \"annotations\": [";
    private static final String ANNOTATION =
            "{\"id\": 7, \"image_id\": 1, \"category_id\": 1, \"bbox\": [10, 10, 20, 20], \"segmentation\": [[10, 10, 30, 10,"
                    + " 30, 30, 10, 30]], \"area\": 400, \"iscrowd\": 0}";
    private static final String A = HEAD + ANNOTATION + "]}";

    private static DocumentDiff diff(String a, String b, DiffOptions options) throws IOException {
        try (DiffRun run = DiffRun.open(DocumentCases.input(a), DocumentCases.input(b), options)) {
            return run.compare();
        }
    }

    private static DiffOptions options(boolean byOverlap, String... ignore) {
        return new DiffOptions(byOverlap, true, .5, Set.of(ignore), 5);
    }

    /** Groups as {@code annotations moved 1}. */
    private static List<String> groups(DocumentDiff diff) {
        List<String> groups = new ArrayList<>();
        for (DocumentDiff.Part part : diff.parts()) {
            for (DocumentDiff.Group group : part.groups()) {
                groups.add((part.name() == null ? "document" : part.name()) + " "
                        + group.kind().label()
                        + (group.member() == null ? "" : " " + group.member())
                        + (group.from() == null ? "" : " " + group.from() + ">" + group.to())
                        + (Double.isNaN(group.meanIou()) ? "" : String.format(" %.2f", group.meanIou()))
                        + (group.count() == 1 ? "" : " x" + group.count()));
            }
        }
        return groups;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2017                                  | 2018                                    | document changed info.year
            a.jpg                                 | b.jpg                                   | images changed file_name
            "cat"                                 | "kitty"                                 | categories changed name
            "category_id": 1                      | "category_id": 2                        | annotations relabelled cat>dog
            "category_id": 1                      | "category_id": 9                        | annotations relabelled cat>9
            [10, 10, 20, 20]                      | [10, 10, 20, 10]                        | annotations moved 0.50
            [10, 10, 20, 20]                      | [50, 50, 20, 20]                        | annotations moved 0.00
            [10, 10, 20, 20]                      | null                                    | annotations changed bbox
            [[10, 10, 30, 10, 30, 30, 10, 30]]    | [[10, 10, 30, 10, 30, 20, 10, 20]]      | annotations reshaped 0.50
            [[10, 10, 30, 10, 30, 30, 10, 30]]    | [[30, 10, 30, 30, 10, 30, 10, 10]]      | annotations reencoded 1.00
            [[10, 10, 30, 10, 30, 30, 10, 30]]    | []                                      | annotations changed segmentation
            "iscrowd": 0                          | "iscrowd": 1                            | annotations changed iscrowd
            "iscrowd": 0                          | "iscrowd": 0, "score": 1                | annotations changed score
            "id": 7,                              | "id": 8,                                | annotations added/annotations removed
            "info":                               | "about":                                | document added about/document removed info
            "width": 100                          | "width": 100.0                          | ''
            "iscrowd": 0                          | "iscrowd":  0                           | ''
            "id": 7, "image_id": 1                | "image_id": 1, "id": 7                  | ''
            """)
    void byId(String from, String to, String groups) throws IOException {
        assertTrue(A.contains(from));
        DocumentDiff diff = diff(A, A.replace(from, to), options(false));
        assertEquals(groups, String.join("/", groups(diff)));
        assertEquals(groups.isEmpty(), diff.isEmpty());
        assertEquals(groups.isEmpty() ? 1 : 0, diff.respelled());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "id": 7,              | "id": 8,              | annotations renumbered
            "id": 7,              | ''                    | annotations renumbered
            [10, 10, 20, 20]      | [11, 10, 20, 20]      | annotations moved 0.90
            "category_id": 1      | "category_id": 2      | annotations relabelled cat>dog
            a.jpg                 | b.jpg                 | images added/images removed
            30, 30, 10, 30        | 30, 29, 10, 29        | annotations reshaped 0.95
            30, 30, 10, 30        | 30, 19, 10, 19        | annotations added/annotations removed
            """)
    void byOverlap(String from, String to, String groups) throws IOException {
        DocumentDiff diff = diff(A, A.replace(from, to == null ? "" : to), options(true));
        assertEquals(groups, String.join("/", groups(diff)));
    }

    /** Other ids everywhere: nothing but that is told. */
    @Test
    void renumberedByOverlap() throws IOException {
        String b = A.replace("\"images\": [{\"id\": 1", "\"images\": [{\"id\": \"one\"")
                .replace("\"image_id\": 1", "\"image_id\": \"one\"")
                .replace("{\"id\": 1, \"name\"", "{\"id\": 18, \"name\"")
                .replace("\"category_id\": 1", "\"category_id\": 18");
        assertEquals(List.of("images renumbered", "categories renumbered"), groups(diff(A, b, options(true))));
        // what has the same bytes may mean another category
        String swapped = A.replace("cat", "CAT")
                .replace("dog", "cat")
                .replace("CAT", "dog")
                .replace("dogegor", "categor");
        assertEquals(
                List.of("categories reordered", "categories renumbered x2", "annotations relabelled cat>dog"),
                groups(diff(A, swapped, options(true))).stream()
                        .sorted((x, y) -> Boolean.compare(x.contains("renumbered"), y.contains("renumbered")))
                        .sorted((x, y) -> Boolean.compare(x.startsWith("annotations"), y.startsWith("annotations")))
                        .toList());
    }

    @Test
    void whatIsIgnoredDoesNotCount() throws IOException {
        String b = A.replace("2017", "2018")
                .replace("[10, 10, 20, 20]", "[11, 10, 20, 20]")
                .replace("400", "1");
        assertEquals(3, groups(diff(A, b, options(false))).size());
        assertTrue(diff(A, b, options(false, "info", "moved", "area")).isEmpty());
        assertTrue(diff(A, b, options(false, "year", "annotations")).isEmpty());
    }

    /** Results have no ids: those with the most overlap belong together. */
    @Test
    void resultsAreMatchedByOverlap() throws IOException {
        String one = "{\"image_id\": 1, \"category_id\": 1, \"bbox\": [0, 0, 10, 10], \"score\": 0.5}";
        String two = "{\"image_id\": 1, \"category_id\": 1, \"bbox\": [5, 0, 10, 10], \"score\": 0.6}";
        String three = "{\"image_id\": 2, \"category_id\": 1, \"bbox\": [5, 0, 10, 10], \"score\": 0.6}";
        String a = "[" + one + ", " + two + ", " + three + "]";
        assertEquals(
                List.of("annotations reordered"),
                groups(diff(a, "[" + two + ", " + one + ", " + three + "]", options(false))));
        assertEquals(
                List.of("annotations moved 0.90", "annotations changed score"),
                groups(diff(
                        a,
                        a.replace("[0, 0, 10, 10], \"score\": 0.5", "[0, 0, 9, 10], \"score\": 0.7"),
                        options(false))));
        assertEquals(List.of("annotations removed"), groups(diff(a, "[" + one + ", " + three + "]", options(false))));
        assertEquals(List.of("annotations removed x3"), groups(diff(a, "[]", options(false))));
    }

    /** A results file has no names of categories: then the ids say which is which. */
    @Test
    void resultsAgainstATruth() throws IOException {
        String results = "[" + ANNOTATION.replace("\"id\": 7, ", "") + "]";
        DiffOptions options = options(true, "info", "images", "categories");
        assertEquals(List.of("annotations renumbered"), groups(diff(A, results, options)));
        assertEquals(
                List.of("annotations relabelled cat>dog", "annotations renumbered"),
                groups(diff(A, results.replace("\"category_id\": 1", "\"category_id\": 2"), options)));
    }

    /** The fewest that have to be moved, by trying all subsets. */
    @ParameterizedTest
    @MethodSource("dev.copra.LawCases#seeds")
    void orderNeedsTheFewestMoves(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            List<Integer> places = new ArrayList<>();
            for (int p = 0; p < 1 + random.nextInt(8); p++) {
                places.add(p);
            }
            Collections.shuffle(places, random);
            int[] ofB = places.stream()
                    .mapToInt(p -> random.nextInt(4) == 0 ? DiffPart.NONE : p)
                    .toArray();
            BitSet moved = DiffOrder.moved(ofB);
            int[] left = rest(ofB, moved);
            assertTrue(isSorted(left), () -> Arrays.toString(ofB) + moved);
            int most = 0;
            for (long subset = 0; subset < 1L << ofB.length; subset++) {
                int[] kept = rest(ofB, BitSet.valueOf(new long[] {subset}));
                most = isSorted(kept) ? Math.max(most, kept.length) : most;
            }
            assertEquals(most, left.length, () -> Arrays.toString(ofB) + moved);
        }
    }

    private static int[] rest(int[] ofB, BitSet without) {
        return java.util.stream.IntStream.range(0, ofB.length)
                .filter(i -> ofB[i] != DiffPart.NONE && !without.get(i))
                .map(i -> ofB[i])
                .toArray();
    }

    private static boolean isSorted(int[] numbers) {
        return Arrays.equals(numbers, Arrays.stream(numbers).sorted().toArray());
    }

    /** Seeded changes to many annotations: each kind as often as it was made. */
    @ParameterizedTest
    @MethodSource("dev.copra.LawCases#seeds")
    void allChangesAreCounted(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            TreeMap<String, Integer> expected = new TreeMap<>();
            List<String> a = new ArrayList<>();
            List<String> b = new ArrayList<>();
            for (int id = 1; id <= 60; id++) {
                String annotation = ANNOTATION
                        .replace("\"id\": 7", "\"id\": " + (random.nextBoolean() ? id : "\"" + id + "\""))
                        .replace("[10, 10, 20, 20]", "[" + id + ", 10, 20, 20]");
                String kind = List.of("same", "same", "added", "removed", "moved", "relabelled", "reshaped", "changed")
                        .get(random.nextInt(8));
                if (!kind.equals("same")) {
                    expected.merge(kind, 1, Integer::sum);
                }
                if (!kind.equals("added")) {
                    a.add(annotation);
                }
                switch (kind) {
                    case "removed" -> {}
                    case "moved" -> b.add(annotation.replace(", 10, 20, 20]", ", 11.5, 20, 20]"));
                    case "relabelled" -> b.add(annotation.replace("\"category_id\": 1", "\"category_id\": 2"));
                    case "reshaped" -> b.add(annotation.replace("[[10, 10", "[[10, 15"));
                    case "changed" -> b.add(annotation.replace("\"iscrowd\": 0", "\"iscrowd\": 1"));
                    default -> b.add(annotation);
                }
            }
            DocumentDiff diff =
                    diff(HEAD + String.join(", ", a) + "]}", HEAD + String.join(",\n", b) + "]}", options(false));
            TreeMap<String, Integer> found = new TreeMap<>();
            diff.parts()
                    .forEach(part -> part.groups()
                            .forEach(group -> found.merge(group.kind().label(), (int) group.count(), Integer::sum)));
            assertEquals(expected, found);
        }
    }
}
