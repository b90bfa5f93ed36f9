package dev.copra.dataset.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/** Whether JSON values are equal, however they are written: numbers by value, objects whatever the order of their members. */
final class DiffValues {
    private static final Comparator<JsonNode> BY_VALUE = DiffValues::compare;

    private DiffValues() {}

    static boolean same(byte[] a, byte[] b) {
        if (Arrays.equals(a, b)) {
            return true;
        }
        try {
            return JsonValues.tree(a, 0, a.length).equals(BY_VALUE, JsonValues.tree(b, 0, b.length));
        } catch (IOException e) {
            // a number that is longer than Jackson reads
            return false;
        }
    }

    /** 0 if they are equal. */
    private static int compare(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber() && isFinite(a) && isFinite(b)) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    }

    private static boolean isFinite(JsonNode number) {
        return number.isIntegralNumber() || Double.isFinite(number.doubleValue());
    }
}
