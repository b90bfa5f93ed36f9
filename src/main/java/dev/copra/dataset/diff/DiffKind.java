package dev.copra.dataset.diff;

import java.util.Locale;

/** What two documents differ in. */
public enum DiffKind {
    /** An element that only the second document has. */
    ADDED,
    /** An element that only the first document has. */
    REMOVED,
    /** An annotation has another category. */
    RELABELLED,
    /** An annotation has another box. */
    MOVED,
    /** An annotation has a mask with other pixels. */
    RESHAPED,
    /** An annotation has a mask with the same pixels, written otherwise. */
    REENCODED,
    /** What was matched by something else than its id has another id. */
    RENUMBERED,
    /** Another member has another value. */
    CHANGED,
    /** It stands at another place among those that both documents have. */
    REORDERED;

    /** Its name in reports and options, such as {@code moved}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
