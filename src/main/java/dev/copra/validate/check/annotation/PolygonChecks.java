package dev.copra.validate.check.annotation;

import dev.copra.coco.Segmentation;
import dev.copra.shape.Effort;
import dev.copra.shape.PolygonRasterizer;
import dev.copra.shape.RingCrossings;
import dev.copra.shape.RingNesting;
import dev.copra.shape.RingRepair;
import dev.copra.shape.Rings;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.NumberText;
import java.util.List;

/** Polygons: each ring alone, then among the others. Holds scratch memory: one a thread. */
public final class PolygonChecks {
    /** Rings may pass the image's edge by this much. */
    public static final double OUTSIDE_TOLERANCE = 1;
    /** pycocotools walks the outline in fifths of a pixel; beyond this it needs gigabytes. */
    private static final double FAR = 1e6;
    /** A ring with less area, in square pixels, has none. */
    public static final double LEAST_AREA = 1e-6;

    public static final Code SHORT = Code.error(
                    "polygon-short",
                    "a polygon of fewer than 6 numbers",
                    "Three points make a polygon. pycocotools takes [[x, y, w, h]] for a box or ends with a TypeError;"
                            + " detectron2 drops the ring.")
            .fix("drops the ring, if the annotation has others");
    public static final Code ODD = Code.error(
                    "polygon-odd",
                    "a polygon of an odd number of numbers",
                    "Points are pairs. pycocotools ignores the last number, detectron2 drops the ring, others fail: the"
                            + " numbers may be shifted by one.")
            .fix("drops the last number");
    public static final Code NON_FINITE = Code.error(
                    "polygon-nonfinite",
                    "a polygon with NaN or Infinity",
                    "pycocotools converts it to an arbitrary integer, allocates gigabytes and crashes.")
            .assume("the ring is a mistake", "drops it, if the annotation has others");
    public static final Code FAR_AWAY = Code.error(
                    "polygon-far",
                    "a polygon with a point a million pixels away",
                    "pycocotools walks along every side in fifths of a pixel: memory runs out, or the process crashes.")
            .drop();
    public static final Code FLAT = Code.warning(
                    "polygon-zero-area",
                    "a polygon without area",
                    "All its points lie on a line: no pixel, but a ring that readers must handle.")
            .fix("drops the ring, if the annotation has others");
    public static final Code DOUBLED = Code.error(
                    "polygon-doubled",
                    "a polygon that goes its way twice",
                    "Inside and outside alternate (even-odd rule): what is enclosed twice is outside, so nothing is left.")
            .assume("the second way is a mistake", "drops it");
    public static final Code CROSSING = Code.warning(
                    "polygon-crossing",
                    "a polygon that crosses itself",
                    "Readers disagree about what is inside, JTS, shapely and PostGIS refuse it, and the area by the shoelace"
                            + " formula is wrong. Crossings that cut off less than a pixel are not reported.")
            .assume("what pycocotools fills is meant", "parts the ring at its crossings");
    public static final Code DUPLICATE = Code.warning(
                    "polygon-duplicate",
                    "a polygon that an annotation has twice",
                    "pycocotools unites rings, so it is no harm there; readers that fill even-odd cancel both.")
            .fix("drops the second one");
    public static final Code NESTED = Code.warning(
                    "polygon-nested",
                    "a polygon within another one of the annotation",
                    "Meant as a hole, most likely. But rings are united: COCO's polygons know no holes, and the mask is"
                            + " filled.")
            .assume(
                    "the inner ring is a hole where the area says so",
                    "joins the two by a seam of no width (keyhole); without such an area it changes nothing");
    public static final Code OUTSIDE = Code.warning(
                    "polygon-outside",
                    "a polygon that passes the edge of its image",
                    "By more than a pixel it is no rounding. Masks are cut at the edge, boxes from the points are not.")
            .fix("clips it to the image");
    static final Code COMPLEX = Code.info(
            "polygon-complex",
            "polygons of too many points or crossings to be looked at",
            "The check for crossings and nested rings would take very long, and readers may need as long. 'copra fix' leaves"
                    + " the polygons as they are.");

    /** All that this family reports. */
    public static final List<Code> CODES =
            List.of(SHORT, ODD, NON_FINITE, FAR_AWAY, FLAT, DOUBLED, CROSSING, DUPLICATE, NESTED, OUTSIDE, COMPLEX);

    private final RingCrossings crossings = new RingCrossings();
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();

    /** Leaves the mask with the annotation, if the polygons are good enough to make one. */
    public void check(Annotation annotation) {
        if (!(annotation.segmentation() instanceof Segmentation.Polygons polygons)) {
            return;
        }
        List<double[]> rings = polygons.rings();
        boolean usable = true;
        for (int i = 0; i < rings.size(); i++) {
            usable &= checkNumbers(annotation, rings.get(i), i);
        }
        if (!usable) {
            return;
        }
        Effort effort = new Effort();
        for (int i = 0; i < rings.size(); i++) {
            checkShape(annotation, rings.get(i), i, effort);
        }
        if (rings.size() > 1) {
            checkTogether(annotation, rings, effort);
        }
        if (effort.isExhausted()) {
            annotation.report(COMPLEX, "segmentation", "the polygons have too many points for a check of their shape");
        } else if (annotation.subject().has(NESTED) && !RingRepair.canJoin(points(rings))) {
            annotation.report(COMPLEX, "segmentation", "the polygons have too many points to be joined");
        }
        checkEdges(annotation, rings);
        if (annotation.hasSize()) {
            annotation.setMask(rasterizer.rasterize(rings, annotation.height(), annotation.width()));
        }
    }

    private static boolean checkNumbers(Annotation annotation, double[] ring, int index) {
        if (ring.length < 6) {
            report(annotation, SHORT, index, "has " + ring.length + " numbers; three points need 6");
            return false;
        }
        if (ring.length % 2 == 1) {
            report(annotation, ODD, index, "has " + ring.length + " numbers, which are no pairs");
        }
        for (double coordinate : ring) {
            if (!Double.isFinite(coordinate)) {
                report(annotation, NON_FINITE, index, "has the coordinate " + coordinate);
                return false;
            }
            if (Math.abs(coordinate) > FAR) {
                report(annotation, FAR_AWAY, index, "has the coordinate " + NumberText.of(coordinate));
                return false;
            }
        }
        return true;
    }

    private void checkShape(Annotation annotation, double[] ring, int index, Effort effort) {
        if (Rings.isDoubled(ring)) {
            report(annotation, DOUBLED, index, "goes its way twice, which cancels it");
            return;
        }
        double lobe = crossings.greatestLobe(ring, effort);
        if (lobe >= RingCrossings.LEAST_LOBE) {
            report(
                    annotation,
                    CROSSING,
                    index,
                    "crosses itself; it cuts off " + NumberText.of(lobe) + " square pixels"
                            + (RingRepair.canUncross(ring, crossings) ? "" : "; it is too complex to be fixed"));
        } else if (Math.abs(Rings.signedArea(ring)) < LEAST_AREA && lobe == 0 && !effort.isExhausted()) {
            report(annotation, FLAT, index, "has no area");
        }
    }

    private static void checkTogether(Annotation annotation, List<double[]> rings, Effort effort) {
        int[] same = Rings.earlierSame(rings);
        RingNesting nesting = new RingNesting(rings, effort);
        for (int i = 0; i < same.length; i++) {
            if (same[i] >= 0) {
                report(annotation, DUPLICATE, i, "is polygon " + same[i] + " again");
            } else if (nesting.parent(i) >= 0) {
                report(annotation, NESTED, i, "lies within polygon " + nesting.parent(i) + ", which makes no hole");
            }
        }
    }

    private static long points(List<double[]> rings) {
        long points = 0;
        for (double[] ring : rings) {
            points += ring.length / 2;
        }
        return points;
    }

    private static void checkEdges(Annotation annotation, List<double[]> rings) {
        for (int i = 0; i < rings.size() && annotation.hasSize(); i++) {
            double beyond = beyond(rings.get(i), annotation.width(), annotation.height());
            if (beyond > OUTSIDE_TOLERANCE) {
                report(
                        annotation,
                        OUTSIDE,
                        i,
                        "passes the edge of the image of " + annotation.width() + " x " + annotation.height()
                                + " (width x height) by " + NumberText.of(beyond) + " pixels");
            }
        }
    }

    /** How far a ring passes the edge of an image; negative if it does not. */
    public static double beyond(double[] ring, int width, int height) {
        double[] bounds = Rings.bounds(ring);
        return Math.max(Math.max(-bounds[0], -bounds[1]), Math.max(bounds[2] - width, bounds[3] - height));
    }

    private static void report(Annotation annotation, Code code, int ring, String message) {
        annotation.report(code, "segmentation", "polygon " + ring + " " + message);
    }
}
