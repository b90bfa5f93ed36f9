package dev.copra.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of odd colours, and what Pillow makes of them without their profiles, and with. */
class StoredPixelsTest {
    private static final Path PICTURES = Path.of("testdata", "golden", "pictures.zip");

    /** By so much two versions of Little CMS differ. */
    private static final int ENGINES_DIFFER = 2;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> pixelsAreThoseOfPillow() throws IOException {
        return each((name, file, zip) -> {
            byte[] expected = bytes(zip, name + ".rgb");
            assertArrayEquals(expected, interleaved(ImageDecoder.decode(file, 10_000)));
        });
    }

    @TestFactory
    Stream<DynamicTest> profilesAreAppliedAsByPillow() throws IOException {
        return each((name, file, zip) -> {
            List<String> notes = new ArrayList<>();
            byte[] applied = interleaved(ImageDecoder.decode(file, 10_000, null, 1, ColorProfile.APPLY, notes::add));
            assertNear(bytes(zip, name + ".srgb"), applied);
            boolean other = name.startsWith("grey_swap")
                    || name.startsWith("la_swap")
                    || name.startsWith("cmyk_swap")
                    || name.equals("cmyk_adobe2_icc.jpg");
            boolean damaged = name.contains("broken") || name.contains("short") || name.contains("badiccp");
            assertEquals(other || damaged ? 1 : 0, notes.size(), notes.toString());
        });
    }

    @TestFactory
    Stream<DynamicTest> aPartIsThatOfTheWhole() throws IOException {
        return each((name, file, zip) -> assertWithin(file, new PicturePart(5, 4, 15, 9), 1));
    }

    @TestFactory
    Stream<DynamicTest> everyThirdPixelIsThatOfTheWhole() throws IOException {
        return each((name, file, zip) -> {
            // of 16 bits TwelveMonkeys' reader of TIFF takes other pixels
            if (!name.equals("rgb16.tif")) {
                assertWithin(file, null, 3);
            }
        });
    }

    /** Inks and profiles are converted there as well. */
    private static void assertWithin(Path file, PicturePart part, int step) throws ImageException {
        int left = part == null ? 0 : part.left();
        int top = part == null ? 0 : part.top();
        for (ColorProfile profile : ColorProfile.values()) {
            Planar<GrayU8> whole = ImageDecoder.decode(file, 10_000, null, 1, profile, note -> {});
            Planar<GrayU8> some = ImageDecoder.decode(file, 10_000, part, step, profile, note -> {});
            assertEquals(part == null ? 9 * 6 : part.pixels(), some.width * some.height);
            for (int band = 0; band < 3; band++) {
                for (int y = 0; y < some.height; y++) {
                    for (int x = 0; x < some.width; x++) {
                        assertEquals(
                                whole.getBand(band).get(left + step * x, top + step * y),
                                some.getBand(band).get(x, y));
                    }
                }
            }
        }
    }

    @Test
    void theStoreTellsWhichProfileItCannotApply() throws IOException, ImageException {
        try (ZipFile zip = new ZipFile(PICTURES.toFile())) {
            Files.write(folder.resolve("a.jpg"), bytes(zip, "ycc_broken_s0.jpg"));
        }
        ImageStore store = new ImageStore(folder, 10_000);
        try (ImageStore.Picture ignored = store.read("a.jpg");
                ImageStore.Picture applied = store.with(ColorProfile.APPLY).read("a.jpg")) {
            assertEquals(List.of(), ignored.notes());
            assertEquals("image-profile", applied.notes().get(0).code());
            assertArrayEquals(interleaved(ignored.rgb()), interleaved(applied.rgb()));
        }
    }

    private interface Check {
        void on(String name, Path file, ZipFile zip) throws IOException, ImageException;
    }

    private Stream<DynamicTest> each(Check check) throws IOException {
        List<String> names;
        try (ZipFile zip = new ZipFile(PICTURES.toFile())) {
            names = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> !name.endsWith("rgb"))
                    .toList();
        }
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    try (ZipFile zip = new ZipFile(PICTURES.toFile())) {
                        Path file = folder.resolve(name);
                        Files.write(file, bytes(zip, name));
                        check.on(name, file, zip);
                    }
                }));
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }

    private static byte[] interleaved(Planar<GrayU8> rgb) {
        byte[] bytes = new byte[rgb.width * rgb.height * 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = rgb.bands[i % 3].data[i / 3];
        }
        return bytes;
    }

    private static void assertNear(byte[] expected, byte[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            int difference = Math.abs((expected[i] & 0xff) - (actual[i] & 0xff));
            assertTrue(difference <= ENGINES_DIFFER, "byte " + i + " differs by " + difference);
        }
    }
}
