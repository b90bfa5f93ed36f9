package dev.copra.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.image.ColorProfile;
import dev.copra.image.ImageException;
import dev.copra.image.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of a store that cannot be listed are found as those of a folder are, and nothing else is fetched. */
@Tag("spark")
final class ImageSourceTest {
    private static final Path PICTURE = Path.of("testdata/scenes/images/tiny.png");

    @TempDir
    Path folder;

    private final Configuration configuration = new Configuration(false);
    private Path images;

    @BeforeEach
    void fill() throws IOException {
        configuration.set("fs.copra-test.impl", TestStore.class.getName());
        configuration.set("fs.file.impl", org.apache.hadoop.fs.LocalFileSystem.class.getName());
        images = folder.resolve("die Bilder \u00e4");
        for (String name : List.of("a.png", "b c.png", "sub/\u00e9 #1.png", "[x]{y}*.png", "100%.png", "k=v, w.png")) {
            Files.createDirectories(images.resolve(name).getParent());
            Files.copy(PICTURE, images.resolve(name));
        }
    }

    private ImageSource source(Path scratch) throws IOException {
        return new ImageSource(TestStore.name(images), 1_000_000, ColorProfile.IGNORE, configuration, scratch);
    }

    private static byte[] record(String name) throws IOException {
        return new JsonMapper().writeValueAsBytes(Map.of("id", 1, "file_name", name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.png|",
                "./a.png|",
                "b c.png|",
                "b%20c.png|image-percent",
                "sub/\u00e9 #1.png|",
                "sub\\\u00e9 #1.png|image-separators",
                "sub/e\u0301 #1.png|image-unicode",
                "[x]{y}*.png|",
                "100%.png|",
                "k=v, w.png|",
                "a.png?v=1|image-query",
                "/mnt/die Bilder \u00e4/sub/\u00e9 #1.png|image-tail",
                "train:2017/a.png|image-tail",
                "http://example.org/b c.png|image-tail"
            })
    void findsWhatAFolderFinds(String name, String guess) throws IOException {
        source(folder.resolve("scratch")).use(List.of(record(name)), fetched -> {
            assertEquals(guess == null ? List.of() : List.of(guess), guesses(fetched, name));
            assertEquals(guesses(new ImageStore(images, 1_000_000), name), guesses(fetched, name));
        });
        assertFalse(Files.exists(folder.resolve("scratch")));
    }

    private static List<String> guesses(ImageStore store, String name) throws IOException {
        try (ImageStore.Picture picture = store.read(name)) {
            return picture.notes().stream().map(note -> note.code()).toList();
        } catch (ImageException e) {
            throw new IOException(e);
        }
    }

    /** The folder of an executor is called "." by Spark. */
    @Test
    void worksInAFolderThatIsRelative() throws IOException {
        Path scratch =
                Path.of(".", "target", "image-source-test", folder.getFileName().toString());
        source(scratch).use(List.of(record("a.png")), fetched -> assertTrue(fetched.has("a.png", null)));
        assertFalse(Files.exists(scratch));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "sub", "./", "../", "absent.png", "b", "a:b.png", "../../secret.png"})
    void fetchesNoFolderAndNothingOutside(String name) throws IOException {
        Files.copy(PICTURE, folder.resolve("secret.png"));
        Path scratch = folder.resolve("scratch");
        source(scratch).use(List.of(record(name)), fetched -> {
            assertFalse(fetched.has(name, null));
            try (Stream<Path> files = Files.list(scratch)) {
                assertEquals(List.of(), files.toList());
            }
        });
    }
}
