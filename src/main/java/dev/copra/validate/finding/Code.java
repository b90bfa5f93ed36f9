package dev.copra.validate.finding;

/**
 * A kind of finding.
 *
 * @param name stable and readable: the thing, then what is wrong with it, such as {@code bbox-length}
 * @param title what is wrong, as a phrase
 * @param why what it does to whom, as sentences
 * @param repair whether {@code copra fix} can repair it
 * @param fix what it then does, or an empty text
 * @param overall whether a finding is about the file as a whole and its message says everything
 */
public record Code(
        String name, Severity severity, String title, String why, Repair repair, String fix, boolean overall) {

    /** Whether a finding can be repaired. */
    public enum Repair {
        /** Only by a person. */
        NONE,
        /** Without losing anything. */
        SAFE,
        /** By a change that assumes what was meant: of a mask, a box, an area or an id. */
        ASSUMED,
        /** By dropping the record. */
        UNSAFE
    }

    /** An error, without a repair as yet. */
    public static Code error(String name, String title, String why) {
        return new Code(name, Severity.ERROR, title, why, Repair.NONE, "", false);
    }

    /** A warning, without a repair as yet. */
    public static Code warning(String name, String title, String why) {
        return new Code(name, Severity.WARNING, title, why, Repair.NONE, "", false);
    }

    /** A note, without a repair as yet. */
    public static Code info(String name, String title, String why) {
        return new Code(name, Severity.INFO, title, why, Repair.NONE, "", false);
    }

    /** The same code, repaired by {@code copra fix}. */
    public Code fix(String how) {
        return new Code(name, severity, title, why, Repair.SAFE, how, overall);
    }

    /**
     * The same code, of which {@code copra fix --unsafe} changes what the finding is about.
     *
     * @param assumption what is taken for true, as a clause
     * @param how what is done then
     */
    public Code assume(String assumption, String how) {
        String fix = "assumes that " + assumption + ", and " + how;
        return new Code(name, severity, title, why, Repair.ASSUMED, fix, overall);
    }

    /** The same code, repaired by {@code copra fix --unsafe}, which drops the record. */
    public Code drop() {
        return new Code(name, severity, title, why, Repair.UNSAFE, "drops the record", overall);
    }

    /** The same code of a record whose id is taken, which {@code copra fix} drops if it is an earlier one again. */
    public Code dropUnlessEqual() {
        String how = "drops the record if it is equal in every byte to an earlier one; as an unsafe fix in any case";
        return new Code(name, severity, title, why, Repair.UNSAFE, how, overall);
    }

    /** The same code, of which a file has one finding at most. */
    public Code ofTheFile() {
        return new Code(name, severity, title, why, repair, fix, true);
    }

    /** Whether a name on the command line means this code: the whole name, or its first words, such as {@code bbox}. */
    public boolean matches(String selector) {
        return name.equals(selector) || name.startsWith(selector + "-");
    }
}
