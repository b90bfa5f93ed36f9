package dev.copra.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.region.RleLines;
import dev.copra.testdata.Trickle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

    private static List<String> lines(InputStream in) throws IOException {
        LineReader reader = new LineReader(in);
        List<String> lines = new ArrayList<>();
        for (byte[] line = reader.next(); line != null; line = reader.next()) {
            lines.add(new String(line, StandardCharsets.UTF_8));
        }
        assertNull(reader.next());
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\n", "a\nb", "\n\na\n\n", "a\r\nb\r\n", "é\n🥥"})
    void linesAreThoseOfJava(String text) throws IOException {
        List<String> expected = new ArrayList<>(List.of(text.split("\n", -1)));
        if (expected.get(expected.size() - 1).isEmpty()) {
            expected.remove(expected.size() - 1);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(expected, lines(new ByteArrayInputStream(bytes)));
        assertEquals(expected, lines(new Trickle(bytes, 1, 2)));
    }

    @Test
    void linesOfAllLengths() throws IOException {
        Random random = new Random(1);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            expected.add("x".repeat(random.nextInt(1 << random.nextInt(18))));
        }
        byte[] bytes = (String.join("\n", expected) + "\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(expected, lines(new ByteArrayInputStream(bytes)));
        assertEquals(expected, lines(new Trickle(bytes, 1, 100_000)));
    }

    @Test
    void aLineThatIsTooLongIsCutAndRefused() throws IOException {
        byte[] bytes = new byte[LineReader.LONGEST + 1000];
        bytes[bytes.length - 5] = '\n';
        LineReader reader = new LineReader(new ByteArrayInputStream(bytes));
        byte[] cut = reader.next();
        assertEquals(LineReader.LONGEST + 1, cut.length);
        RleLines.Result result = new RleLines().answer(cut, 7, new RleLines().answer(RleLines.Operation.AREA, false));
        assertTrue(result.failed());
        assertEquals(
                "{\"error\":\"longer than 67108864 bytes at line 7 column 1\"}",
                new String(result.json(), StandardCharsets.UTF_8));
        assertTrue(reader.isReady());
        assertEquals(4, reader.next().length);
        assertFalse(reader.isReady());
    }
}
