package dev.copra.validate;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;

/** Shows an annotation to the families that look at one alone, each of which builds on those before it. */
final class AnnotationFamilies {
    private AnnotationFamilies() {}

    static void check(Annotation annotation, PolygonChecks polygons, DocumentKind kind) {
        CocoRecord record = annotation.subject.record;
        boolean dataset = kind == DocumentKind.DATASET;
        ReferenceChecks.check(annotation, annotation.known.images.size() > 0, annotation.known.categories.size() > 0);
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
        annotation.segmentSlots = PanopticChecks.check(annotation, PanopticChecks.isTruth(kind, annotation.known));
        CaptionChecks.check(annotation);
        FrameChecks.check(annotation);
        SpellingChecks.check(annotation);
        if (!dataset) {
            ResultChecks.checkOne(annotation);
        }
    }
}
