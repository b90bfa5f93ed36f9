package dev.copra.box2mask;

/** Why an annotation gets no new mask. */
public enum Skipped {
    CROWD("crowd region", "crowd regions"),
    OTHER_CATEGORY("of another category"),
    HAS_MASK("that had one"),
    BAD_BOX("with a bad box or a bad mask"),
    NO_IMAGE("whose image is not known"),
    NO_ANSWER("for which there is neither a mask nor a fallback");

    private final String one;
    private final String many;

    Skipped(String words) {
        this(words, words);
    }

    Skipped(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /** A number of such annotations in words. */
    public String count(long number) {
        return number + " " + (number == 1 ? one : many);
    }
}
