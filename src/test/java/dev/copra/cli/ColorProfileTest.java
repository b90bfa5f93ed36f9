package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture with a profile that exchanges red and green, as Pillow has it with and without. */
class ColorProfileTest {
    private static final String NAME = "ycc_swap_s0.jpg";
    private static final int WIDTH = 26;
    private static final int HEIGHT = 18;

    @TempDir
    Path folder;

    private byte[] stored;
    private byte[] applied;

    @BeforeEach
    void unpack() throws IOException {
        try (ZipFile zip =
                new ZipFile(Path.of("testdata", "golden", "pictures.zip").toFile())) {
            Files.createDirectories(folder.resolve("images"));
            Files.write(folder.resolve("images/" + NAME), bytes(zip, NAME));
            stored = bytes(zip, NAME + ".rgb");
            applied = bytes(zip, NAME + ".srgb");
        }
        Files.writeString(
                folder.resolve("in.json"),
                "{\"images\": [{\"id\": 1, \"file_name\": \"" + NAME + "\", \"width\": 26, \"height\": 18}],"
                        + " \"categories\": [{\"id\": 1, \"name\": \"cat\"}],"
                        + " \"annotations\": [{\"id\": 1, \"image_id\": 1, \"category_id\": 1, \"bbox\": [0, 0, 26, 18]}]}");
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return zip.getInputStream(entry).readAllBytes();
    }

    private Typed run(String command, String... options) {
        List<String> line = new ArrayList<>(List.of(
                command,
                folder.resolve("in.json").toString(),
                "--images",
                folder.resolve("images").toString()));
        line.addAll(List.of(options));
        return copra(line.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "tile, , --size=26x18",
        "tile, apply, --size=26x18",
        "crop, , --flat",
        "crop, apply, --flat",
        "crop, ignore, --flat"
    })
    void writtenPicturesAreStoredOrConverted(String command, String action, String option) throws IOException {
        Path out = folder.resolve("out");
        List<String> options = new ArrayList<>(List.of(option, "-o", out.toString()));
        if (action != null) {
            options.add("--color-profile=" + action);
        }
        Typed typed = run(command, options.toArray(String[]::new));
        assertEquals(0, typed.code(), typed.err());
        try (var files = Files.walk(out)) {
            Path picture = files.filter(file -> file.toString().endsWith(".png"))
                    .findFirst()
                    .orElseThrow();
            byte[] expected = "apply".equals(action) ? applied : stored;
            assertTrue(difference(expected, ImageIO.read(picture.toFile())) <= 2);
        }
    }

    private static int difference(byte[] expected, BufferedImage picture) {
        assertEquals(WIDTH, picture.getWidth());
        assertEquals(HEIGHT, picture.getHeight());
        int largest = 0;
        for (int i = 0; i < expected.length; i++) {
            int rgb = picture.getRGB(i / 3 % WIDTH, i / 3 / WIDTH);
            int value = rgb >> 16 - 8 * (i % 3) & 0xff;
            largest = Math.max(largest, Math.abs(value - (expected[i] & 0xff)));
        }
        return largest;
    }

    @Test
    void maskAndShowLookAtOtherPixels() throws IOException {
        Typed ignored = run("mask", "--strategy", "level-set", "--scores");
        Typed applied = run("mask", "--strategy", "level-set", "--scores", "--color-profile", "apply");
        assertEquals(0, applied.code(), applied.err());
        assertTrue(!ignored.out().equals(applied.out()), ignored.out());
        String picture = folder.resolve("a.png").toString();
        assertEquals(0, run("show", "-o", picture).code());
        byte[] before = Files.readAllBytes(Path.of(picture));
        assertEquals(0, run("show", "-o", picture, "--color-profile", "apply").code());
        assertTrue(!Arrays.equals(before, Files.readAllBytes(Path.of(picture))));
    }

    /** What was made of pixels as they are stored does not end up beside what was made of converted ones. */
    @Test
    void aRunIsResumedWithTheSameActionAlone() throws IOException {
        Path second = folder.resolve("images/second.png");
        Files.writeString(
                folder.resolve("in.json"),
                Files.readString(folder.resolve("in.json"))
                        .replace(
                                "\"height\": 18}]",
                                "\"height\": 18}, {\"id\": 2, \"file_name\": \"second.png\","
                                        + " \"width\": 26, \"height\": 18}]")
                        .replace(
                                "26, 18]}]",
                                "26, 18]}, {\"id\": 2, \"image_id\": 2, \"category_id\": 1,"
                                        + " \"bbox\": [0, 0, 26, 18]}]"));
        Path out = folder.resolve("out.json");
        Path journal = folder.resolve("out.json.journal");
        String[] options = {"--strategy", "level-set", "--scores", "--threads", "1", "-o", out.toString(), "--resume"};
        assertEquals(1, run("mask", with(options, "--fail-fast")).code(), "the second image is missing");
        byte[] kept = Files.readAllBytes(journal);
        Files.copy(folder.resolve("images/" + NAME), second);
        Typed refused = run("mask", with(options, "--color-profile=apply"));
        assertEquals(2, refused.code(), refused.err());
        assertTrue(refused.err().contains(journal.toString()), refused.err());
        assertArrayEquals(kept, Files.readAllBytes(journal), "what was done is kept");
        assertTrue(Files.notExists(out));
        assertEquals(0, run("mask", options).code());
        byte[] resumed = Files.readAllBytes(out);
        assertEquals(0, run("mask", options).code());
        assertArrayEquals(Files.readAllBytes(out), resumed);
    }

    private static String[] with(String[] options, String more) {
        String[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = more;
        return all;
    }

    /** It is of no use to strategies that look at no image. */
    @Test
    void itIsRefusedWhereNothingIsRead() {
        Typed typed = run("mask", "--strategy", "fill", "--color-profile", "apply");
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("--color-profile"), typed.err());
    }
}
