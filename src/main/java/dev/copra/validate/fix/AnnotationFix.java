package dev.copra.validate.fix;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.Segmentation;
import dev.copra.coco.region.SegmentationWriter;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.PolygonRasterizer;
import dev.copra.validate.check.annotation.BoxChecks;
import dev.copra.validate.check.annotation.KeypointChecks;
import dev.copra.validate.check.annotation.MaskChecks;
import dev.copra.validate.check.annotation.PolygonChecks;
import dev.copra.validate.check.annotation.ReferenceChecks;
import dev.copra.validate.check.annotation.ResultChecks;
import dev.copra.validate.check.annotation.RleChecks;
import dev.copra.validate.check.annotation.SpellingChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Repairs one annotation: the segmentation first, then the box, the area and the keypoints that follow from it. Only members
 * with a finding change. What is written is what the checks accept, so that repairing twice changes nothing.
 */
final class AnnotationFix {
    private final Predicate<Code> wanted;
    private final boolean unsafe;
    private final boolean allCrowds;
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();
    private final PolygonFix polygonFix;

    /**
     * @param wanted what is to be repaired
     * @param unsafe whether a mask may change; otherwise a repaired one has the very pixels that pycocotools sees in the old one
     * @param allCrowds whether no annotation of the file is meant as a crowd
     */
    AnnotationFix(Predicate<Code> wanted, boolean unsafe, boolean allCrowds) {
        this.allCrowds = allCrowds;
        this.wanted = wanted;
        this.unsafe = unsafe;
        polygonFix = new PolygonFix(wanted, rasterizer);
    }

    /** Whether one of these codes was found and is to be repaired. */
    private boolean found(Annotation annotation, Code... codes) {
        for (Code code : codes) {
            if (wanted.test(code) && annotation.subject().has(code)) {
                return true;
            }
        }
        return false;
    }

    /** @param annotation was shown to all families @param edit receives the new values */
    void fix(Annotation annotation, DocumentKind kind, Edit.Builder edit) {
        CocoRecord record = annotation.subject().record();
        fixSpelling(annotation, edit);
        if (found(annotation, ReferenceChecks.IMAGE_QUOTED)) {
            edit.set(
                    "image_id",
                    ReferenceChecks.twin(annotation.image(), annotation.known().images())
                            .json());
        }
        if (found(annotation, ReferenceChecks.CATEGORY_QUOTED)) {
            edit.set(
                    "category_id",
                    ReferenceChecks.twin(
                                    annotation.category(), annotation.known().categories())
                            .json());
        }
        if (!edit.build().members().isEmpty()) {
            // the others look at what is written as COCO writes it
            return;
        }
        long pixels = annotation.maskArea();
        boolean areaFitted = pixels > 0 && MaskChecks.areaFits(annotation);
        fixSegmentation(annotation, edit);
        fixBox(annotation, kind, edit);
        if (areaFitted && annotation.maskArea() > 0 && annotation.maskArea() != pixels) {
            followMask(annotation, pixels, edit);
        } else {
            fixArea(annotation, kind, edit);
        }
        fixKeypoints(annotation, edit);
        if (found(annotation, ReferenceChecks.CROWD_MISSING)) {
            edit.set("iscrowd", text("0"));
        }
        if (allCrowds && record.isJson("iscrowd", "1")) {
            edit.set("iscrowd", text("0"));
        }
        if (found(annotation, ReferenceChecks.CROWD_VALUE, ReferenceChecks.CROWD_BOOLEAN)) {
            Integer crowd = ReferenceChecks.crowdOf(record.excerpt("iscrowd"));
            if (crowd != null) {
                edit.set("iscrowd", text(crowd.toString()));
            }
        }
    }

    private void fixSpelling(Annotation annotation, Edit.Builder edit) {
        CocoRecord record = annotation.subject().record();
        if (record.isLoose()) {
            SpellingFix.fix(record, wanted, edit);
        }
        boolean size = annotation.segmentation() instanceof Segmentation.CompressedRle rle
                        && RleChecks.isSize(rle.height(), rle.width())
                || annotation.segmentation() instanceof Segmentation.UncompressedRle list
                        && RleChecks.isSize(list.height(), list.width());
        if (size && found(annotation, RleChecks.SIZE_TYPE)) {
            try {
                edit.set("segmentation", SpellingFix.segmentation(annotation.segmentation(), record));
            } catch (AnnotationException e) {
                // the counts are malformed, too
            }
        }
        double score = annotation.subject().number("score");
        if (found(annotation, ResultChecks.SCORE_TYPE) && Double.isFinite(score)) {
            edit.set("score", SegmentationWriter.number(score));
        }
    }

    private void fixSegmentation(Annotation annotation, Edit.Builder edit) {
        CocoRecord record = annotation.subject().record();
        if (!SpellingChecks.hasPlainSegmentation(record)) {
            return;
        }
        if (annotation.segmentation() instanceof Segmentation.Polygons polygons) {
            // what a point a million pixels away was meant to be, nobody can tell
            boolean broken = !annotation.subject().has(PolygonChecks.FAR_AWAY)
                    && annotation.subject().findings().stream()
                            .anyMatch(f -> wanted.test(f.code()) && PolygonChecks.CODES.contains(f.code()));
            if (broken) {
                List<double[]> repaired = polygonFix.fix(annotation, polygons);
                if (!repaired.isEmpty() && isChanged(polygons, repaired) && mayBecome(annotation, polygons, repaired)) {
                    edit.set("segmentation", SegmentationWriter.rings(repaired, record));
                    annotation.setSegmentation(new Segmentation.Polygons(repaired, false));
                    annotation.setMask(
                            annotation.hasSize() && repaired.stream().allMatch(ring -> ring.length > 5)
                                    ? rasterizer.rasterize(repaired, annotation.height(), annotation.width())
                                    : null);
                }
            }
        } else if (found(annotation, RleChecks.ZERO_RUN) && annotation.mask() != null) {
            Rle joined = annotation.mask().intersection(annotation.mask());
            edit.set(
                    "segmentation",
                    annotation.segmentation() instanceof Segmentation.CompressedRle
                            ? SegmentationWriter.rle(joined, record)
                            : SegmentationWriter.counts(joined, record));
        }
    }

    /** Whether rings may take the place of others: with the same pixels always, otherwise only if that was asked for. */
    private boolean mayBecome(Annotation annotation, Segmentation.Polygons before, List<double[]> after) {
        return unsafe
                || !annotation.hasSize()
                || rasterized(annotation, before.rings()).equals(rasterized(annotation, after));
    }

    /** The mask as pycocotools sees it: a ring of fewer than three points has no pixel, an odd number is left out. */
    private Rle rasterized(Annotation annotation, List<double[]> rings) {
        List<double[]> whole = new ArrayList<>(rings.size());
        for (double[] ring : rings) {
            if (ring.length >= 6) {
                whole.add(Arrays.copyOf(ring, ring.length & ~1));
            }
        }
        return rasterizer.rasterize(whole, annotation.height(), annotation.width());
    }

    private static boolean isChanged(Segmentation.Polygons before, List<double[]> after) {
        if (before.rings().size() != after.size()) {
            return true;
        }
        for (int i = 0; i < after.size(); i++) {
            if (!Arrays.equals(before.rings().get(i), after.get(i))) {
                return true;
            }
        }
        return false;
    }

    private void fixBox(Annotation annotation, DocumentKind kind, Edit.Builder edit) {
        // a repaired mask may no longer fit the box; what was found of the old one does not count
        Annotation again = annotation.again(kind);
        MaskChecks.check(again, kind);
        boolean useMask = found(annotation, BoxChecks.MISSING, BoxChecks.NON_FINITE, BoxChecks.NEGATIVE, BoxChecks.ZERO)
                || found(again, MaskChecks.BOX_LOOSE, MaskChecks.OUTSIDE_BOX);
        if (useMask && annotation.maskArea() > 0) {
            Box bounds = MaskChecks.bounds(annotation);
            if (bounds.width() > 0 && bounds.height() > 0) {
                set(annotation, new double[] {bounds.x(), bounds.y(), bounds.width(), bounds.height()}, edit);
            }
        } else if (found(annotation, BoxChecks.OUTSIDE)) {
            double[] box = annotation.box();
            double left = Math.max(box[0], 0);
            double top = Math.max(box[1], 0);
            double right = Math.min(box[0] + box[2], annotation.width());
            double bottom = Math.min(box[1] + box[3], annotation.height());
            set(annotation, new double[] {left, top, round(right - left), round(bottom - top)}, edit);
        }
    }

    private static void set(Annotation annotation, double[] box, Edit.Builder edit) {
        annotation.setBox(box);
        edit.set(
                "bbox",
                SegmentationWriter.box(
                        new Box(round(box[0]), round(box[1]), round(box[2]), round(box[3])),
                        annotation.subject().record()));
    }

    /** Differences of decimals get a tail; thousandths of a pixel are enough. */
    private static double round(double value) {
        return Math.rint(value * 1000) / 1000;
    }

    /** An area that was that of the mask is that of the changed one. */
    private static void followMask(Annotation annotation, long pixels, Edit.Builder edit) {
        double area = annotation.subject().number("area");
        boolean further = Math.abs(area - annotation.maskArea()) > Math.abs(area - pixels);
        if (further || !MaskChecks.areaFits(annotation)) {
            edit.set("area", SegmentationWriter.number(annotation.maskArea()));
        }
    }

    private void fixArea(Annotation annotation, DocumentKind kind, Edit.Builder edit) {
        Annotation again = annotation.again(kind);
        MaskChecks.check(again, kind);
        boolean wrong = found(
                again,
                MaskChecks.AREA_MISSING,
                MaskChecks.AREA_TYPE,
                MaskChecks.AREA_NON_FINITE,
                MaskChecks.AREA_RANGE,
                MaskChecks.AREA_MASK,
                MaskChecks.AREA_BOX);
        double stated = annotation.subject().number("area");
        if (found(again, MaskChecks.AREA_TYPE) && Double.isFinite(stated)) {
            edit.set("area", SegmentationWriter.number(stated));
            return;
        }
        if (wrong && !unsafe && again.subject().has(MaskChecks.AREA_TYPE)) {
            return;
        }
        if (wrong && annotation.maskArea() > 0) {
            edit.set("area", SegmentationWriter.number(annotation.maskArea()));
        } else if (wrong && annotation.maskArea() < 0 && annotation.box() != null) {
            edit.set(
                    "area",
                    SegmentationWriter.number(
                            round(annotation.box()[2] * annotation.box()[3])));
        }
    }

    private void fixKeypoints(Annotation annotation, Edit.Builder edit) {
        double[] points = annotation.subject().keypoints();
        if (points == null || points.length % 3 != 0) {
            return;
        }
        if (found(annotation, KeypointChecks.OUTSIDE)) {
            for (int i = 0; i < points.length; i += 3) {
                if (KeypointChecks.isOutside(points, i, annotation.width(), annotation.height())) {
                    points[i] = Math.min(Math.max(points[i], 0), annotation.width());
                    points[i + 1] = Math.min(Math.max(points[i + 1], 0), annotation.height());
                }
            }
            edit.set(
                    "keypoints",
                    SegmentationWriter.numbers(points, annotation.subject().record()));
        }
        if (found(annotation, KeypointChecks.NUMBER_MISSING, KeypointChecks.NUMBER)) {
            edit.set("num_keypoints", text(Integer.toString(KeypointChecks.labelled(points))));
        }
    }

    static byte[] text(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
