package dev.copra.format.contract;

/** Which instance a pixel goes to that several have, in formats where it belongs to one. */
public enum Overlap {
    /** The smallest of them. */
    AREA,
    /** The last of them, in the order of the source. */
    ORDER
}
