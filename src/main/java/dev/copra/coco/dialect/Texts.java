package dev.copra.coco.dialect;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;

/** Members that are texts. */
final class Texts {
    private Texts() {}

    /** The words of a text in lower case, each between two blanks. Without a regular expression, which takes long to load. */
    static String words(String text) {
        StringBuilder words = new StringBuilder(text.length() + 2).append(' ');
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                words.append(c);
            } else if (words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.charAt(words.length() - 1) == ' '
                ? words.toString()
                : words.append(' ').toString();
    }

    /** A string, or an empty one if the member is absent or something else. */
    static String of(CocoRecord record, String member) {
        try {
            String text = record.text(member);
            return text == null ? "" : text;
        } catch (AnnotationException e) {
            return "";
        }
    }
}
