package dev.copra.draw.overlay;

/** What objects look like. */
public enum OverlayStyle {
    /** A line around, and a tint. */
    FILL,
    /** A line around. */
    OUTLINE,
    /** Black where the objects are: what must not be seen. Nothing is written. */
    BLACKOUT,
    /** Nothing but the objects: the ground is transparent, or white. Nothing is written. */
    CUTOUT;

    /** Whether objects are marked and not taken away. */
    boolean marks() {
        return this == FILL || this == OUTLINE;
    }
}
