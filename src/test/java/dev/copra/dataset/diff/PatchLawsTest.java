package dev.copra.dataset.diff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.LawCases;
import dev.copra.io.Input;
import dev.copra.testdata.DocumentCases;
import dev.copra.testdata.JsonMutator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code patch(A, diff(A, B))} is B, whatever these are. */
class PatchLawsTest {
    private static final List<Path> FILES = OddFiles.all();

    private static DiffOptions options(boolean byOverlap) {
        return new DiffOptions(byOverlap, true, .5, Set.of(), 3);
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (var in = Input.file(file).open()) {
            return in.readAllBytes();
        }
    }

    private static byte[] patch(byte[] a, byte[] b, boolean byOverlap) throws IOException {
        ByteArrayOutputStream patch = new ByteArrayOutputStream();
        try (DiffRun run = DiffRun.open(DocumentCases.input(a), DocumentCases.input(b), options(byOverlap))) {
            run.writePatch(patch);
        }
        return patch.toByteArray();
    }

    private static byte[] applied(byte[] a, byte[] patch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DocumentPatch read = DocumentPatch.read(DocumentCases.input(patch))) {
            read.apply(DocumentCases.input(a), out);
        }
        return out.toByteArray();
    }

    @Test
    void anyFileBecomesAnyOther() throws IOException {
        assertTrue(FILES.size() > 90, () -> FILES.toString());
        for (int i = 0; i < FILES.size(); i++) {
            byte[] a = unpacked(FILES.get(i));
            for (int step : new int[] {0, 1, 7, 31}) {
                byte[] b = unpacked(FILES.get((i + step) % FILES.size()));
                assertArrayEquals(b, applied(a, patch(a, b, step == 7)), FILES.get(i) + " + " + step);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileDoesNotDifferFromItself(boolean byOverlap) throws IOException {
        for (Path file : FILES) {
            try (DiffRun run = DiffRun.open(Input.file(file), Input.file(file), options(byOverlap))) {
                DocumentDiff diff = run.compare();
                assertTrue(diff.isEmpty() && diff.identical() && diff.respelled() == 0, () -> file + ": " + diff);
            }
        }
    }

    /** What is the same is named, not repeated. */
    @Test
    void aPatchOfNothingIsOneCopy() throws IOException {
        byte[] a = unpacked(Path.of("testdata/scenes/instances.json"));
        String patch = new String(patch(a, a, false), StandardCharsets.UTF_8);
        assertTrue(patch.endsWith("\"edits\": [\n{\"copy\": [0, " + a.length + "]}]}\n"), patch);
    }

    /** Damage of any kind that leaves it JSON: values, white space, members, records. */
    @ParameterizedTest
    @MethodSource("dev.copra.LawCases#seeds")
    void aChangedFileComesBack(long seed) throws IOException {
        Random random = new Random(seed);
        JsonMutator mutator = new JsonMutator(random);
        int patched = 0;
        for (int i = 0; i < LawCases.CASES_PER_SEED; i++) {
            byte[] a = unpacked(FILES.get(random.nextInt(FILES.size())));
            byte[] b = mutator.mutate(a);
            byte[] patch;
            try {
                patch = patch(a, b, random.nextBoolean());
            } catch (IOException e) {
                continue;
            }
            patched++;
            assertArrayEquals(b, applied(a, patch));
        }
        assertTrue(patched > 50);
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        byte[] a = "{\"images\": [{\"id\": 1}]}".getBytes(StandardCharsets.UTF_8);
        byte[] b = "{\"images\": [{\"id\": 1}, {\"id\": 2}]}".getBytes(StandardCharsets.UTF_8);
        byte[] other = "{\"images\": [{\"id\": 3}]}".getBytes(StandardCharsets.UTF_8);
        byte[] patch = patch(a, b, false);
        String message = assertThrows(IllegalArgumentException.class, () -> applied(other, patch))
                .getMessage();
        assertEquals("standard input: this is not the file that standard input was made from", message);
        byte[] edited = new String(patch, StandardCharsets.UTF_8)
                .replace("{\"id\": 2}", "{\"id\": 5}")
                .getBytes(StandardCharsets.UTF_8);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> applied(a, edited))
                .getMessage()
                .contains("the patch was changed"));
        byte[] unchecked = new String(edited, StandardCharsets.UTF_8)
                .replaceFirst("\"to\": .*\n", "")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals("{\"images\": [{\"id\": 1}, {\"id\": 5}]}", new String(applied(a, unchecked)));
        assertThrows(IllegalArgumentException.class, () -> applied(a, a));
    }

    /** What a changed or foreign patch says of places that the file has not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"copy\": [0, 999]}",
                "{\"copy\": [-1, 3]}",
                "{\"copy\": [1e300, 1e300]}",
                "{\"copy\": \"all\"}",
                "{\"change\": [0, 3]}",
                "{\"change\": [0, 23], \"members\": [1]}",
                "{\"delete\": 3}",
                "7",
                "{\"text\": 7}"
            })
    void wrongEditsAreRefused(String edit) {
        byte[] a = "{\"images\": [{\"id\": 1}]}".getBytes(StandardCharsets.UTF_8);
        byte[] patch = ("{\"copra_patch\": 1, \"edits\": [" + edit + "]}").getBytes(StandardCharsets.UTF_8);
        String message = assertThrows(IllegalArgumentException.class, () -> applied(a, patch))
                .getMessage();
        assertTrue(message.startsWith("standard input: edits[0]: "), message);
    }
}
