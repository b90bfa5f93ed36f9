package dev.copra.format.contract;

/** A format that is read and not written. */
public non-sealed interface ReadOnlyFormat extends Format {
    /** Why it is not written, as a sentence without a full stop. */
    String whyReadOnly();
}
