package dev.copra.coco;

import dev.copra.json.JsonNumbers;
import dev.copra.json.JsonValues;
import dev.copra.mask.RleString;

/** Tells a compressed RLE as nearly all files have it, {@code size} and {@code counts} alone, from its JSON text. */
final class PlainRle {
    private static final MemberName SIZE = MemberName.of("size");
    private static final MemberName COUNTS = MemberName.of("counts");

    private final byte[] json;
    private int p;
    private long height = -1;
    private long width = -1;
    private int countsFrom = -1;
    private int countsTo;

    private PlainRle(byte[] json, int from) {
        this.json = json;
        p = from;
    }

    /** Whether a value is such an RLE, and a mask. May say no to one that is written unusually. */
    static boolean is(byte[] json, int from, int to) {
        if (json[from] != '{') {
            return false;
        }
        PlainRle rle = new PlainRle(json, from + 1);
        return rle.readMember()
                && rle.readMember()
                && rle.p == to
                && rle.width >= 0
                && rle.countsFrom >= 0
                && rle.height * rle.width <= Integer.MAX_VALUE
                && RleString.isQuotedText(json, rle.countsFrom, rle.countsTo, (int) (rle.height * rle.width));
    }

    /** Reads a member and the comma or the brace behind it. */
    private boolean readMember() {
        p = JsonNumbers.skipSpace(json, p);
        if (json[p] != '"') {
            return false;
        }
        int nameFrom = p;
        p = JsonValues.endOfValue(json, p);
        int nameTo = p;
        p = JsonNumbers.skipSpace(json, JsonNumbers.skipSpace(json, p) + 1);
        boolean read = SIZE.is(json, nameFrom, nameTo) ? readSize() : COUNTS.is(json, nameFrom, nameTo) && readCounts();
        if (read) {
            p = JsonNumbers.skipSpace(json, p) + 1;
        }
        return read;
    }

    private boolean readSize() {
        if (json[p] != '[') {
            return false;
        }
        p++;
        height = readSide(',');
        width = height < 0 ? -1 : readSide(']');
        return width >= 0;
    }

    /** A number of up to nine digits and what stands behind it, or -1. */
    private long readSide(char end) {
        p = JsonNumbers.skipSpace(json, p);
        int from = p;
        long side = 0;
        while (json[p] >= '0' && json[p] <= '9') {
            side = 10 * side + json[p++] - '0';
        }
        boolean whole = p > from && p - from <= 9;
        p = JsonNumbers.skipSpace(json, p);
        return whole && json[p++] == end ? side : -1;
    }

    private boolean readCounts() {
        if (json[p] != '"') {
            return false;
        }
        countsFrom = p + 1;
        p = JsonValues.endOfValue(json, p);
        countsTo = p - 1;
        return true;
    }
}
