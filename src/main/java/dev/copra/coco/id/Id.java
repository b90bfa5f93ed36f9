package dev.copra.coco.id;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.copra.json.JsonValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * An id: a JSON number, a string or a boolean. Two ids are equal where Python's are: 1, 1.0 and true are one id, "1" is another,
 * and whole numbers are exact however long they are. What an id was read from is kept for writing it.
 */
public final class Id {
    /** Numbers by value, then strings by code point, which is how {@code numpy.unique} sorts each of them. */
    public static final Comparator<Id> ORDER = new Order();

    /** Of a record that has no id. */
    public static final Id NONE = new Id(Type.NONE, 0, null, null);

    /** Numbers of more digits than this are no ids; Python refuses to read longer ones. */
    private static final int MOST_DIGITS = 4300;

    private enum Type {
        NONE,
        /** A whole number that fits into a long. */
        LONG,
        /** Any other number: as a text that equal numbers share. */
        NUMBER,
        STRING
    }

    private final Type type;
    private final long number;
    private final String text;
    /** How the file writes it, where that is not how its value is written. */
    private final String spelling;

    private Id(Type type, long number, String text, String spelling) {
        this.type = type;
        this.number = number;
        this.text = text;
        this.spelling = spelling;
    }

    /** A whole number as an id. */
    public static Id of(long number) {
        return new Id(Type.LONG, number, null, null);
    }

    /** A string as an id. */
    public static Id of(String text) {
        return new Id(Type.STRING, 0, text, null);
    }

    /**
     * Reads an id from JSON.
     *
     * @return {@link #NONE} for null
     * @throws NumberFormatException if the value is a list, an object or not finite
     */
    public static Id parse(byte[] json, int from, int to) {
        switch (json[from]) {
            case '"':
                return of(JsonValues.string(json, from, to));
            case 'n':
                return NONE;
            case 't':
                return new Id(Type.LONG, 1, null, "true");
            case 'f':
                return new Id(Type.LONG, 0, null, "false");
            default:
                return shortNumber(json, from, to);
        }
    }

    /** Most ids are whole numbers of few digits, which are read in one go. */
    private static Id shortNumber(byte[] json, int from, int to) {
        long number = 0;
        int p = from;
        while (p < to && json[p] >= '0' && json[p] <= '9') {
            number = 10 * number + json[p++] - '0';
        }
        return p == to && to - from <= 18
                ? of(number)
                : ofNumber(new String(json, from, to - from, StandardCharsets.US_ASCII));
    }

    /** A number as Python has it: with a point or an exponent it is a double, otherwise it is exact. */
    private static Id ofNumber(String spelling) {
        char first = spelling.charAt(spelling.startsWith("-") ? 1 : 0);
        if (first < '0' || first > '9' || spelling.length() > MOST_DIGITS) {
            throw new NumberFormatException(spelling);
        }
        boolean whole = spelling.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9');
        BigInteger value;
        if (whole) {
            value = new BigInteger(spelling);
        } else {
            double number = Double.parseDouble(spelling);
            if (Double.isInfinite(number)) {
                throw new NumberFormatException(spelling);
            }
            if (number != Math.rint(number)) {
                return new Id(Type.NUMBER, 0, Double.toString(number), spelling);
            }
            value = new BigDecimal(number).toBigInteger();
        }
        return value.bitLength() < Long.SIZE
                ? new Id(Type.LONG, value.longValue(), null, spelling)
                : new Id(Type.NUMBER, 0, value.toString(), spelling);
    }

    /** Whether there is an id at all. */
    public boolean present() {
        return type != Type.NONE;
    }

    /** Whether it is a whole number that fits into a long. */
    public boolean isLong() {
        return type == Type.LONG;
    }

    /** Whether it is a whole number, however long, and not a boolean. */
    public boolean isWhole() {
        return type == Type.LONG
                ? spelling == null || spelling.charAt(0) <= '9'
                : type == Type.NUMBER && text.indexOf('.') < 0;
    }

    /** Whether it is a string. */
    public boolean isString() {
        return type == Type.STRING;
    }

    /** The number, if it fits into a long; otherwise 0. */
    public long number() {
        return number;
    }

    /** What a user would type for it: a string without its quotes, a number as the file writes it. */
    public String text() {
        return spelling != null ? spelling : text != null ? text : present() ? Long.toString(number) : "none";
    }

    /** A text that equal ids share, and no others; empty for {@link #NONE}. */
    public String key() {
        return switch (type) {
            case NONE -> "";
            case LONG -> Long.toString(number);
            case NUMBER -> text;
            case STRING -> '"' + text;
        };
    }

    /** The ids that a user who types a word may mean: the number if it is one, then the string. */
    public static List<Id> typed(String word) {
        boolean mayBeNumber = !word.isEmpty();
        for (int i = 0; i < word.length(); i++) {
            mayBeNumber &= "0123456789-+.eE".indexOf(word.charAt(i)) >= 0;
        }
        if (mayBeNumber) {
            try {
                return List.of(parse(word.getBytes(StandardCharsets.US_ASCII), 0, word.length()), of(word));
            } catch (NumberFormatException e) {
                // a string
            }
        }
        return List.of(of(word));
    }

    /** The id as JSON, as the file writes it where that is known. */
    public byte[] json() {
        if (type != Type.STRING) {
            return (present() ? text() : "null").getBytes(StandardCharsets.US_ASCII);
        }
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] json = new byte[quoted.length + 2];
        json[0] = '"';
        System.arraycopy(quoted, 0, json, 1, quoted.length);
        json[json.length - 1] = '"';
        return json;
    }

    /** A class, because a method reference takes longer to link than a short command may run. */
    private static final class Order implements Comparator<Id> {
        @Override
        public int compare(Id a, Id b) {
            return Id.compare(a, b);
        }
    }

    private static int compare(Id a, Id b) {
        boolean aText = a.type == Type.STRING;
        boolean bText = b.type == Type.STRING;
        if (aText || bText) {
            return aText && bText ? compareCodePoints(a.text, b.text) : aText ? 1 : -1;
        }
        if (a.type == Type.NUMBER || b.type == Type.NUMBER) {
            return a.present() && b.present()
                    ? a.value().compareTo(b.value())
                    : Boolean.compare(a.present(), b.present());
        }
        return a.type == b.type ? Long.compare(a.number, b.number) : a.type.compareTo(b.type);
    }

    private BigDecimal value() {
        return type == Type.LONG ? BigDecimal.valueOf(number) : new BigDecimal(text);
    }

    private static int compareCodePoints(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // surrogates stand for code points above all that one unit can state
                boolean xHigh = Character.isSurrogate(x);
                return xHigh == Character.isSurrogate(y) ? Character.compare(x, y) : xHigh ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Id that
                && type == that.type
                && number == that.number
                && (text == null || text.equals(that.text));
    }

    @Override
    public int hashCode() {
        return text == null ? Long.hashCode(number) : text.hashCode();
    }

    /** For a message: a string in quotes. */
    @Override
    public String toString() {
        return type == Type.STRING ? '"' + text + '"' : text();
    }
}
