package dev.copra.report;

/**
 * The one place that makes text harmless for where it goes. Names and values of a file come from anybody: control characters
 * command terminals, a line that begins with {@code ::} commands GitHub's runner, {@code =} begins a formula in a
 * spreadsheet.
 */
public final class Escape {
    private Escape() {}

    /**
     * For a terminal or a log: one line, in which control characters, those that turn the direction of writing, and halves of
     * characters stand as {@code \n} or {@code \u001b}.
     */
    public static String line(String text) {
        StringBuilder line = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean whole = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (whole || !isHarmful(c)) {
                if (line != null) {
                    line.append(c);
                }
                if (whole) {
                    i++;
                    if (line != null) {
                        line.append(text.charAt(i));
                    }
                }
                continue;
            }
            line = line == null ? new StringBuilder(text.length() + 16).append(text, 0, i) : line;
            line.append(visible(c));
        }
        return withoutCommand(line == null ? text : line.toString());
    }

    private static String visible(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> unicode(c);
        };
    }

    private static String unicode(char c) {
        String digits = Integer.toHexString(c);
        return "\\u" + "0000".substring(digits.length()) + digits;
    }

    /** Control characters, line separators, marks of direction, halves of characters. */
    private static boolean isHarmful(char c) {
        return c < ' '
                || c >= 0x7F && c <= 0x9F
                || c == 0x061C
                || c >= 0x200E && c <= 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || Character.isSurrogate(c);
    }

    /** CI systems look for {@code ::} at the start of a line, behind white space, and for {@code ##[} and {@code ##vso[} anywhere. */
    private static String withoutCommand(String line) {
        String safe = line;
        if (line.contains("##[") || line.contains("##vso[")) {
            safe = line.replace("##[", "##\\[").replace("##vso[", "##vso\\[");
        }
        return safe.stripLeading().startsWith("::") ? "\\" + safe.stripLeading() : safe;
    }

    /** For a message of GitHub's workflow commands: what the runner turns back (actions/toolkit, command.ts). */
    public static String githubMessage(String text) {
        return line(text).replace("%", "%25");
    }

    /** For a property of GitHub's workflow commands. */
    public static String githubProperty(String text) {
        return githubMessage(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** For XML 1.0, which has no place for control characters and halves of characters, not even escaped. */
    public static String xml(String text) {
        StringBuilder xml = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> xml.appendCodePoint(
                        c < ' ' && c != '\n' && c != '\t'
                                        || c >= 0x7F && c <= 0x9F
                                        || c >= 0xD800 && c <= 0xDFFF
                                        || c == 0xFFFE
                                        || c == 0xFFFF
                                ? 0xFFFD
                                : c));
        return xml.toString();
    }

    /** For a field of a CSV file (RFC 4180), which a spreadsheet must not take for a formula. */
    public static String csv(String text) {
        String field = isFormula(text) ? "'" + text : text;
        boolean plain =
                field.indexOf(',') < 0 && field.indexOf('"') < 0 && field.indexOf('\n') < 0 && field.indexOf('\r') < 0;
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static boolean isFormula(String text) {
        if (text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0) {
            return false;
        }
        try {
            Double.parseDouble(text);
            return false;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** JSON in which nothing that commands a terminal, and no half of a character, stands as itself. */
    public static String json(String json) {
        StringBuilder safe = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean whole = Character.isHighSurrogate(c)
                    && i + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(i + 1));
            // line breaks stand between the values of JSON
            boolean kept = whole || c == '\n' || !isHarmful(c);
            if (!kept && safe == null) {
                safe = new StringBuilder(json.length() + 16).append(json, 0, i);
            }
            if (safe != null) {
                safe.append(kept ? String.valueOf(c) : unicode(c));
            }
            if (whole) {
                i++;
                if (safe != null) {
                    safe.append(json.charAt(i));
                }
            }
        }
        return safe == null ? json : safe.toString();
    }
}
