package dev.copra.dataset.select;

/** A name in which {@code *} stands for any characters, slashes too, and {@code ?} for one; letters count as they are. */
record NamePattern(String text) {

    /** Whether a text has a character that stands for others. */
    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Whether the whole of a name fits. In time that is at most the product of both lengths. */
    boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int starAt = 0;
        while (n < name.length()) {
            if (p < text.length() && text.charAt(p) == '*') {
                star = p++;
                starAt = n;
            } else if (p < text.length() && (text.charAt(p) == '?' || text.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++starAt;
            } else {
                return false;
            }
        }
        while (p < text.length() && text.charAt(p) == '*') {
            p++;
        }
        return p == text.length();
    }
}
