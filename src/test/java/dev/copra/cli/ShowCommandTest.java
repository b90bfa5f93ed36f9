package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
    private static final String SCENES = "testdata/scenes/instances.json";

    @TempDir
    Path folder;

    private byte[] show(int code, String name, String input, String... more) throws IOException {
        Path out = folder.resolve(name);
        String[] args = {"show", input, "--images", "testdata/scenes/images", "--image", "139", "-o", out.toString()};
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        Typed typed = copra(all);
        assertEquals(code, typed.code(), typed.err());
        return Files.readAllBytes(out);
    }

    @Test
    void theNameDecidesTheFormat() throws IOException {
        byte[] png = show(0, "a.png", SCENES);
        byte[] jpeg = show(0, "a.JPG", SCENES);
        assertEquals((byte) 'P', png[1]);
        assertEquals((byte) 0xFF, jpeg[0]);
        assertEquals(
                ImageIO.read(folder.resolve("a.png").toFile()).getHeight(),
                ImageIO.read(folder.resolve("a.JPG").toFile()).getHeight());
        assertEquals(
                2,
                copra("show", SCENES, "--images", "testdata/scenes/images", "-o", "a.gif")
                        .code());
        assertFalse(Files.exists(Path.of("a.gif")));
    }

    @Test
    void imagesThatAreNotThereAreNamed() throws IOException {
        Path out = folder.resolve("a.png");
        Typed typed = copra(
                "show", SCENES, "--images", "testdata/scenes/images", "--image", "139,nosuch", "-o", out.toString());
        assertEquals(1, typed.code());
        assertTrue(typed.err().contains("there is no image 'nosuch'"), typed.err());
        assertTrue(Files.exists(out));
    }

    /** Results show what the data set shows that they were made from. */
    @Test
    void resultsAreInputsToo() throws IOException {
        JsonMapper json = new JsonMapper();
        var annotations = json.readTree(Files.readAllBytes(Path.of(SCENES))).get("annotations");
        annotations.forEach(a -> ((ObjectNode) a).put("score", a.get("id").asInt() % 2 == 0 ? .9 : .1));
        String results = Files.write(folder.resolve("results.json"), json.writeValueAsBytes(annotations))
                .toString();
        // names have the scores behind them
        assertArrayEquals(
                show(0, "a.png", SCENES, "--no-labels"),
                show(0, "b.png", results, "--image-sizes", SCENES, "--no-labels"));
        assertFalse(Arrays.equals(show(0, "a.png", SCENES), show(0, "b.png", results, "--image-sizes", SCENES)));
        byte[] some = show(0, "e.png", results, "--image-sizes", SCENES, "--min-score", ".5");
        assertFalse(Arrays.equals(show(0, "a.png", SCENES), some));
        Typed without = copra("show", results, "--images", "testdata/scenes/images", "-o", "x.png");
        assertEquals(2, without.code());
        assertTrue(without.err().contains("--image-list"), without.err());
    }

    @Test
    void categoriesAreSelected() throws IOException {
        byte[] all = show(0, "a.png", SCENES);
        assertFalse(Arrays.equals(all, show(0, "b.png", SCENES, "--category", "orange")));
        for (String unknown : List.of("unicorn", "99999")) {
            assertEquals(
                    2,
                    copra("show", SCENES, "--images", "testdata/scenes/images", "--category", unknown, "-o", "x.png")
                            .code());
        }
    }
}
