package dev.copra.evaluate.rules;

/** What besides boxes, masks and keypoints is read of a truth, because the rules of a benchmark need it. */
public enum Protocol {
    /** Nothing. */
    COCO,
    /** Which categories were looked for in an image, and how frequent categories are. */
    LVIS,
    /** Which labels of an image were verified, which objects are groups, and the labels of categories. */
    OPEN_IMAGES,
    /** How crowded images are; areas are those of boxes. */
    CROWDPOSE;

    /** Sigmas of the 14 keypoints of CrowdPose: shoulders, elbows, wrists, hips, knees, ankles, head, neck. */
    public static double[] crowdPoseSigmas() {
        double[] tenths = {.79, .79, .72, .72, .62, .62, 1.07, 1.07, .87, .87, .89, .89, .79, .79};
        return java.util.Arrays.stream(tenths).map(sigma -> sigma / 10).toArray();
    }
}
