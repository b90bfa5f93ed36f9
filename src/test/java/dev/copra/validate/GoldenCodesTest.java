package dev.copra.validate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.BoxFormat;
import dev.copra.coco.CocoInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every code a file that raises it and nothing else, {@code CODE.bad.json}; a near miss that does not, {@code
 * CODE.near.json}; and what {@code copra fix} makes of the bad one, {@code CODE.fixed.json}, where it can. Files that are in
 * subfolders belong to tests of their own.
 */
final class GoldenCodesTest {
    /** So small a file has few annotations of everything. */
    private static final Set<String> ALWAYS = Set.of("category-few", "segmentation-none");

    @TempDir
    private Path folder;

    private static Path data() throws URISyntaxException {
        return Path.of(GoldenCodesTest.class.getResource("/validate").toURI());
    }

    private static Path file(String code, String kind) throws URISyntaxException {
        return data().resolve(code + "." + kind + ".json");
    }

    static List<String> names() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(data())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    static List<String> codes() throws IOException, URISyntaxException {
        return names().stream()
                .filter(name -> name.endsWith(".bad.json"))
                .map(name -> name.replace(".bad.json", ""))
                .toList();
    }

    @Test
    void everyCodeHasItsFilesAndEveryFileItsCode() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (Code code : Codes.ALL) {
            if (!OwnData.CODES.contains(code.name())) {
                expected.add(code.name() + ".bad.json");
                expected.add(code.name() + ".near.json");
            }
            if (Files.exists(file(code.name(), "fixed"))) {
                assertTrue(code.repair() != Code.Repair.NONE, code.name() + " has a fixed file but no fix");
                expected.add(code.name() + ".fixed.json");
            } else if (!OwnData.CODES.contains(code.name())) {
                assertEquals(Code.Repair.NONE, code.repair(), code.name() + " has a fix but no fixed file");
            }
        }
        assertEquals(String.join("\n", expected), String.join("\n", names()));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theBadFileRaisesTheCodeAndNothingElse(String code) throws Exception {
        assertEquals(Set.of(code), found(file(code, "bad"), code));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theNearMissDoesNot(String code) throws Exception {
        Set<String> found = found(file(code, "near"), code);
        assertTrue(!found.contains(code), () -> "found " + found);
        for (String name : found) {
            assertTrue(Codes.named(name).orElseThrow().severity() != Severity.ERROR, () -> "found " + found);
        }
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theFixIsAsExpectedCleanAndFinal(String code) throws Exception {
        Path expected = file(code, "fixed");
        if (!Files.exists(expected)) {
            return;
        }
        boolean unsafe = Codes.named(code).orElseThrow().repair() == Code.Repair.UNSAFE;
        byte[] fixed = fix(file(code, "bad"), unsafe, code);
        assertEquals(Files.readString(expected), new String(fixed, java.nio.charset.StandardCharsets.UTF_8));
        Path once = Files.write(folder.resolve("once.json"), fixed);
        assertTrue(!found(once, code).contains(code), () -> "still there");
        assertArrayEquals(fixed, fix(once, unsafe, code));
    }

    private static Set<String> found(Path file, String code) throws IOException {
        return validate(file).codes().stream()
                .map(Code::name)
                .filter(name -> name.equals(code) || !ALWAYS.contains(name))
                .collect(Collectors.toSet());
    }

    private static Findings validate(Path file) throws IOException {
        Findings findings = new Findings(c -> true, Set.of(), false);
        Validation.run(CocoInput.file(file), new ValidationOptions(1, null), findings);
        return findings;
    }

    private static byte[] fix(Path file, boolean unsafe, String code) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String format = code.equals("bbox-normalized") ? "xywh:normalized" : code.equals("bbox-xyxy") ? "xyxy" : null;
        Predicate<Code> wanted = c -> true;
        FixOptions options = new FixOptions(wanted, unsafe, format == null ? null : BoxFormat.parse(format));
        Fixing.run(CocoInput.file(file), options, validate(file), out, new FixLog(line -> {}));
        return out.toByteArray();
    }

    /** Writes the fixed files anew: {@code java ... GoldenCodesTest FOLDER CODE...}. Look at what it wrote. */
    public static void main(String[] args) throws IOException {
        for (String code : Arrays.asList(args).subList(1, args.length)) {
            Path bad = Path.of(args[0], code + ".bad.json");
            boolean unsafe = Codes.named(code).orElseThrow().repair() == Code.Repair.UNSAFE;
            Files.write(Path.of(args[0], code + ".fixed.json"), fix(bad, unsafe, code));
        }
    }
}
