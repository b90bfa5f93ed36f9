package dev.copra.validate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.io.Input;
import dev.copra.json.JsonException;
import dev.copra.validate.check.annotation.PolygonChecks;
import dev.copra.validate.check.document.DocumentChecks;
import dev.copra.validate.check.document.IdChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Severity;
import dev.copra.validate.fix.FixLog;
import dev.copra.validate.fix.FixOptions;
import dev.copra.validate.fix.Fixing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laws of {@code validate} and {@code fix} over mutated files. {@code scripts/mutate} asks pycocotools, too. */
@Tag("slow")
class MutationsTest {
    private static final int COUNT = 400;

    @TempDir
    static Path folder;

    private static byte[] clean;

    /** The scenes of testdata: a few images, so that a mutation is not lost among many. */
    @BeforeAll
    static void read() throws IOException {
        clean = Files.readAllBytes(Path.of("testdata", "scenes", "instances.json"));
        Path file = Files.write(folder.resolve("clean.json"), clean);
        assertEquals(Set.of(), Mutations.validate(file).errors());
    }

    private static Path write(byte[] json) throws IOException {
        return Files.write(folder.resolve("mutated.json"), json);
    }

    /** What is damaged, by a replacement in the text of the clean file, and the code that says so. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "image_id": 139,     | "image_id": 138,     | annotation-image-unknown
                    "category_id": (\\d+) | "category_id": "x$1" | annotation-category-unknown
                    "area": [0-9.]+      | "area": NaN          | area-nonfinite
                    "area": [0-9.]+,     |                      | area-missing
                    "iscrowd": 0         | "iscrowd": "0"       | iscrowd-value
                    "bbox": \\[          | "bbox": [1,          | bbox-length
                    "bbox": \\[[0-9.]+   | "bbox": [NaN         | bbox-nonfinite
                    "counts": "          | "counts": "~         | rle-counts
                    "height": 240        | "height": 0          | image-size-zero
                    "height": 240,       |                      | image-size-missing
                    "images":            | "pictures":          | images-missing
                    "annotations":       | "notes":             | annotations-missing
                    """)
    void whatIsDamagedIsFound(String pattern, String replacement, String code) throws IOException {
        String text = new String(clean, StandardCharsets.UTF_8);
        String damaged = text.replaceFirst(pattern, replacement == null ? "" : replacement);
        assertFalse(damaged.equals(text), "nothing was damaged");
        Findings findings = Mutations.validate(write(damaged.getBytes(StandardCharsets.UTF_8)))
                .findings();
        assertTrue(
                findings.codes().stream().anyMatch(c -> c.name().equals(code)),
                () -> "found " + findings.codes().stream().map(Code::name).toList());
    }

    /** Whatever the file: no exception; several threads find what one finds; and the laws of the fix. */
    @Test
    void mutatedFilesAreValidatedAndMended() throws IOException {
        int repaired = 0;
        for (long seed = 1; seed <= COUNT; seed++) {
            byte[] json = Mutation.of(clean, seed);
            Path file = write(json);
            Mutations.Verdict verdict = Mutations.validate(file);
            if (verdict.errors().contains("not-json")) {
                continue;
            }
            if (seed % 5 == 0) {
                assertEquals(keys(file, 1), keys(file, 3), "seed " + seed);
            }
            repaired += checkFix(json, false, seed);
            checkFix(json, true, seed);
        }
        assertTrue(repaired > COUNT / 20, "only " + repaired + " were repaired");
    }

    private static List<String> keys(Path file, int threads) throws IOException {
        Findings findings = new Findings(code -> true, Set.of(), false);
        Validation.run(Input.file(file), ValidationOptions.of(threads), findings);
        return findings.all().stream()
                .map(f -> f.key() + f.message() + f.place())
                .toList();
    }

    /**
     * Fixing twice changes nothing, no error is new, unbroken records keep their bytes, and nothing that {@code --unsafe}
     * can repair is left (sizes of images need the images, and holes an area that says so).
     *
     * @return 1 if the fix changed something
     */
    private static int checkFix(byte[] json, boolean unsafe, long seed) throws IOException {
        Findings before = Mutations.validate(write(json)).findings();
        byte[] once = fix(json, unsafe, before);
        Findings after = Mutations.validate(write(once)).findings();
        String what = "seed " + seed + (unsafe ? ", unsafe" : "");
        assertArrayEquals(once, fix(once, unsafe, after), () -> what + ": fixing twice changes something");
        // null in place of NaN makes a wrong type a missing value
        boolean nulls = before.count(DocumentChecks.NON_FINITE) > 0;
        for (Code code : after.codes()) {
            assertTrue(
                    nulls || code.severity() != Severity.ERROR || after.count(code) <= before.count(code),
                    () -> what + ": " + code.name() + " was " + before.count(code) + " and is " + after.count(code));
            assertTrue(
                    !unsafe
                            || code.repair() == Code.Repair.NONE
                            || code.matches("image-size")
                            || code == PolygonChecks.NESTED,
                    () -> what + ": " + code.name() + " is left");
        }
        if (!unsafe) {
            checkUnbroken(json, once, before, what);
        }
        return java.util.Arrays.equals(json, once) ? 0 : 1;
    }

    private static byte[] fix(byte[] json, boolean unsafe, Findings before) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Fixing.run(
                Input.file(write(json)),
                new FixOptions(code -> true, unsafe, null, null),
                before,
                out,
                new FixLog(line -> {}));
        return out.toByteArray();
    }

    /** Records without a finding keep their bytes. */
    private static void checkUnbroken(byte[] json, byte[] once, Findings before, String what) throws IOException {
        if (before.count(DocumentChecks.NON_FINITE) + before.count(IdChecks.CATEGORIES.zero()) > 0) {
            return;
        }
        Set<String> broken = new HashSet<>();
        before.all().forEach(f -> broken.add(f.place().pointer().replaceAll("(/\\w+/\\d+).*", "$1")));
        List<String> old = records(json);
        List<String> repaired = records(once);
        if (repaired.size() < old.size()) {
            // records that were there twice are there once; SafeFixTest looks at what is left
            return;
        }
        assertEquals(old.size(), repaired.size(), what);
        for (int i = 0; i < old.size(); i++) {
            String pointer = old.get(i).substring(0, old.get(i).indexOf(' '));
            if (!broken.contains(pointer)) {
                assertEquals(old.get(i), repaired.get(i), what);
            }
        }
    }

    private static List<String> records(byte[] json) throws IOException {
        List<String> records = new ArrayList<>();
        CocoReader.read(Input.file(write(json)), new CocoVisitor() {
            private Edit keep(CocoRecord record) {
                records.add("/" + record.section().member() + "/" + record.index() + " "
                        + new String(record.toBytes(), StandardCharsets.UTF_8));
                return Edit.KEEP;
            }

            @Override
            public Edit image(CocoRecord record) {
                return keep(record);
            }

            @Override
            public Edit category(CocoRecord record) {
                return keep(record);
            }

            @Override
            public Edit annotation(CocoRecord record) {
                return keep(record);
            }

            @Override
            public boolean readsAmbiguous() {
                return true;
            }

            @Override
            public void misplaced(String code, String member, JsonException problem) {}

            @Override
            public void reject(AnnotationException problem) {}
        });
        return records;
    }
}
