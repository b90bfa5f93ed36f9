package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copra cues}: arrays that NumPy reads, a row an annotation. */
final class CuesCommandTest {
    private static final Path SCENES = Path.of("testdata/scenes");
    private static final int SIDE = 144;
    private static final int MAP_SIDE = 96;
    private static final int MAPS = 16;
    private static final int BOX = 0;
    private static final int KNOWN = 14;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '(.*)', 'fortran_order': False, 'shape': \\((.*)\\), \\} *\n");

    @TempDir
    private Path directory;

    /** An array as its file states it. */
    private record Array(String type, String shape, ByteBuffer values) {
        static Array read(Path file) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals("\u0093NUMPY\u0001\u0000", new String(bytes.array(), 0, 8, StandardCharsets.ISO_8859_1));
            int length = bytes.getShort(8);
            assertEquals(0, (10 + length) % 64, "NumPy aligns the data");
            Matcher header = HEADER.matcher(new String(bytes.array(), 10, length, StandardCharsets.US_ASCII));
            assertTrue(header.matches());
            return new Array(
                    header.group(1),
                    header.group(2),
                    bytes.position(10 + length).slice().order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    @Test
    void everyMaskHasARow() throws IOException {
        Path truth = SCENES.resolve("instances.json");
        Typed done = Typed.copra(
                "cues", truth.toString(), "--images", SCENES.resolve("images").toString(), "-o", directory.toString());
        assertEquals(0, done.code(), done.err());
        List<JsonNode> expected = new ArrayList<>();
        for (JsonNode annotation : new JsonMapper().readTree(truth.toFile()).get("annotations")) {
            if (annotation.get("iscrowd").asInt() == 0) {
                expected.add(annotation);
            }
        }
        int n = expected.size();
        Array ids = Array.read(directory.resolve("ids.npy"));
        assertEquals("<i8", ids.type());
        assertEquals(n + ",", ids.shape());
        Array colours = Array.read(directory.resolve("colours.npy"));
        assertEquals("|u1", colours.type());
        assertEquals(n + ",3," + SIDE + "," + SIDE + ",", colours.shape());
        assertEquals(n * 3 * SIDE * SIDE, colours.values().remaining());
        Array maps = Array.read(directory.resolve("maps.npy"));
        assertEquals("|u1", maps.type());
        assertEquals(n + "," + MAPS + "," + MAP_SIDE + "," + MAP_SIDE + ",", maps.shape());
        assertEquals(n * MAPS * MAP_SIDE * MAP_SIDE, maps.values().remaining());
        Array masks = Array.read(directory.resolve("masks.npy"));
        assertEquals(n + "," + SIDE + "," + SIDE + ",", masks.shape());
        for (int row = 0; row < n; row++) {
            assertEquals(expected.get(row).get("id").asLong(), ids.values().getLong(8 * row));
            double mask = sum(masks, row, SIDE);
            // the maps' grid is coarser
            double box = sum(maps, row * MAPS + BOX, MAP_SIDE) * SIDE * SIDE / (MAP_SIDE * MAP_SIDE);
            assertEquals(0, sum(maps, row * MAPS + KNOWN, MAP_SIDE) + sum(maps, row * MAPS + KNOWN + 1, MAP_SIDE));
            JsonNode bounds = expected.get(row).get("bbox");
            double share = expected.get(row).get("area").asDouble()
                    / bounds.get(2).asDouble()
                    / bounds.get(3).asDouble();
            // less of a mask may lie inside of the crop than there is, and sampling blurs what is thin
            assertEquals(share, mask / box, .04, "annotation " + ids.values().getLong(8 * row));
        }
    }

    private static double sum(Array array, int map, int side) {
        double sum = 0;
        for (int i = 0; i < side * side; i++) {
            sum += array.values().get(map * side * side + i) & 0xff;
        }
        return sum;
    }

    @Test
    void knownMasksAreShownWhereTheyAreAskedFor() throws IOException {
        Path truth = SCENES.resolve("instances.json");
        Typed done = Typed.copra(
                "cues",
                truth.toString(),
                "--images",
                SCENES.resolve("images").toString(),
                "--known-masks",
                "-o",
                directory.toString());
        assertEquals(0, done.code(), done.err());
        Array ids = Array.read(directory.resolve("ids.npy"));
        Array maps = Array.read(directory.resolve("maps.npy"));
        int shown = 0;
        int rows = ids.values().remaining() / 8;
        for (int row = 0; row < rows; row++) {
            shown += sum(maps, row * MAPS + KNOWN, MAP_SIDE) + sum(maps, row * MAPS + KNOWN + 1, MAP_SIDE) > 0 ? 1 : 0;
        }
        assertTrue(shown > rows / 2, shown + " of " + rows + " have a neighbour in sight");
    }

    @Test
    void aMissingDirectoryOfImagesIsNamed() {
        Typed done = Typed.copra("cues", "testdata/scenes/instances.json", "--images", "nowhere", "-o", "cues");
        assertEquals(2, done.code());
        assertEquals("copra: --images nowhere: there is no such directory\n", done.err());
    }
}
