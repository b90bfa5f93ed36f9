package dev.copra.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageStoreTest {
    private static final int COLOUR = 0xc81e3c;
    /** 8 x 8 pixels of CMYK (0, 200, 200, 20), written by Pillow as Adobe does, inverted. */
    private static final String CMYK_JPEG =
            "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwL"
                    + "CgwJCgoK/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQEC"
                    + "AwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3"
                    + "eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBN"
                    + "AFkASwAAPwD9/K/Nuvzbr9rK/9k=";
    /** 4 x 3 pixels of (200, 30, 60). */
    private static final String WEBP = "UklGRh4AAABXRUJQVlA4TBEAAAAvA4AAAAdQjyKXp/+BiOh/AAA=";

    @TempDir
    Path directory;

    private ImageStore store;

    @BeforeEach
    void open() {
        store = new ImageStore(directory, 1000);
    }

    private static BufferedImage coloured(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, COLOUR);
            }
        }
        return image;
    }

    private Path write(BufferedImage image, String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        assertTrue(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile()));
        return file;
    }

    private static int pixel(Planar<GrayU8> rgb, int x, int y) {
        return rgb.bands[0].get(x, y) << 16 | rgb.bands[1].get(x, y) << 8 | rgb.bands[2].get(x, y);
    }

    private static String code(ImageStore store, String fileName, int height, int width) {
        return assertThrows(ImageException.class, () -> store.read(fileName, null, height, width))
                .code();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.bmp", "a.tiff", "train/a.png"})
    void losslessFormatsKeepTheirColours(String name) throws Exception {
        write(coloured(7, 5), name);
        ImageStore.Picture picture = store.read(name, null, 5, 7);
        assertEquals(COLOUR, pixel(picture.rgb(), 6, 4));
        assertEquals(List.of(), picture.notes());
    }

    @Test
    void jpegAndWebpAreRead() throws Exception {
        write(coloured(16, 16), "a.jpg");
        int colour = pixel(store.read("a.jpg", null, 16, 16).rgb(), 3, 3);
        assertEquals(0xc8, colour >> 16, 3);
        assertEquals(0x1e, colour >> 8 & 0xff, 3);
        Files.write(directory.resolve("a.webp"), Base64.getDecoder().decode(WEBP));
        assertEquals(COLOUR, pixel(store.read("a.webp", null, 3, 4).rgb(), 3, 2));
    }

    /** The JDK alone shows it pale: it takes the inks for colours. */
    @Test
    void cmykIsRed() throws Exception {
        Files.write(directory.resolve("cmyk.jpg"), Base64.getDecoder().decode(CMYK_JPEG));
        int colour = pixel(store.read("cmyk.jpg", null, 8, 8).rgb(), 4, 4);
        assertTrue(colour >> 16 > 190, Integer.toHexString(colour));
        assertTrue((colour >> 8 & 0xff) < 90 && (colour & 0xff) < 90, Integer.toHexString(colour));
    }

    @ParameterizedTest
    @CsvSource({"10, 84, 84", "11, 40000, 156", "11, 65535, 255"})
    void greyKeepsItsValues(int type, int sample, int expected) throws Exception {
        BufferedImage grey = new BufferedImage(4, 4, type);
        grey.getRaster().setSample(2, 1, 0, sample);
        write(grey, "grey.png");
        Planar<GrayU8> rgb = store.read("grey.png", null, 4, 4).rgb();
        assertEquals(expected << 16 | expected << 8 | expected, pixel(rgb, 2, 1));
    }

    @Test
    void transparencyIsDropped() throws Exception {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 1, 0x40 << 24 | COLOUR);
        write(image, "a.png");
        assertEquals(COLOUR, pixel(store.read("a.png", null, 2, 2).rgb(), 1, 1));
    }

    @Test
    void filesAreFoundByTheirLastPartByUrlAndInAnyCase() throws Exception {
        Path file = write(coloured(3, 3), "000001.PNG");
        Path nested = write(coloured(3, 3), "Train/b.png");
        assertEquals(file, store.read("images/000001.PNG", null, 3, 3).file());
        assertEquals(file, store.read("1.png", "http://host/000001.PNG", 3, 3).file());
        assertEquals(file, store.read(null, "http://host/000001.PNG", 3, 3).file());
        ImageStore.Picture picture = store.read("train\\B.png", null, 3, 3);
        assertEquals(nested, picture.file());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../b.png", "x/../../b.png", "/etc/b.png", "..\\b.png", "..", "b\0.png"})
    void aNameMustNotLeaveTheDirectory(String name) throws Exception {
        directory = Files.createDirectory(directory.resolve("images"));
        write(coloured(3, 3), "../b.png");
        store = new ImageStore(directory, 1000);
        assertEquals("image-path", code(store, name, 3, 3));
    }

    @Test
    void whatIsWrongHasACode() throws Exception {
        assertEquals("image-missing", code(store, "none.png", 3, 3));
        Files.writeString(directory.resolve("text.png"), "no image at all");
        assertEquals("image-unreadable", code(store, "text.png", 3, 3));
        byte[] half = Files.readAllBytes(write(coloured(20, 20), "half.png"));
        Files.write(directory.resolve("half.png"), Arrays.copyOf(half, 40));
        assertEquals("image-unreadable", code(store, "half.png", 20, 20));
        write(coloured(40, 30), "large.png");
        assertEquals("image-too-large", code(store, "large.png", 30, 40));
        write(coloured(6, 4), "size.png");
        assertEquals("image-size", code(store, "size.png", 6, 5));
    }

    /** What has a size in its header, is whole, and decodes to half a grey picture without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a.png", "a.bmp", "a.gif", "a.tiff"})
    void aFileThatIsCutOffIsNotDecoded(String name) throws Exception {
        Path file = write(coloured(30, 30), name);
        byte[] whole = Files.readAllBytes(file);
        store.read(name, null, 30, 30).close();
        Files.write(file, Arrays.copyOf(whole, whole.length * 3 / 4));
        ImageException cut = assertThrows(ImageException.class, () -> store.read(name, null, 30, 30));
        assertEquals("image-unreadable", cut.code());
        assertTrue(cut.getMessage().contains("cut off"), cut.getMessage());
        byte[] trailing = Arrays.copyOf(whole, whole.length + 100);
        Files.write(file, trailing);
        store.read(name, null, 30, 30).close();
    }

    /** A picture that does not fit costs itself alone; others wait for each other and all are read. */
    @Test
    void picturesShareTheHeap() throws Exception {
        write(coloured(100, 100), "small.png");
        write(coloured(300, 200), "large.png");
        ImageStore narrow = new ImageStore(directory, 1_000_000, new PictureHeap(300_000));
        assertEquals("image-memory", code(narrow, "large.png", 200, 300));
        List<Thread> threads = new ArrayList<>();
        AtomicInteger read = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    read.addAndGet(narrow.with("small.png", null, 100, 100, picture -> 1));
                } catch (IOException | ImageException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(8, read.get());
    }

    /** Where the whole does not fit, the needed part is decoded, pixel for pixel as in the whole. */
    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.bmp", "a.jpg", "a.tiff"})
    void aPartIsReadWhereTheWholeDoesNotFit(String name) throws Exception {
        BufferedImage image = coloured(320, 200);
        for (int i = 0; i < 200; i++) {
            image.setRGB(i, i, i << 16 | (255 - i));
        }
        write(image, name);
        ImageStore wide = new ImageStore(directory, 1_000_000);
        ImageStore narrow = new ImageStore(directory, 1_000_000, new PictureHeap(300_000));
        PicturePart part = new PicturePart(32, 64, 100, 70);
        byte[] expected = wide.with(name, null, 200, 320, part, picture -> {
            assertEquals(new PicturePart(0, 0, 320, 200), picture.part());
            return picture.rgb().subimage(32, 64, 132, 134, null).clone().bands[0].data;
        });
        byte[] read = narrow.with(name, null, 200, 320, part, picture -> {
            assertEquals(part, picture.part());
            assertEquals("image-part", picture.notes().get(0).code());
            return picture.rgb().bands[0].data;
        });
        assertArrayEquals(Arrays.copyOf(expected, 7000), read);
    }

    /** A preview of what does not fit has every so manyth pixel, and says so; its part is that of the whole picture. */
    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.bmp", "a.tiff"})
    void aPreviewOfWhatDoesNotFitIsSubsampled(String name) throws Exception {
        BufferedImage image = coloured(320, 200);
        for (int i = 0; i < 200; i++) {
            image.setRGB(i, i, i << 16 | (255 - i));
        }
        write(image, name);
        ImageStore previews = ImageStore.ofPreviews(directory, 1_000_000, new PictureHeap(300_000));
        int[] red = previews.with(name, null, 200, 320, picture -> {
            assertEquals(new PicturePart(0, 0, 320, 200), picture.part());
            assertEquals("image-sampled", picture.notes().get(0).code());
            assertEquals(320 / 3 + 1, picture.rgb().width);
            assertEquals(200 / 3 + 1, picture.rgb().height);
            return new int[] {
                picture.rgb().getBand(0).get(10, 10), picture.rgb().getBand(0).get(60, 60)
            };
        });
        assertArrayEquals(new int[] {30, 180}, red);
        int width =
                ImageStore.ofPreviews(directory, 1_000_000).with(name, null, 200, 320, picture -> picture.rgb().width);
        assertEquals(320, width, "what fits is read whole");
        ImageException other =
                assertThrows(ImageException.class, () -> previews.with(name, null, 320, 200, picture -> picture));
        assertEquals("image-size", other.code());
    }

    /** Where drawing itself takes more than was thought, a coarser preview may do. */
    @Test
    void aPreviewIsTriedCoarser() throws Exception {
        write(coloured(320, 200), "a.png");
        ImageStore previews = ImageStore.ofPreviews(directory, 1_000_000, new PictureHeap(1 << 22));
        int width = previews.with("a.png", null, 200, 320, picture -> {
            if (picture.rgb().width > 200) {
                throw new OutOfMemoryError("as it were");
            }
            return picture.rgb().width;
        });
        assertEquals(160, width);
    }

    /** Who runs out of memory beside others is tried again alone; who does so alone fails alone. */
    @Test
    void anImageIsTriedOnceMoreWithoutTheOthers() throws Exception {
        write(coloured(10, 10), "a.png");
        int[] tries = {0};
        int answer = store.<Integer>with("a.png", null, 10, 10, picture -> {
            if (tries[0]++ == 0) {
                throw new OutOfMemoryError("as it were");
            }
            return 7;
        });
        assertEquals(7, answer);
        ImageException alone = assertThrows(
                ImageException.class,
                () -> store.with("a.png", null, 10, 10, picture -> {
                    throw new OutOfMemoryError("as it were");
                }));
        assertEquals("image-memory", alone.code());
        store.with("a.png", null, 10, 10, picture -> 0);
    }

    @ParameterizedTest
    @CsvSource({
        "'....ftypavif....', AVIF",
        "'....ftypheic....', HEIF",
        "'P6 2 2 255 abcdefghijkl', PNM",
        "'<html><body>', a web page",
        "'version https://git-lfs.github.com/spec/v1', Git LFS",
        "'anything else', not JPEG"
    })
    void otherFormatsAreNamed(String content, String name) throws Exception {
        Files.writeString(directory.resolve("a.jpg"), content);
        ImageException unread = assertThrows(ImageException.class, () -> store.read("a.jpg"));
        assertEquals("image-unreadable", unread.code());
        assertTrue(unread.getMessage().contains(name), unread.getMessage());
    }

    /** Were it decoded, 100,000 x 100,000 pixels would not fit. */
    @Test
    void theSizeIsReadBeforeThePixels() throws Exception {
        byte[] png = Files.readAllBytes(write(coloured(4, 4), "a.png"));
        for (int at : new int[] {16, 20}) {
            png[at] = 0;
            png[at + 1] = 1;
            png[at + 2] = (byte) 0x86;
            png[at + 3] = (byte) 0xa0;
        }
        Files.write(directory.resolve("bomb.png"), png);
        assertEquals("image-too-large", code(store, "bomb.png", 100_000, 100_000));
    }

    @ParameterizedTest
    @CsvSource({"6, true", "8, true", "1, false", "3, false"})
    void exchangedSidesAreTurnedWhereExifSaysSo(int orientation, boolean turned) throws Exception {
        Path file = write(coloured(8, 4), "a.jpg");
        byte[] jpeg = Files.readAllBytes(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 34});
        out.write("Exif\0\0II*\0".getBytes(StandardCharsets.ISO_8859_1));
        out.write(new byte[] {8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte) orientation, 0, 0, 0, 0, 0, 0, 0});
        out.write(jpeg, 2, jpeg.length - 2);
        Files.write(file, out.toByteArray());
        assertEquals(orientation, ImageHeader.read(file).orientation());
        if (turned) {
            assertEquals(8, store.read("a.jpg", null, 8, 4).rgb().height);
        } else {
            assertEquals("image-size", code(store, "a.jpg", 8, 4));
        }
        assertEquals(4, store.read("a.jpg", null, 4, 8).rgb().height);
    }

    @ParameterizedTest
    @CsvSource({
        "ffffff, 100, 0, 0",
        "000000, 0, 0, 0",
        "ff0000, 53.24, 80.09, 67.20",
        "00ff00, 87.73, -86.18, 83.18",
        "0000ff, 32.30, 79.19, -107.86",
        "777777, 50.03, 0, 0"
    })
    void labIsTheStandards(String rgb, double l, double a, double b) throws Exception {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
        image.setRGB(0, 0, Integer.parseInt(rgb, 16));
        write(image, "a.png");
        var lab = store.read("a.png", null, 1, 1).lab();
        assertEquals(l, lab.bands[0].get(0, 0), .02);
        assertEquals(a, lab.bands[1].get(0, 0), .02);
        assertEquals(b, lab.bands[2].get(0, 0), .02);
    }
}
