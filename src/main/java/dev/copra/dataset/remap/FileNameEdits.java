package dev.copra.dataset.remap;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Edits of file names, one after the other. */
public final class FileNameEdits {
    /** A longer name is no file's; no system takes it. */
    private static final int MOST_CHARACTERS = 4096;
    /** Looks at a character that a pattern may take for one name. Patterns of nested repetitions would else run for years. */
    private static final int MOST_STEPS = 1_000_000;

    private final List<UnaryOperator<String>> edits = new ArrayList<>();

    private FileNameEdits() {}

    /** A name cannot be edited. */
    public static final class NameException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NameException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads edits: {@code s#PATTERN#TEXT#}, where any character may stand for #, with {@code g} behind it for all places and
     * {@code i} for upper and lower case as one; in TEXT {@code &} is what was found and {@code \1} its first group; {@code prefix:TEXT}; {@code nfc};
     * {@code slashes}, which writes \ as /.
     *
     * @throws IllegalArgumentException if one is none of these
     */
    public static FileNameEdits parse(List<String> texts) {
        FileNameEdits edits = new FileNameEdits();
        texts.forEach(text -> edits.edits.add(edit(text)));
        return edits;
    }

    private static UnaryOperator<String> edit(String text) {
        if (text.startsWith("prefix:")) {
            String prefix = text.substring("prefix:".length());
            return name -> prefix + name;
        }
        if (text.equalsIgnoreCase("nfc")) {
            return name -> Normalizer.normalize(name, Normalizer.Form.NFC);
        }
        if (text.equalsIgnoreCase("slashes")) {
            return name -> name.replace('\\', '/');
        }
        if (text.length() > 3
                && text.charAt(0) == 's'
                && !Character.isLetterOrDigit(text.charAt(1))
                && text.charAt(1) != '\\') {
            return substitution(text);
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no edit; write s#PATTERN#TEXT#, prefix:TEXT, nfc or slashes");
    }

    private static UnaryOperator<String> substitution(String text) {
        char delimiter = text.charAt(1);
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                part.append(next == delimiter ? "" : "\\").append(next);
            } else if (c == delimiter) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        String flags = part.toString();
        if (parts.size() != 2 || !flags.matches("[gi]*")) {
            throw new IllegalArgumentException("'" + text + "' is not s" + delimiter + "PATTERN" + delimiter + "TEXT"
                    + delimiter + ", with g or i behind it");
        }
        Pattern pattern = pattern(parts.get(0), flags);
        String replacement = replacement(parts.get(1), pattern.matcher("").groupCount());
        boolean everywhere = flags.indexOf('g') >= 0;
        return name -> {
            Matcher matcher = pattern.matcher(new BoundedText(name));
            return everywhere ? matcher.replaceAll(replacement) : matcher.replaceFirst(replacement);
        };
    }

    private static Pattern pattern(String text, String flags) {
        try {
            return Pattern.compile(text, flags.indexOf('i') >= 0 ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no regular expression: "
                            + e.getDescription().toLowerCase(java.util.Locale.ROOT),
                    e);
        }
    }

    /** From sed's text to Java's. */
    private static String replacement(String text, int groups) {
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                if (next >= '0' && next <= '9') {
                    if (next - '0' > groups) {
                        throw new IllegalArgumentException(
                                "\\" + next + " in '" + text + "': the pattern has no such group");
                    }
                    // in braces nothing can be taken for a further digit
                    java.append(next == '0' ? "$0" : "$" + next);
                    boolean digitFollows = i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
                    java.append(digitFollows ? "\\" : "");
                } else {
                    java.append('\\').append(next);
                }
            } else if (c == '&') {
                java.append("$0");
                boolean digitFollows = i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
                java.append(digitFollows ? "\\" : "");
            } else {
                java.append(c == '$' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return java.toString();
    }

    /**
     * The name after all edits.
     *
     * @throws NameException if nothing is left of it, or the pattern takes too long
     */
    public String apply(String name) {
        if (name.length() > MOST_CHARACTERS) {
            throw new NameException("file_name has more than " + MOST_CHARACTERS + " characters");
        }
        String edited = name;
        try {
            for (UnaryOperator<String> edit : edits) {
                edited = edit.apply(edited);
            }
        } catch (StackOverflowError e) {
            throw new NameException("the pattern takes too long for file_name '" + name + "'");
        }
        if (edited.isEmpty()) {
            throw new NameException("nothing would be left of file_name '" + name + "'");
        }
        return edited;
    }

    /** A text that lets itself be looked at so often. */
    private static final class BoundedText implements CharSequence {
        private final String text;
        private int steps;

        BoundedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new NameException("the pattern takes too long for file_name '" + text + "'");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
