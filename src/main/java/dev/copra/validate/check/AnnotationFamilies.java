package dev.copra.validate.check;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.validate.check.annotation.BoxChecks;
import dev.copra.validate.check.annotation.KeypointChecks;
import dev.copra.validate.check.annotation.MaskChecks;
import dev.copra.validate.check.annotation.PolygonChecks;
import dev.copra.validate.check.annotation.ReferenceChecks;
import dev.copra.validate.check.annotation.ResultChecks;
import dev.copra.validate.check.annotation.RleChecks;
import dev.copra.validate.check.annotation.SegmentationChecks;
import dev.copra.validate.check.annotation.SpellingChecks;
import dev.copra.validate.check.dialect.CaptionChecks;
import dev.copra.validate.check.dialect.FrameChecks;
import dev.copra.validate.check.dialect.LvisChecks;
import dev.copra.validate.check.dialect.PanopticChecks;
import dev.copra.validate.record.Annotation;

/** Shows an annotation to the families that look at one alone, each of which builds on those before it. */
public final class AnnotationFamilies {
    private AnnotationFamilies() {}

    /**
     * Shows an annotation to all families that concern it.
     *
     * @param polygons scratch memory of the thread
     */
    public static void check(Annotation annotation, PolygonChecks polygons, DocumentKind kind) {
        CocoRecord record = annotation.subject().record();
        boolean dataset = kind == DocumentKind.DATASET;
        ReferenceChecks.check(
                annotation,
                annotation.known().images().size() > 0,
                annotation.known().categories().size() > 0);
        if (dataset) {
            ReferenceChecks.checkCrowd(annotation);
            LvisChecks.check(annotation);
        }
        BoxChecks.check(annotation, kind);
        if (dataset || !record.isNull("segmentation")) {
            SegmentationChecks.check(annotation);
        }
        polygons.check(annotation);
        RleChecks.check(annotation);
        MaskChecks.check(annotation, kind);
        KeypointChecks.check(annotation, kind);
        annotation.setSegmentSlots(PanopticChecks.check(annotation, PanopticChecks.isTruth(kind, annotation.known())));
        CaptionChecks.check(annotation);
        FrameChecks.check(annotation);
        SpellingChecks.check(annotation);
        if (!dataset) {
            ResultChecks.checkOne(annotation);
        }
    }
}
