package dev.copra.evaluate.suppress;

import dev.copra.overlap.Suppression;

/**
 * How detections that overlap better ones are suppressed.
 *
 * @param method what becomes of them
 * @param masks whether masks are compared, else boxes
 * @param ofSmaller whether the overlap is taken over the smaller of the two (IoS) rather than over their union (IoU)
 * @param agnostic whether detections of other categories suppress, too
 * @param merge whether the box that stays becomes the mean of those in its place, weighted by their scores
 * @param sigma of the methods that have one
 * @param leastScore detections below it go, before and after
 * @param leastArea detections with fewer pixels go
 * @param leastSide detections whose box has a shorter side go
 * @param mostPerImage how many stay in an image, the best ones
 */
public record SuppressionRules(
        Suppression.Method method,
        boolean masks,
        boolean ofSmaller,
        boolean agnostic,
        boolean merge,
        double sigma,
        double leastScore,
        double leastArea,
        double leastSide,
        int mostPerImage) {
    /** What is compared. */
    public enum Shape {
        /** Boxes are compared. */
        BOX,
        /** Masks are compared. */
        MASK
    }

    /** Over what the common part is taken. */
    public enum Measure {
        /** The intersection through the union. */
        IOU,
        /** The intersection through the smaller area. */
        IOS
    }
}
