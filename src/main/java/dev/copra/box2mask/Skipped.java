package dev.copra.box2mask;

/** Why an annotation gets no new mask. */
public enum Skipped {
    /** A crowd region, which is not asked for. */
    CROWD("crowd region", "crowd regions"),
    /** Its category is not asked for. */
    OTHER_CATEGORY("of another category"),
    /** It has a mask that stays. */
    HAS_MASK("that had one"),
    /** Its box or its mask cannot be read. */
    BAD_BOX("with a bad box or a bad mask"),
    /** The document does not list its image. */
    NO_IMAGE("whose image is not known"),
    /** The strategy has no mask for it, and no fallback is wanted. */
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
