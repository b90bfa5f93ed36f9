package dev.copra.coco;

/** What stands between two records, beside white space. */
enum Separator {
    /** A comma, in a list. */
    COMMA,
    /** Nothing, in JSON lines. */
    NONE
}
