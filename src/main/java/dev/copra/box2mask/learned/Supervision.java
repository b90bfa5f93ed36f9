package dev.copra.box2mask.learned;

/** What of annotations a network learns from. */
public enum Supervision {
    /** Boxes alone; masks are not looked at. */
    BOXES,
    /** Masks alone; annotations without one are left out. */
    MASKS,
    /** The mask where there is one, else the box. */
    AUTO
}
