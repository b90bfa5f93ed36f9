package dev.copra.validate.fix;

import dev.copra.coco.Segmentation;
import dev.copra.shape.Effort;
import dev.copra.shape.PolygonRasterizer;
import dev.copra.shape.RingCrossings;
import dev.copra.shape.RingNesting;
import dev.copra.shape.RingRepair;
import dev.copra.shape.Rings;
import dev.copra.validate.check.annotation.MaskChecks;
import dev.copra.validate.check.annotation.PolygonChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Repairs the rings of a segmentation, code by code, in the order in which one change needs another. */
final class PolygonFix {
    private final Predicate<Code> wanted;
    private final RingCrossings crossings = new RingCrossings();
    private final RingRepair repair = new RingRepair();
    private final PolygonRasterizer rasterizer;

    PolygonFix(Predicate<Code> wanted, PolygonRasterizer rasterizer) {
        this.wanted = wanted;
        this.rasterizer = rasterizer;
    }

    /** @return the repaired rings; empty if none is left */
    List<double[]> fix(Annotation annotation, Segmentation.Polygons broken) {
        List<double[]> rings = new ArrayList<>(broken.rings());
        if (wanted.test(PolygonChecks.SHORT)) {
            rings.removeIf(ring -> ring.length < 6);
        }
        if (wanted.test(PolygonChecks.NON_FINITE)) {
            rings.removeIf(PolygonFix::isNotFinite);
        }
        if (wanted.test(PolygonChecks.ODD)) {
            rings.replaceAll(ring -> ring.length % 2 == 0 ? ring : Arrays.copyOf(ring, ring.length - 1));
        }
        // the others need good numbers
        if (rings.stream().anyMatch(ring -> ring.length < 6 || isNotFinite(ring))) {
            return rings;
        }
        return fixShapes(annotation, rings, new Effort());
    }

    private List<double[]> fixShapes(Annotation annotation, List<double[]> numbers, Effort effort) {
        List<double[]> rings = numbers;
        if (wanted.test(PolygonChecks.DOUBLED)) {
            rings.replaceAll(ring -> Rings.isDoubled(ring) ? Rings.once(ring) : ring);
        }
        if (wanted.test(PolygonChecks.CROSSING)) {
            rings = uncross(rings, effort);
        }
        if (wanted.test(PolygonChecks.OUTSIDE) && annotation.hasSize()) {
            rings.replaceAll(ring -> clip(ring, annotation));
            rings.removeIf(ring -> ring.length < 6);
        }
        if (wanted.test(PolygonChecks.FLAT) && rings.size() > 1) {
            List<double[]> whole = new ArrayList<>(rings);
            whole.removeIf(ring -> isFlat(ring, effort));
            rings = whole.isEmpty() ? rings : whole;
        }
        if (wanted.test(PolygonChecks.DUPLICATE)) {
            rings = distinct(rings);
        }
        return wanted.test(PolygonChecks.NESTED) && rings.size() > 1 ? keyholes(annotation, rings, effort) : rings;
    }

    private static boolean isNotFinite(double[] ring) {
        for (double coordinate : ring) {
            if (!Double.isFinite(coordinate)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFlat(double[] ring, Effort effort) {
        return Math.abs(Rings.signedArea(ring)) < PolygonChecks.LEAST_AREA
                && crossings.greatestLobe(ring, effort) == 0
                && !effort.isExhausted();
    }

    private static double[] clip(double[] ring, Annotation annotation) {
        double beyond = PolygonChecks.beyond(ring, annotation.width(), annotation.height());
        return beyond > PolygonChecks.OUTSIDE_TOLERANCE
                ? RingRepair.clip(ring, annotation.width(), annotation.height())
                : ring;
    }

    private static List<double[]> distinct(List<double[]> rings) {
        int[] same = Rings.earlierSame(rings);
        List<double[]> distinct = new ArrayList<>();
        for (int i = 0; i < same.length; i++) {
            if (same[i] < 0) {
                distinct.add(rings.get(i));
            }
        }
        return distinct;
    }

    private List<double[]> uncross(List<double[]> rings, Effort effort) {
        List<double[]> uncrossed = new ArrayList<>();
        for (double[] ring : rings) {
            boolean crosses =
                    !Rings.isDoubled(ring) && crossings.greatestLobe(ring, effort) >= RingCrossings.LEAST_LOBE;
            List<double[]> parts = crosses ? repair.uncross(ring, effort) : null;
            if (parts == null) {
                uncrossed.add(ring);
            } else {
                for (double[] part : parts) {
                    if (Math.abs(Rings.signedArea(part)) >= PolygonChecks.LEAST_AREA) {
                        uncrossed.add(part);
                    }
                }
            }
        }
        return uncrossed;
    }

    /** Makes holes of the rings within others, if the area says so. */
    private List<double[]> keyholes(Annotation annotation, List<double[]> rings, Effort effort) {
        double area = annotation.subject().number("area");
        if (!annotation.hasSize() || !Double.isFinite(area)) {
            return rings;
        }
        List<double[]> joined = joined(rings, new RingNesting(rings, effort));
        if (effort.isExhausted() || joined == null) {
            return rings;
        }
        double filled = Math.abs(area - pixels(annotation, rings));
        double summed = area;
        for (double[] ring : rings) {
            summed -= pixels(annotation, List.of(ring));
        }
        long open = pixels(annotation, joined);
        boolean fits = Math.abs(area - open) < Math.min(filled, Math.abs(summed)) && !MaskChecks.differs(area, open);
        return fits ? joined : rings;
    }

    /** The rings with the rings within them as their holes; null if these are no holes, or there are none. */
    private static List<double[]> joined(List<double[]> rings, RingNesting nesting) {
        List<List<double[]>> holes = new ArrayList<>();
        rings.forEach(ring -> holes.add(new ArrayList<>(0)));
        for (int i = 0; i < rings.size(); i++) {
            if (nesting.isHole(i)) {
                holes.get(nesting.parent(i)).add(rings.get(i));
            }
        }
        List<double[]> joined = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            if (!nesting.isHole(i)) {
                double[] ring = holes.get(i).isEmpty() ? rings.get(i) : RingRepair.join(rings.get(i), holes.get(i));
                if (ring == null) {
                    return null;
                }
                joined.add(ring);
            }
        }
        return joined.size() < rings.size() ? joined : null;
    }

    private long pixels(Annotation annotation, List<double[]> rings) {
        return rasterizer
                .rasterize(rings, annotation.height(), annotation.width())
                .area();
    }
}
