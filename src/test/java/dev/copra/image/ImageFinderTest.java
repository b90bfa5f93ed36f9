package dev.copra.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule by which a record finds its file: what each name means, what is refused, and that nothing outside is used. */
class ImageFinderTest {
    @TempDir
    Path root;

    private Path folder;
    private ImageFinder finder;

    @BeforeEach
    void fill() throws IOException {
        folder = root.resolve("images");
        for (String name : new String[] {
            "plain.jpg",
            "a b.jpg",
            "100%.jpg",
            "x%20y.jpg",
            "c#d.jpg",
            "\u00e9t\u00e9.jpg",
            "\u732b.jpg",
            "UP.JPG",
            "sub/deep.jpg",
            "train/twin.jpg",
            "val/twin.jpg"
        }) {
            file(folder.resolve(name));
        }
        file(root.resolve("secret.jpg"));
        finder = new ImageFinder(folder);
    }

    private static void file(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.jpg",
                "./plain.jpg",
                "sub//deep.jpg",
                "sub/../plain.jpg",
                "100%.jpg",
                "x%20y.jpg",
                "c#d.jpg",
                "sub/deep.jpg"
            })
    void aNameThatIsRightIsNoGuess(String name) throws Exception {
        assertNull(finder.find(name, null).guess());
        assertNull(finder.find(name, "http://host/other.jpg").guess());
    }

    @ParameterizedTest
    @CsvSource({
        "sub\\deep.jpg, sub/deep.jpg, SEPARATORS",
        "e\u0301te\u0301.jpg, \u00e9t\u00e9.jpg, UNICODE",
        "a%20b.jpg, a b.jpg, PERCENT",
        "%E7%8C%AB.jpg, \u732b.jpg, PERCENT",
        "plain.jpg?token=a/b, plain.jpg, QUERY",
        "a%20b.jpg?x#y, a b.jpg, QUERY",
        "images/plain.jpg, plain.jpg, TAIL",
        "images\\sub\\deep.jpg, sub/deep.jpg, TAIL",
        "val2017/plain.jpg, plain.jpg, TAIL",
        "/data/upload/4/plain.jpg, plain.jpg, TAIL",
        "C:\\Users\\me\\plain.jpg, plain.jpg, TAIL",
        "s3://bucket/x/plain.jpg, plain.jpg, TAIL",
        "/data/local-files/?d=x/plain.jpg, plain.jpg, TAIL",
        "/data/local-files/?d=x%2Fplain.jpg, plain.jpg, TAIL",
        "../x/plain.jpg, plain.jpg, TAIL",
        "../pictures/plain.jpg, plain.jpg, TAIL",
        "deep.jpg, sub/deep.jpg, TAIL",
        "elsewhere/val/twin.jpg, val/twin.jpg, TAIL",
        "elsewhere/VAL/twin.jpg, val/twin.jpg, TAIL",
        "up.jpg, UP.JPG, CASE",
        "SUB/Deep.jpg, sub/deep.jpg, CASE",
    })
    void aNameIsReadAsItsExporterMeantIt(String name, String file, ImageGuess guess) throws Exception {
        ImageFinder.Found found = finder.find(name, null);
        assertEquals(file, finder.name(found.file()));
        // a system that ignores case or the form of Unicode finds those as they are written
        boolean same = found.guess() == null && (guess == ImageGuess.CASE || guess == ImageGuess.UNICODE);
        assertTrue(same || guess == found.guess(), String.valueOf(found.guess()));
    }

    @ParameterizedTest
    @CsvSource({
        "plain.png, image-missing",
        "plain, image-missing",
        "sub, image-missing",
        "., image-missing",
        "twin.jpg, image-ambiguous",
        "test/twin.jpg, image-ambiguous",
        "../secret.jpg, image-path",
        "sub/../../secret.jpg, image-path",
        "..\\secret.jpg, image-path",
        "%2e%2e/secret.jpg, image-missing",
        "../../../etc/hostname, image-path",
    })
    void otherNamesFindNothing(String name, String code) {
        assertEquals(
                code,
                assertThrows(ImageException.class, () -> finder.find(name, null))
                        .code());
    }

    @Test
    void theUrlServesWhereTheNameDoesNot() throws Exception {
        assertNull(finder.find(null, "http://host/val2017/plain.jpg").guess());
        assertEquals(
                ImageGuess.URL,
                finder.find("1.png", "http://host/val2017/plain.jpg").guess());
        assertEquals(
                "image-missing",
                assertThrows(ImageException.class, () -> finder.find("", null)).code());
    }

    @Test
    void aLinkMayNotLeadOutButTheFolderMayBeOne() throws Exception {
        Files.createSymbolicLink(folder.resolve("out.jpg"), root.resolve("secret.jpg"));
        Files.createSymbolicLink(folder.resolve("up"), root);
        Files.createSymbolicLink(folder.resolve("in.jpg"), folder.resolve("plain.jpg"));
        for (String name : new String[] {"out.jpg", "up/secret.jpg", "x/out.jpg"}) {
            assertEquals(
                    "image-path",
                    assertThrows(ImageException.class, () -> finder.find(name, null))
                            .code());
        }
        assertNull(finder.find("in.jpg", null).guess());
        Path link = Files.createSymbolicLink(root.resolve("link"), folder);
        assertEquals(
                "sub/deep.jpg",
                new ImageFinder(link)
                        .name(new ImageFinder(link).find("x/deep.jpg", null).file()));
    }

    /** Would each name look at all files of its last part, this were 10^10 steps. */
    @Test
    void manyFilesOfOneNameAreToldApartByTheirFolders() throws Exception {
        for (int i = 0; i < 3000; i++) {
            file(folder.resolve("scene" + i + "/rgb.jpg"));
        }
        for (int i = 0; i < 3000; i++) {
            String name = "scene" + i + "/rgb.jpg";
            assertEquals(
                    name, finder.name(finder.find("/mnt/data/" + name, null).file()));
        }
        assertEquals(
                "image-ambiguous",
                assertThrows(ImageException.class, () -> finder.find("rgb.jpg", null))
                        .code());
    }

    /** Where a folder cannot be listed, the first of the places that has a file is what the rule finds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.jpg",
                "./plain.jpg",
                "sub//deep.jpg",
                "sub/../plain.jpg",
                "../images/sub/deep.jpg",
                "/data/images/sub/deep.jpg",
                "C:\\data\\sub\\deep.jpg",
                "sub\\deep.jpg",
                "100%.jpg",
                "a%20b.jpg",
                "x%20y.jpg",
                "c#d.jpg",
                "plain.jpg?size=1#top",
                "e\u0301te\u0301.jpg",
                "%E7%8C%AB.jpg",
                "val/twin.jpg",
                "images/val/twin.jpg",
                "http://example.org/a/val/twin.jpg",
                "http://example.org/a%20b.jpg?size=1",
                "elsewhere/plain.jpg"
            })
    void placesAreThoseOfTheRule(String name) throws ImageException {
        Path first = ImageFinder.places("images", name).stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
        assertEquals(finder.find(name, null).file(), first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "/",
                "./",
                "a/..",
                "../../",
                "http://example.org/",
                "../../secret.jpg",
                "x/../../secret.jpg"
            })
    void noPlaceIsTheFolderOrOutside(String name) {
        for (String place : ImageFinder.places("images", name)) {
            Path file = folder.resolve(place).normalize();
            assertTrue(file.startsWith(folder) && !file.equals(folder), place);
        }
    }
}
