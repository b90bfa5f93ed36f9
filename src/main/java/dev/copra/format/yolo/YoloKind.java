package dev.copra.format.yolo;

/** What a row of a label file says behind the class. */
enum YoloKind {
    /** Centre x, centre y, width, height. */
    DETECT,
    /** A polygon. */
    SEGMENT,
    /** A box and keypoints. */
    POSE,
    /** The four corners of a turned box. */
    OBB
}
