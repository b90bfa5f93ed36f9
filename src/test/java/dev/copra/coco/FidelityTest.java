package dev.copra.coco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.io.Input;
import dev.copra.json.NonFinitePolicy;
import dev.copra.testdata.DocumentCases;
import dev.copra.testdata.Trickle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not asked to change does not change, by a byte. */
class FidelityTest {
    private static final int SEEDS = 12;

    static List<DocumentCases.Document> documents() {
        return DocumentCases.all();
    }

    /** Does to each record what a table says. */
    private static final class Script implements CocoVisitor {
        private final Map<Section, List<Edit>> edits;
        private final List<String> problems = new ArrayList<>();
        private final Set<Section> needed;

        Script(Map<Section, List<Edit>> edits, Set<Section> needed) {
            this.edits = edits;
            this.needed = needed;
        }

        private Edit edit(CocoRecord record) {
            return edits.get(record.section()).get((int) record.index());
        }

        @Override
        public Set<Section> needsBeforeAnnotations() {
            return needed;
        }

        @Override
        public Edit image(CocoRecord image) {
            return edit(image);
        }

        @Override
        public Edit category(CocoRecord category) {
            return edit(category);
        }

        @Override
        public Edit annotation(CocoRecord annotation) {
            return edit(annotation);
        }

        @Override
        public void reject(AnnotationException problem) {
            problems.add(problem.where() + ": " + problem.getMessage());
        }
    }

    private static byte[] rewrite(InputStream in, CocoVisitor visitor) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        CocoReader.rewrite(Input.standardInput(in), visitor, copy, NonFinitePolicy.KEEP);
        return copy.toByteArray();
    }

    private static Edit set(String... membersAndValues) {
        Edit.Builder edit = Edit.builder();
        for (int i = 0; i < membersAndValues.length; i += 2) {
            edit.set(membersAndValues[i], membersAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return edit.build();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsKeptIsCopied(DocumentCases.Document document) throws IOException {
        CocoVisitor keep = problem -> {
            throw new AssertionError(problem.getMessage());
        };
        assertArrayEquals(document.bytes(), rewrite(new ByteArrayInputStream(document.bytes()), keep));
        assertArrayEquals(document.bytes(), rewrite(new Trickle(document.bytes(), 1, 7), keep));
    }

    /** Edits of every kind in random places; what should come out is put together from where Jackson finds things. */
    @ParameterizedTest
    @MethodSource("documents")
    void onlyWhatIsEditedChanges(DocumentCases.Document document) throws IOException {
        List<JacksonRecords.Found> records = JacksonRecords.find(document.bytes());
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Map<Section, List<Edit>> edits = Map.of(
                    Section.IMAGES,
                    new ArrayList<>(),
                    Section.ANNOTATIONS,
                    new ArrayList<>(),
                    Section.CATEGORIES,
                    new ArrayList<>());
            List<Splice> splices = new ArrayList<>();
            for (JacksonRecords.Found record : records) {
                Edit edit = random.nextInt(3) == 0 ? Edit.KEEP : randomEdit(record, random);
                edits.get(record.section()).add(edit);
                edit.members().forEach((name, value) -> splices.add(splice(document.bytes(), record, name, value)));
            }
            Script script = new Script(edits, random.nextBoolean() ? Set.of() : Set.of(Section.IMAGES));
            byte[] found = rewrite(new Trickle(document.bytes(), seed, 10_000), script);
            String expected = apply(document.bytes(), splices);
            assertEquals(expected, new String(found, StandardCharsets.UTF_8), "seed " + seed);
            assertEquals(List.of(), script.problems);
        }
    }

    private static Edit randomEdit(JacksonRecords.Found record, Random random) {
        Edit.Builder edit = Edit.builder();
        for (JacksonRecords.Member member : record.members()) {
            if (random.nextInt(3) == 0) {
                edit.set(member.name(), "[\"new\"]".getBytes(StandardCharsets.UTF_8));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            edit.set("appended " + i, "{}".getBytes(StandardCharsets.UTF_8));
        }
        return edit.build();
    }

    private record Splice(int from, int to, String text) {}

    private static Splice splice(byte[] json, JacksonRecords.Found record, String name, byte[] value) {
        JacksonRecords.Member member = record.member(name);
        String text = new String(value, StandardCharsets.UTF_8);
        if (member != null) {
            return new Splice(member.valueFrom(), member.valueTo(), text);
        }
        List<JacksonRecords.Member> members = record.members();
        JacksonRecords.Member last = members.get(members.size() - 1);
        boolean spaced = json[members.get(0).valueFrom() - 1] == ' ';
        String separator = members.size() < 2
                ? spaced ? ", " : ","
                : string(json, members.get(members.size() - 2).valueTo(), last.nameFrom());
        return new Splice(last.valueTo(), last.valueTo(), separator + "\"" + name + "\":" + (spaced ? " " : "") + text);
    }

    private static String apply(byte[] json, List<Splice> splices) {
        // stable: what is appended to one record keeps its order, behind a new value of the last member
        List<Splice> ordered = splices.stream()
                .sorted(Comparator.comparingInt(Splice::from).thenComparingInt(Splice::to))
                .toList();
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Splice splice : ordered) {
            text.append(string(json, at, splice.from())).append(splice.text());
            at = splice.to();
        }
        return text.append(string(json, at, json.length)).toString();
    }

    private static String string(byte[] json, int from, int to) {
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsDroppedLeavesTheRest(DocumentCases.Document document) throws IOException {
        List<JacksonRecords.Found> records = JacksonRecords.find(document.bytes());
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int share = random.nextInt(4);
            Map<Section, List<Edit>> edits = Map.of(
                    Section.IMAGES,
                    new ArrayList<>(),
                    Section.ANNOTATIONS,
                    new ArrayList<>(),
                    Section.CATEGORIES,
                    new ArrayList<>());
            List<String> kept = new ArrayList<>();
            for (JacksonRecords.Found record : records) {
                boolean drop = random.nextInt(4) <= share;
                edits.get(record.section()).add(drop ? Edit.DROP : Edit.KEEP);
                if (!drop) {
                    kept.add(string(document.bytes(), record.from(), record.to()));
                }
            }
            byte[] found = rewrite(new Trickle(document.bytes(), seed, 10_000), new Script(edits, Set.of()));
            List<String> left = JacksonRecords.find(found).stream()
                    .map(r -> string(found, r.from(), r.to()))
                    .toList();
            assertEquals(kept, left, () -> new String(found, StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            100 | [{"a":1}, {"a":2}, {"a":3}]             | [ {"a":2}, {"a":3}]
            010 | [{"a":1}, {"a":2}, {"a":3}]             | [{"a":1}, {"a":3}]
            001 | [{"a":1}, {"a":2}, {"a":3}]             | [{"a":1}, {"a":2}]
            110 | [{"a":1}, {"a":2}, {"a":3}]             | [ {"a":3}]
            111 | [{"a":1}, {"a":2}, {"a":3}]             | []
            100 | [~  {"a":1},~  {"a":2}~]                | [~  {"a":2}~]
            010 | [~  {"a":1},~  {"a":2}~]                | [~  {"a":1}~]
            110 | [~  {"a":1},~  {"a":2}~]                | [~]
            100 | [ {"a":1} , {"a":2} ]                   | [ {"a":2} ]
            110 | [ {"a":1}~, {"a":2}~, {"a":3} ]         | [ {"a":3} ]
            010 | [ {"a":1}~, {"a":2}~, {"a":3} ]         | [ {"a":1}~, {"a":3} ]
            100 | `{"bbox":1}~{"a":2}~{"a":3}~`           | `{"a":2}~{"a":3}~`
            001 | `{"bbox":1}~{"a":2}~{"a":3}~`           | `{"bbox":1}~{"a":2}~`
            111 | `{"bbox":1}~{"a":2}~{"a":3}~`           | `~`
            010 | `~~{"bbox":1}~~{"a":2}~~{"a":3}`        | `~~{"bbox":1}~~{"a":3}`
            """)
    void separatorsAfterDropping(String drops, String json, String expected) throws IOException {
        List<Edit> edits =
                drops.chars().mapToObj(c -> c == '1' ? Edit.DROP : Edit.KEEP).toList();
        byte[] bytes = json.replace('~', '\n').getBytes(StandardCharsets.UTF_8);
        byte[] found =
                rewrite(new ByteArrayInputStream(bytes), new Script(Map.of(Section.ANNOTATIONS, edits), Set.of()));
        assertEquals(expected, new String(found, StandardCharsets.UTF_8).replace('\n', '~'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"bbox":1}                     | {"bbox":1,"x":[],"y":0}
            {"bbox": 1}                    | {"bbox": 1, "x": [], "y": 0}
            { "bbox" : 1 }                 | { "bbox" : 1, "x": [], "y": 0 }
            {"bbox": 1, "id": 2}           | {"bbox": 1, "id": 2, "x": [], "y": 0}
            {"bbox":1 ,"id":2}             | {"bbox":1 ,"id":2 ,"x":[] ,"y":0}
            {~  "bbox": 1,~  "id": 2~}     | {~  "bbox": 1,~  "id": 2,~  "x": [],~  "y": 0~}
            [{}]                           | [{"x": [], "y": 0}]
            [{ }]                          | [{"x": [], "y": 0 }]
            """)
    void whatIsAppendedLooksLikeTheRest(String json, String expected) throws IOException {
        Edit edit = set("x", "[]", "y", "0");
        byte[] found = rewrite(
                new ByteArrayInputStream(json.replace('~', '\n').getBytes(StandardCharsets.UTF_8)),
                new Script(Map.of(Section.ANNOTATIONS, List.of(edit)), Set.of()));
        assertEquals(expected, new String(found, StandardCharsets.UTF_8).replace('\n', '~'));
    }

    /** A record of more than a megabyte between short ones, read in small portions. */
    @Test
    void recordsMayBeLongerThanTheWindow() throws IOException {
        String counts = Stream.iterate(0, i -> i + 1)
                .limit(250_000)
                .map(String::valueOf)
                .reduce(new StringBuilder(), (b, s) -> b.append(s).append(", "), StringBuilder::append)
                .append("0")
                .toString();
        String json =
                "{\"images\": [{\"id\": 1}], \"annotations\": [{\"id\": 1, \"area\": 1}, {\"id\": 2, \"segmentation\": {\"counts\": ["
                        + counts + "]}, \"area\": -1}, {\"id\": 3, \"area\": 1}], \"info\": \"" + "é".repeat(200_000)
                        + "\"}";
        Script script = new Script(
                Map.of(
                        Section.IMAGES,
                        List.of(Edit.KEEP),
                        Section.ANNOTATIONS,
                        List.of(set("area", "7"), set("area", "8", "new", "9"), Edit.DROP)),
                Set.of());
        byte[] found = rewrite(new Trickle(json.getBytes(StandardCharsets.UTF_8), 1, 4000), script);
        assertEquals(
                json.replace("\"id\": 1, \"area\": 1}", "\"id\": 1, \"area\": 7}")
                        .replace("\"area\": -1}, {\"id\": 3, \"area\": 1}", "\"area\": 8, \"new\": 9}"),
                new String(found, StandardCharsets.UTF_8));
    }
}
