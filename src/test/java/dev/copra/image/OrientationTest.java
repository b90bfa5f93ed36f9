package dev.copra.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
    /** Two rows, abc and def, as Pillow's ImageOps.exif_transpose shows them, row by row. */
    @ParameterizedTest
    @CsvSource({
        "5, adbecf",
        "6, daebfc",
        "7, fcebda",
        "8, cfbead",
    })
    void pixelsGoWhereExifPutsThem(int orientation, String shown) {
        Planar<GrayU8> stored = new Planar<>(GrayU8.class, 3, 2, 1);
        stored.bands[0].data = "abcdef".getBytes(StandardCharsets.US_ASCII);
        Planar<GrayU8> turned = Planes.turn(stored, orientation);
        assertEquals(2, turned.width);
        assertArrayEquals(shown.getBytes(StandardCharsets.US_ASCII), turned.bands[0].data);
    }

    /** The same stored pixels, a dark corner at (4, 4); turned where the record has the turned sides, as they are elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "1, 48, 64, ", "2, 48, 64, image-orientation", "3, 48, 64, image-orientation", "4, 48, 64, image-orientation",
        "5, 64, 48, image-turned", "6, 64, 48, image-turned", "7, 64, 48, image-turned", "8, 64, 48, image-turned",
        "6, 48, 64, ",
    })
    @EnabledIfEnvironmentVariable(named = "COPRA_SHARED", matches = ".+")
    void theRecordDecides(int orientation, int height, int width, String note) throws IOException, ImageException {
        Path folder = Path.of(System.getenv("COPRA_SHARED"), "faults", "exif-record", "images");
        ImageStore store = new ImageStore(folder, 1_000_000);
        ImageStore.Picture stored = store.read("o1.jpg", null, 48, 64);
        ImageStore.Picture picture = store.read("o" + orientation + ".jpg", null, height, width);
        Planar<GrayU8> expected = height == 64 ? Planes.turn(stored.rgb(), orientation) : stored.rgb();
        assertArrayEquals(expected.bands[0].data, picture.rgb().bands[0].data);
        assertEquals(
                note, picture.notes().isEmpty() ? null : picture.notes().get(0).code());
    }
}
