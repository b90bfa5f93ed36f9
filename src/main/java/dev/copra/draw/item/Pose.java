package dev.copra.draw.item;

import java.util.List;

/**
 * The keypoints of an object.
 *
 * @param points x, y, v of each in the image's pixels, where v is 0 not labelled, 1 hidden, 2 visible. Not copied
 * @param bones which keypoints are joined
 */
public record Pose(double[] points, List<Bone> bones) {
    /** Two keypoints that are joined, counted from 0. */
    public record Bone(int from, int to) {}

    /** Keeps a copy of the bones. */
    public Pose {
        bones = List.copyOf(bones);
    }

    /** How many keypoints there are, labelled or not. */
    public int size() {
        return points.length / 3;
    }

    /** Where a keypoint is, in columns of the image; means nothing if it is not labelled. */
    public double x(int point) {
        return points[3 * point];
    }

    /** Where a keypoint is, in rows of the image; means nothing if it is not labelled. */
    public double y(int point) {
        return points[3 * point + 1];
    }

    /** Whether there is such a keypoint, and where it is is known. */
    public boolean has(int point) {
        return point >= 0 && point < size() && points[3 * point + 2] > 0;
    }

    /** Whether a keypoint is labelled but cannot be seen. */
    public boolean isHidden(int point) {
        return points[3 * point + 2] == 1;
    }
}
