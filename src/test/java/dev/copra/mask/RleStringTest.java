package dev.copra.mask;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.LawCases;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RleStringTest {

    static LongStream seeds() {
        return LawCases.seeds();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            2, 3, "222",        "2 2 2"
            4, 6, "h0",         "24"
            4, 6, "0h0",        "0 24"
            1, 5, "000005",     "0 0 0 0 0 5"
            2, 5, "1110O5",     "1 1 1 1 0 6"
            """)
    void readsAndWrites(int height, int width, String text, String counts) {
        Rle mask = Rle.parse(height, width, text);
        StringBuilder found = new StringBuilder();
        for (int count : mask.counts()) {
            found.append(found.isEmpty() ? "" : " ").append(count);
        }
        assertEquals(counts, found.toString());
        assertEquals(text, mask.toCountsString());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            2, 3, "",              0, "runs end 6 pixels before the mask does"
            2, 3, "22",            2, "runs end 2 pixels before the mask does"
            2, 3, "2222",          3, "run of 4 where the mask has 0 pixels left"
            2, 3, "7",             0, "run of 7 where the mask has 6 pixels left"
            2, 3, "2 2",           1, "illegal character 0x20"
            2, 3, "22p",           2, "illegal character 0x70"
            2, 3, "2/2",           1, "illegal character 0x2f"
            2, 3, "2é2",           1, "illegal character 0xc3"
            2, 3, "22R",           3, "text ends within a run length"
            2, 3, "2N",            1, "negative run length -2"
            2, 3, "111M",          3, "negative run length -2"
            2, 3, "2ooooooo0",     1, "run length of more than 35 bits"
            2, 3, "oooooo?",       0, "run of 17179869183 where the mask has 6 pixels left"
            2, 3, "PPPPPPP0",      0, "run length of more than 35 bits"
            """)
    void malformedTextIsRefused(int height, int width, String text, long offset, String reason) {
        MalformedRleException e = assertThrows(MalformedRleException.class, () -> Rle.parse(height, width, text));
        assertEquals(offset, e.offset());
        assertEquals(reason + ": offset=" + offset, e.getMessage());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomBytesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        RandomMasks masks = new RandomMasks(random);
        for (int i = 0; i < LawCases.CASES_PER_SEED; i++) {
            int height = masks.side();
            int width = masks.side();
            byte[] text = masks.next(height, width).toCountsString().getBytes(StandardCharsets.US_ASCII);
            if (random.nextInt(4) == 0) {
                text = new byte[random.nextInt(20)];
                random.nextBytes(text);
            }
            for (int changes = random.nextInt(4); changes > 0 && text.length > 0; changes--) {
                int value = random.nextInt(8) == 0 ? random.nextInt(256) : 48 + random.nextInt(64);
                text[random.nextInt(text.length)] = (byte) value;
            }
            int from = random.nextInt(text.length + 1);
            int to = from + random.nextInt(text.length - from + 1);
            if (random.nextBoolean()) {
                from = 0;
                to = text.length;
            }
            assertQuotedTextIsDecoded(Arrays.copyOfRange(text, from, to), height * width);
            try {
                Rle mask = Rle.parse(height, width, text, from, to);
                assertEquals(mask, Rle.parse(height, width, mask.toCountsString()));
            } catch (MalformedRleException e) {
                assertTrue(e.offset() >= 0 && e.offset() <= to - from, e::getMessage);
            }
        }
    }

    /** What {@code isQuotedText} says of a text in JSON against what {@code decode} says of the text itself. */
    private static void assertQuotedTextIsDecoded(byte[] text, int pixels) {
        byte[] json = ('"' + new String(text, ISO_8859_1).replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .getBytes(ISO_8859_1);
        boolean decoded;
        try {
            RleString.decode(text, 0, text.length, pixels);
            decoded = true;
        } catch (MalformedRleException e) {
            decoded = false;
        }
        // numbers of more than 30 bits are left to decode
        if (!new String(text, ISO_8859_1).matches("(?s).*[P-o]{6}.*")) {
            assertEquals(decoded, RleString.isQuotedText(json, 1, json.length - 1, pixels));
        } else if (!decoded) {
            assertFalse(RleString.isQuotedText(json, 1, json.length - 1, pixels));
        }
    }

    private static String inJson(Rle mask) {
        byte[] json = new byte[2 * RleString.maxLength(mask)];
        return new String(json, 0, RleString.encodeInJson(mask, json, 0), ISO_8859_1);
    }

    /** A backslash stands for the low bits of a number: 12, and more that follow. */
    @Test
    void backslashesAreEscapedInJson() {
        int backslashes = 0;
        Random random = new Random(5);
        RandomMasks masks = new RandomMasks(random);
        for (int i = 0; i < 300; i++) {
            Rle mask = masks.next(20 + random.nextInt(200), 1 + random.nextInt(60));
            String text = mask.toCountsString();
            backslashes += text.contains("\\") ? 1 : 0;
            assertEquals(text.replace("\\", "\\\\"), inJson(mask));
        }
        assertTrue(backslashes > 20, backslashes + " texts with a backslash");
    }

    @ParameterizedTest
    @CsvSource({"46340, 46341", "1, 2147483647", "2147483647, 1"})
    void largestMasks(int height, int width) {
        int pixels = height * width;
        Rle full = Rle.full(height, width);
        Rle last = Rle.ofRectangle(height, width, width - 1, height - 1, width, height);
        Rle odd = new Rle(height, width, new int[] {1, 1, 0, pixels - 4, 1, 1});
        for (Rle mask : new Rle[] {full, last, odd, last.complement(), Rle.empty(height, width)}) {
            assertEquals(mask, Rle.parse(height, width, mask.toCountsString()));
            byte[] padded = new byte[RleString.maxLength(mask) + 3];
            int end = RleString.encode(mask, padded, 3);
            assertEquals(mask, Rle.parse(height, width, padded, 3, end));
            RleString.decode(padded, 3, end, pixels);
            assertEquals(mask.toCountsString().replace("\\", "\\\\"), inJson(mask));
        }
        assertArrayEquals(new int[] {pixels - 1, 1}, last.counts());
    }
}
