package dev.copra.evaluate.rules;

/** What of an object is compared with the truth. */
public enum Kind {
    /** IoU of boxes. */
    BBOX,
    /** IoU of masks. */
    SEGM,
    /** Object keypoint similarity. */
    KEYPOINTS,
    /** The lesser of the IoU of two masks and that of their boundaries. */
    BOUNDARY,
    /** Turned boxes, or any four corners. */
    OBB;

    /** Whether masks are compared. */
    public boolean needsMasks() {
        return this == SEGM || this == BOUNDARY;
    }
}
