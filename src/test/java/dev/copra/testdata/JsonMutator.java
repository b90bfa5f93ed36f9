package dev.copra.testdata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Damages JSON a little: mostly such that a sloppy reader would not notice. */
public final class JsonMutator {
    private static final String[] TOKENS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        " ",
        "\n",
        "\r",
        "\t",
        "\f",
        "\u00a0",
        "\ufeff",
        "\0",
        "0",
        "-",
        "+",
        ".",
        "e",
        "E5",
        "00",
        "01",
        "-0",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "0x1",
        "1_0",
        "true",
        "false",
        "null",
        "True",
        "nul",
        "NaN",
        "Infinity",
        "-Infinity",
        "-NaN",
        "+Infinity",
        "Inf",
        "nan",
        "\\u0041",
        "\\u00",
        "\\u12g4",
        "\\x41",
        "\\'",
        "\\ud800",
        "'",
        "/**/",
        "//",
        "#",
        "[]",
        "{}",
        "[,]",
        "{,}",
        "\"a\":1",
        "\"id\":",
        ",,",
        "é",
        "🥥"
    };
    private static final byte[][] BAD_UTF8 = {
        {(byte) 0x80},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xC1, (byte) 0xBF},
        {(byte) 0xE0, (byte) 0x9F, (byte) 0x80},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xF0, (byte) 0x8F, (byte) 0x80, (byte) 0x80},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xF5},
        {(byte) 0xFF},
        {(byte) 0xFE},
        {(byte) 0xE2, (byte) 0x82},
        {(byte) 0xF4, (byte) 0x8F, (byte) 0xBF, (byte) 0xBF},
        {(byte) 0xED, (byte) 0x9F, (byte) 0xBF},
        {0x7F},
        {0x1F}
    };

    private final Random random;

    public JsonMutator(Random random) {
        this.random = random;
    }

    public byte[] mutate(byte[] json) {
        byte[] bytes = json;
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + (random.nextInt(3) == 0 ? random.nextInt(8) : 0));
            bytes = switch (random.nextInt(8)) {
                case 0 ->
                    splice(bytes, from, Math.min(from + 1, bytes.length), new byte[] {(byte) random.nextInt(256)});
                case 1 -> splice(bytes, from, from, BAD_UTF8[random.nextInt(BAD_UTF8.length)]);
                case 2 -> splice(bytes, from, Math.min(from + 1 + random.nextInt(4), bytes.length), new byte[0]);
                case 3 -> splice(bytes, from, bytes.length, new byte[0]);
                default ->
                    splice(bytes, from, to, TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8));
            };
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.write(middle, 0, middle.length);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
