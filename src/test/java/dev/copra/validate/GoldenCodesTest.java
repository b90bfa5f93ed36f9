package dev.copra.validate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.copra.coco.region.BoxFormat;
import dev.copra.io.Input;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Severity;
import dev.copra.validate.fix.FixLog;
import dev.copra.validate.fix.FixOptions;
import dev.copra.validate.fix.Fixing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every code a file that raises it and nothing else, {@code CODE.bad.json}; a near miss that does not, {@code
 * CODE.near.json}; and what {@code copra fix} makes of the bad one, {@code CODE.fixed.json}, where it can. The folder says
 * what is given besides the file: {@code images} the folder of {@link Pictures}, {@code against} another file, {@code
 * CODE.other.json}, {@code against-images} both, {@code for} the consumer that the code's name starts with.
 */
final class GoldenCodesTest {
    /** So small a file has few annotations of everything. */
    private static final Set<String> ALWAYS = Set.of("category-few", "segmentation-none", "document-unchecked");

    @TempDir
    private static Path pictures;

    @TempDir
    private Path folder;

    /** A code's files. @param folder below the data, or an empty text */
    record Golden(String folder, String code) {
        Path file(String kind) {
            return data().resolve(folder).resolve(code + "." + kind + ".json");
        }

        boolean hasImages() {
            return folder.endsWith("images");
        }

        List<String> consumers() {
            return folder.equals("for") ? List.of(code.substring(0, code.indexOf('-'))) : List.of();
        }

        Code of() {
            return Codes.named(code).orElseThrow();
        }

        @Override
        public String toString() {
            return folder.isEmpty() ? code : folder + "/" + code;
        }
    }

    @BeforeAll
    static void draw() throws IOException {
        Pictures.write(pictures);
    }

    private static Path data() {
        try {
            return Path.of(GoldenCodesTest.class.getResource("/validate").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(data())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> data().relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** Where case makes no difference to the file system, a name in other case is not missing. */
    private static void assumeThatCaseMatters(Golden golden) {
        assumeFalse(golden.code().equals("image-file-missing") && Files.exists(pictures.resolve("PLAIN.PNG")));
    }

    static List<Golden> codes() throws IOException {
        return names().stream()
                .filter(name -> name.endsWith(".bad.json"))
                .map(name -> new Golden(
                        name.substring(0, Math.max(0, name.lastIndexOf('/'))),
                        name.substring(name.lastIndexOf('/') + 1).replace(".bad.json", "")))
                .toList();
    }

    @Test
    void everyCodeHasItsFilesAndEveryFileItsCode() throws Exception {
        Set<String> expected = new TreeSet<>();
        Set<String> codes = new TreeSet<>();
        Set<String> fixed = new TreeSet<>();
        for (Golden golden : codes()) {
            codes.add(golden.code());
            expected.add(golden + ".bad.json");
            expected.add(golden + ".near.json");
            if (golden.folder().startsWith("against")) {
                expected.add(golden + ".other.json");
            }
            if (Files.exists(golden.file("fixed"))) {
                fixed.add(golden.code());
                expected.add(golden + ".fixed.json");
            }
        }
        assertEquals(String.join("\n", expected), String.join("\n", names()));
        assertEquals(
                Codes.ALL.stream().map(Code::name).collect(Collectors.toCollection(TreeSet::new)),
                codes,
                "codes with files");
        assertEquals(
                Codes.ALL.stream()
                        .filter(code -> code.repair() != Code.Repair.NONE)
                        .map(Code::name)
                        .collect(Collectors.toCollection(TreeSet::new)),
                fixed,
                "codes with a fix");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theBadFileRaisesTheCodeAndNothingElse(Golden golden) throws Exception {
        assumeThatCaseMatters(golden);
        assertEquals(Set.of(golden.code()), found(golden.file("bad"), golden));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theNearMissDoesNot(Golden golden) throws Exception {
        Set<String> found = found(golden.file("near"), golden);
        assertTrue(!found.contains(golden.code()), () -> "found " + found);
        for (String name : found) {
            assertTrue(Codes.named(name).orElseThrow().severity() != Severity.ERROR, () -> "found " + found);
        }
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theFixIsAsExpectedCleanAndFinal(Golden golden) throws Exception {
        Path expected = golden.file("fixed");
        if (!Files.exists(expected)) {
            return;
        }
        assumeThatCaseMatters(golden);
        byte[] fixed = fix(golden.file("bad"), golden, pictures);
        assertEquals(Files.readString(expected), new String(fixed, StandardCharsets.UTF_8));
        Path once = Files.write(folder.resolve("once.json"), fixed);
        assertTrue(!found(once, golden).contains(golden.code()), () -> "still there");
        assertArrayEquals(fixed, fix(once, golden, pictures));
    }

    private static Set<String> found(Path file, Golden golden) throws IOException {
        return validate(file, golden, pictures).codes().stream()
                .map(Code::name)
                .filter(name -> name.equals(golden.code()) || !ALWAYS.contains(name))
                // what is wrong in general is not what the consumers' files are about
                .filter(name -> !golden.folder().equals("for")
                        || name.startsWith(golden.consumers().get(0)))
                .collect(Collectors.toSet());
    }

    private static Findings validate(Path file, Golden golden, Path pictures) throws IOException {
        Findings findings = new Findings(c -> true, Set.of(), false);
        Path images = golden.hasImages() ? pictures : null;
        Input against = golden.folder().startsWith("against") ? Input.file(golden.file("other")) : null;
        Validation.run(
                Input.file(file),
                new ValidationOptions(1, null, images, images, against, images, golden.consumers(), false),
                findings);
        return findings;
    }

    private static byte[] fix(Path file, Golden golden, Path pictures) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String format = switch (golden.code()) {
            case "bbox-normalized" -> "xywh:normalized";
            case "bbox-xyxy" -> "xyxy";
            default -> null;
        };
        Predicate<Code> wanted = c -> true;
        FixOptions options = new FixOptions(
                wanted,
                golden.of().repair() == Code.Repair.UNSAFE || golden.of().repair() == Code.Repair.ASSUMED,
                format == null ? null : BoxFormat.parse(format),
                golden.hasImages() ? pictures : null);
        Fixing.run(Input.file(file), options, validate(file, golden, pictures), out, new FixLog(line -> {}));
        return out.toByteArray();
    }

    /** Writes fixed files anew: {@code java ... GoldenCodesTest DATA FOLDER/CODE...}. Look at what it wrote. */
    public static void main(String[] args) throws IOException {
        Path drawn = Pictures.write(Files.createTempDirectory("pictures"));
        for (Golden golden : codes()) {
            if (Arrays.asList(args).indexOf(golden.toString()) > 0) {
                Files.write(Path.of(args[0], golden + ".fixed.json"), fix(golden.file("bad"), golden, drawn));
            }
        }
    }
}
