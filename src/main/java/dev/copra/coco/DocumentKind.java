package dev.copra.coco;

/** The three layouts in which annotations travel. */
public enum DocumentKind {
    /** An object with the lists {@code images}, {@code annotations}, {@code categories}. */
    DATASET,
    /** A bare list of annotations, as pycocotools' {@code loadRes} reads it. */
    RESULTS,
    /** One annotation a line. */
    LINES
}
