package dev.copra.coco;

import dev.copra.json.BracketSkipper;
import dev.copra.json.JsonNumbers;

/** Tells polygons as nearly all files have them, a list of lists of numbers, from their JSON text, and reads no number. */
final class PlainPolygons {
    private PlainPolygons() {}

    /** Whether a value, which is known to be JSON, is such a list. May say no to one that is written unusually. */
    static boolean are(byte[] json, int from, int to) {
        if (json[from] != '[') {
            return false;
        }
        int p = JsonNumbers.skipSpace(json, from + 1);
        while (json[p] == '[') {
            int end = endOfRing(json, p, to);
            if (end < 0) {
                return false;
            }
            p = JsonNumbers.skipSpace(json, end);
            if (json[p] == ']') {
                return true;
            }
            p = JsonNumbers.skipSpace(json, p + 1);
        }
        return false;
    }

    /** Index behind a ring, or -1 if it has other values than plain numbers, or so few that it may be a point of another ring. */
    private static int endOfRing(byte[] json, int from, int to) {
        int p = from + 1;
        for (int commas = 0; commas < 2; p++) {
            if (json[p] == ',') {
                commas++;
            } else if (BracketSkipper.isSpecial(json[p])) {
                return -1;
            }
        }
        p = BracketSkipper.nextSpecial(json, p, to);
        return json[p] == ']' ? p + 1 : -1;
    }
}
