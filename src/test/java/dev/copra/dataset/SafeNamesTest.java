package dev.copra.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafeNamesTest {
    @ParameterizedTest
    @CsvSource({
        "a.jpg, a",
        "x/y.z/a.tar.gz, x/y.z/a.tar",
        "../../etc/passwd, etc/passwd",
        "/abs/a.jpg, abs/a",
        "C:\\data\\a.jpg, C_/data/a",
        "http://images.cocodataset.org/train2017/000000000009.jpg, train2017/000000000009",
        ".hidden, _hidden",
        "'', image",
        "'///', image",
        "..\\.., image",
        "a?b*c.png, a_b_c",
        "con.jpg, _con",
        "x/NUL, x/_NUL",
        "-rf, _rf",
        "'a. ', a"
    })
    void stems(String name, String stem) {
        assertEquals(stem, SafeNames.stem(name));
    }

    @Test
    void namesAreDifferentFiles() {
        SafeNames names = new SafeNames();
        List<String> wanted = List.of("cat", "Cat", "cat", "cat_2", "caf\u00e9", "cafe\u0301", "CAT_2");
        assertEquals(
                List.of("cat", "Cat_2", "cat_3", "cat_2_2", "caf\u00e9", "cafe\u0301_2", "CAT_2_3"),
                wanted.stream().map(names::unique).toList());
    }

    /** Whatever a name is made of, it stays in its folder, is no name that a system refuses, and no two are one file. */
    @ParameterizedTest
    @MethodSource("dev.copra.LawCases#seeds")
    void anyNameIsSafe(long seed) {
        Random random = new Random(seed);
        String letters = "aA./\\:*?\"<>|- \0\n\u0007\u00e9e\u0301\ud83e\udd65\ud800_0~$%";
        SafeNames names = new SafeNames();
        Set<String> files = new HashSet<>();
        for (int i = 0; i < 3000; i++) {
            StringBuilder name = new StringBuilder();
            for (int l = random.nextInt(random.nextInt(20) == 0 ? 400 : 8); l >= 0; l--) {
                name.append(letters.charAt(random.nextInt(letters.length())));
            }
            String stem = names.unique(SafeNames.stem(name.toString()));
            assertTrue(files.add(Normalizer.normalize(stem, Normalizer.Form.NFC).toLowerCase(Locale.ROOT)), stem);
            for (String part : stem.split("/", -1)) {
                assertTrue(part.matches("[^\\p{Cntrl}<>:\"\\\\|?*]+"), () -> name + " -> " + stem);
                assertFalse(part.startsWith(".") || part.startsWith("-") || part.equals(".."), stem);
                assertTrue(part.getBytes(StandardCharsets.UTF_8).length <= 140, stem);
            }
        }
    }
}
