package dev.copra.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What headers say, held against what decoding shows, for whole files and for those that are cut off anywhere. */
class ImageHeaderTest {
    private static final long SEED = 7;
    /** 4 x 3 pixels, lossless, and 16 x 9, lossy, as Pillow writes them. */
    private static final List<String> WEBP = List.of(
            "UklGRh4AAABXRUJQVlA4TBEAAAAvA4AAAAdQjyKXp/+BiOh/AAA=",
            "UklGRjQAAABXRUJQVlA4ICgAAABwAQCdASoQAAkAAsBMJaACdAFAAAD+7L2IwmknR/89M/9gf/JHwsAA");

    @TempDir
    Path folder;

    static List<Path> files() throws IOException {
        Path folder = Files.createTempDirectory("headers");
        Random random = new Random(SEED);
        for (String format : List.of("jpg", "png", "gif", "bmp", "tiff")) {
            for (int i = 0; i < 3; i++) {
                write(noise(random, 1 + random.nextInt(90), 1 + random.nextInt(70)), folder.resolve(i + "." + format));
            }
        }
        writeProgressive(noise(random, 83, 57), folder.resolve("progressive.jpg"));
        for (int i = 0; i < WEBP.size(); i++) {
            Files.write(folder.resolve(i + ".webp"), Base64.getDecoder().decode(WEBP.get(i)));
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static BufferedImage noise(Random random, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt(1 << 24));
        }
        return image;
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        String name = file.toString();
        assertTrue(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile()));
    }

    private static void writeProgressive(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ImageWriteParam progressive = writer.getDefaultWriteParam();
        progressive.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), progressive);
        } finally {
            writer.dispose();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theSizeIsTheDecodedOne(Path file) throws Exception {
        ImageHeader header = ImageHeader.read(file);
        var pixels = ImageDecoder.decode(file, 1 << 20);
        assertEquals(pixels.width, header.width());
        assertEquals(pixels.height, header.height());
        assertEquals(1, header.orientation());
        assertNull(header.cutOff());
    }

    /** Wherever it is cut: that is noticed, and never is another size told. GIF may end behind its first picture. */
    @ParameterizedTest
    @MethodSource("files")
    void whatIsCutOffIsNoticed(Path file) throws Exception {
        byte[] whole = Files.readAllBytes(file);
        ImageHeader header = ImageHeader.read(file);
        Random random = new Random(SEED);
        Path cut = folder.resolve("cut");
        for (int i = 0; i < 100; i++) {
            int length = 1 + (i < 50 ? i : random.nextInt(whole.length - 2));
            if (length > whole.length - 2) {
                continue;
            }
            Files.write(cut, Arrays.copyOf(whole, length));
            try {
                ImageHeader seen = ImageHeader.read(cut);
                assertNotNull(seen.cutOff(), () -> file + " cut to " + length + " bytes");
                assertTrue(seen.width() == 0 || seen.width() == header.width());
                assertTrue(seen.height() == 0 || seen.height() == header.height());
            } catch (ImageException e) {
                assertEquals("image-unreadable", e.code());
                assertTrue(length < 64, () -> file + " cut to " + length + " bytes: " + e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void damageIsNoAccident(Path file) throws Exception {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(SEED);
        Path damaged = folder.resolve("damaged");
        for (int i = 0; i < 100; i++) {
            byte[] bytes = whole.clone();
            for (int change = 0; change < 1 + i % 4; change++) {
                bytes[random.nextInt(i % 2 == 0 ? Math.min(64, bytes.length) : bytes.length)] = (byte) random.nextInt();
            }
            Files.write(damaged, bytes);
            try {
                ImageHeader.read(damaged);
            } catch (ImageException e) {
                assertEquals("image-unreadable", e.code());
            }
        }
    }

    @Test
    void somethingBehindAPictureDoesNotMatter() throws Exception {
        Path file = folder.resolve("a.jpg");
        write(noise(new Random(SEED), 40, 30), file);
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(Files.readAllBytes(file));
        longer.write(new byte[5000]);
        Files.write(file, longer.toByteArray());
        assertNull(ImageHeader.read(file).cutOff());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "\u00ff", "RIFF1234WAVE"})
    void whatIsNoImageIsNone(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("a.jpg"), text, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThrows(ImageException.class, () -> ImageHeader.read(file));
    }

    @Test
    void keysTellFilesApart() throws Exception {
        List<Path> files = files();
        assertEquals(
                files.size(),
                files.stream().map(ImageHeaderTest::key).distinct().count());
        byte[] bytes = Files.readAllBytes(files.get(0));
        Path copy = Files.write(folder.resolve("copy"), bytes);
        assertEquals(key(files.get(0)), key(copy));
        bytes[bytes.length - 3] ^= 1;
        Files.write(copy, bytes);
        assertNotEquals(key(files.get(0)), key(copy));
    }

    private static long key(Path file) {
        try {
            return ContentKey.of(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
