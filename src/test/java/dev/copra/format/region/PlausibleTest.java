package dev.copra.format.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.format.Sample;
import dev.copra.format.labelme.LabelMeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlausibleTest {
    @TempDir
    Path folder;

    @Test
    void positionsAreFiniteAndSoAreTheirSums() {
        assertTrue(Plausible.isPosition(-1e9));
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e308, -1e308}) {
            assertFalse(Plausible.isPosition(value), Double.toString(value));
        }
    }

    /** Found by changing bytes at random: such a size could not be held by any mask. */
    @Test
    void aSizeThatNoImageHasIsToldAndTakenAsNotKnown() throws IOException {
        Files.writeString(
                folder.resolve("a.json"),
                "{\"shapes\": [{\"label\": \"a\", \"points\": [[0, 0], [4, 0], [4, 1e308]]},"
                        + " {\"label\": \"b\", \"points\": [[0, 0], [4, 0], [4, 4]]}],"
                        + " \"imagePath\": \"a.jpg\", \"imageHeight\": 2147483647, \"imageWidth\": 100}");
        Sample sample = Sample.read(new LabelMeFormat(), folder);
        assertEquals(List.of("a.jpg '' 0x0"), sample.images());
        assertEquals(1, sample.instances("a.jpg").size());
        assertEquals(2, sample.problems().size(), sample.problems().toString());
        assertTrue(
                sample.problems().get(0).startsWith("image-size "),
                sample.problems().get(0));
        assertTrue(
                sample.problems().get(1).startsWith("labelme-points "),
                sample.problems().get(1));
    }
}
