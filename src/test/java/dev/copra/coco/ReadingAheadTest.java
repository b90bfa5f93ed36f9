package dev.copra.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.io.Input;
import dev.copra.json.NonFinitePolicy;
import dev.copra.testdata.Trickle;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, told and written is the same for any number of threads, wherever blocks are cut, and whatever is wrong in the text. */
class ReadingAheadTest {
    /** A text that looks as if a record ended and another began, but in the middle of one. */
    private static final String LOOKALIKE = "\"parts\": [{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]";

    /** Text at random, of which nearly all is a document. */
    private static final class Documents {
        private final Random random;
        private final String space;
        private final String line;

        Documents(long seed) {
            random = new Random(seed);
            space = random.nextBoolean() ? " " : "";
            line = random.nextInt(3) > 0 ? "" : random.nextBoolean() ? "\n  " : "\r\n\t";
        }

        byte[] next() {
            List<String> parts =
                    new ArrayList<>(List.of(list("images", 40), list("annotations", 400), list("categories", 20)));
            parts.add("\"info\":" + space + "{\"a\": [" + LOOKALIKE.replace("\"parts\": ", "") + "]}");
            Collections.shuffle(parts, random);
            String text = switch (random.nextInt(5)) {
                case 0 -> list("", 400).substring(3);
                case 1 -> lines();
                default -> "{" + line + String.join("," + space + line, parts) + line + "}";
            };
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) "x\"{}[],:\n0".charAt(random.nextInt(10));
            }
            return random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }

        private String list(String name, int most) {
            StringBuilder text = new StringBuilder("\"" + name + "\":" + space + "[");
            int count = random.nextInt(most);
            // most documents are sound
            int odd = random.nextInt(3) > 0 ? Integer.MAX_VALUE : 1 + random.nextInt(100);
            for (int i = 0; i < count; i++) {
                text.append(i == 0 ? "" : ",")
                        .append(space)
                        .append(line)
                        .append(i % odd == odd - 1 ? odd(i) : record(i));
            }
            return text.append(line).append("]").toString();
        }

        /** JSON lines, of which now and then one is broken, two stand in one, or one is many. */
        private String lines() {
            StringBuilder text = new StringBuilder("{\"image_id\": 1, \"score\": 1}\n");
            int odd = random.nextInt(3) > 0 ? Integer.MAX_VALUE : 1 + random.nextInt(100);
            int count = random.nextInt(400);
            for (int i = 1; i < count; i++) {
                text.append(i % odd == odd - 1 ? odd(i) : record(i))
                        .append(
                                i % odd == odd - 2
                                        ? List.of("", "}", " {\"id\":", "\n\n", " ")
                                                .get(random.nextInt(5))
                                        : "")
                        .append(i == count - 1 ? line : "\n");
            }
            return text.toString();
        }

        private String record(int id) {
            return switch (random.nextInt(6)) {
                case 0 -> "{\"id\": " + id + ", \"text\": \"a }, {\\\"id\\\": \\u00e9 ü\"}";
                case 1 -> "{\"id\":" + id + "," + line + LOOKALIKE + "," + line + "\"bbox\":[1,2,3.5,4e1]}";
                case 2 -> "{\"id\": " + id + ", \"segmentation\": [[" + "1.5, 2, ".repeat(random.nextInt(20)) + "3]]}";
                case 3 -> "{ \"id\" : \"" + id + "\" }";
                default -> "{\"id\":" + space + id + "," + space + "\"image_id\":" + space + random.nextInt(30) + "}";
            };
        }

        private String odd(int id) {
            return switch (random.nextInt(9)) {
                case 0 -> "{\"id\": " + id + ", \"a\": 1, \"a\": 2}";
                case 1 -> "{\"id\": " + id + ", \"area\": NaN}";
                case 2 -> "[" + id + "]";
                case 3 -> "null";
                case 4 -> "{}";
                case 5 -> "{\"score\": 1, \"id\": " + id + "}";
                case 6 -> "{\"id\": " + id + ", \"unusable\": true}";
                case 7 -> "{\"id\": " + id + ", \"area\": \"1\"}";
                default -> "{\"id\": " + id + ", \"long\": \"" + "long ".repeat(600) + "\"}";
            };
        }
    }

    private static void assertSame(List<String> wanted, List<String> found, String message) {
        int same = 0;
        while (same < Math.min(wanted.size(), found.size()) && wanted.get(same).equals(found.get(same))) {
            same++;
        }
        int shown = Math.min(same + 2, wanted.size());
        assertEquals(wanted.subList(same, shown), found.subList(same, Math.min(shown, found.size())), message);
        assertEquals(wanted.size(), found.size(), message);
    }

    private static List<String> told(byte[] json, ReadingAhead ahead) {
        return ReadingDiary.told(
                new ByteArrayInputStream(json), new ReadingDiary(Set.of(), false), NonFinitePolicy.KEEP, ahead);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void blocksAreNotToBeSeen(int part) {
        for (int seed = 100 * part; seed < 100 * part + 40; seed++) {
            Random random = new Random(seed);
            byte[] document = new Documents(seed).next();
            Set<Section> needed = random.nextBoolean() ? Set.of() : EnumSet.of(Section.IMAGES, Section.CATEGORIES);
            boolean answers = random.nextBoolean();
            NonFinitePolicy policy = NonFinitePolicy.values()[random.nextInt(NonFinitePolicy.values().length)];
            List<String> alone = ReadingDiary.told(
                    new ByteArrayInputStream(document), new ReadingDiary(needed, answers), policy, ReadingAhead.NONE);
            for (int threads = 2; threads <= 4; threads++) {
                ReadingAhead ahead = new ReadingAhead(
                        threads, random.nextInt(600), 1 + random.nextInt(700), 100 + random.nextInt(4000));
                assertSame(
                        alone,
                        ReadingDiary.told(
                                new Trickle(document, seed, 300), new ReadingDiary(needed, answers), policy, ahead),
                        "document " + seed + " read by " + ahead);
            }
        }
    }

    /** A stream that fails after its bytes. */
    private static InputStream broken(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int count = super.read(into, from, length);
                if (count < 0) {
                    throw new IOException("the disk is gone");
                }
                return count;
            }
        };
    }

    @Test
    void aFailureComesBehindWhatWasRead() {
        byte[] whole = "[{\"id\": 1, \"score\": 1}"
                .concat(", {\"id\": 1, \"score\": 1}".repeat(500))
                .getBytes(StandardCharsets.UTF_8);
        ReadingAhead ahead = new ReadingAhead(3, 10, 256, 1000);
        List<String> alone = ReadingDiary.told(
                broken(whole), new ReadingDiary(Set.of(), false), NonFinitePolicy.KEEP, ReadingAhead.NONE);
        assertEquals(502, alone.size());
        assertTrue(alone.get(501).contains("the disk is gone"), alone.get(501));
        assertSame(
                alone,
                ReadingDiary.told(broken(whole), new ReadingDiary(Set.of(), false), NonFinitePolicy.KEEP, ahead),
                "");
    }

    /** Lest the tests above pass because no block is ever read. */
    @Test
    void otherThreadsFindRecords() throws IOException {
        assertFoundByOthers("[{\"id\": 1}" + ", {\"id\": 1}".repeat(20_000) + "]");
        assertFoundByOthers("{\"id\": 1}\n".repeat(20_001));
    }

    private static void assertFoundByOthers(String text) throws IOException {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        int[] shown = {0};
        InputStream in = new ByteArrayInputStream(json);
        CocoReader.rewrite(
                Input.standardInput(in),
                new CocoVisitor() {
                    @Override
                    public Edit annotation(CocoRecord annotation) {
                        shown[0]++;
                        Thread.getAllStackTraces().keySet().stream()
                                .map(Thread::getName)
                                .filter(name -> name.startsWith("copra-ahead"))
                                .forEach(threads::add);
                        return Edit.KEEP;
                    }

                    @Override
                    public void reject(AnnotationException problem) {
                        throw new AssertionError(problem);
                    }
                },
                null,
                NonFinitePolicy.KEEP,
                new ReadingAhead(2, 100, 100_000, 200_000));
        assertEquals(20_001, shown[0]);
        assertEquals(Set.of("copra-ahead"), threads);
    }

    @Test
    void longRecordsAreReadByTheCaller() {
        String record = "{\"id\": 1, \"text\": \"" + "x".repeat(5000) + "\"}";
        byte[] json = ("["
                        + String.join(
                                ", ",
                                IntStream.range(0, 50)
                                        .mapToObj(i -> i % 9 == 8 ? record : "{\"id\": 2}")
                                        .toList())
                        + "]")
                .getBytes(StandardCharsets.UTF_8);
        assertSame(told(json, ReadingAhead.NONE), told(json, new ReadingAhead(2, 10, 64, 512)), "");
    }
}
