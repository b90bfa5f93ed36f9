package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;

/**
 * The second pass of a split: each image and annotation goes to its part with its very bytes; all else is in every part. What names no
 * image is in the first part.
 */
public final class RecordDivision implements CocoVisitor {
    private final Survey survey;
    private final int[] partOf;

    public RecordDivision(Survey survey, Division division) {
        this.survey = survey;
        this.partOf = division.partOf();
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException {
        Id id = image.id("id");
        return Edit.keepIn(id.present() ? partOf[survey.images().find(id)] : 0);
    }

    @Override
    public Edit annotation(CocoRecord annotation) {
        int image = survey.imageOf((int) annotation.index());
        return Edit.keepIn(image < 0 ? 0 : partOf[image]);
    }

    @Override
    public boolean readsAmbiguous() {
        return true;
    }

    @Override
    public void reject(AnnotationException problem) {
        // was told in the first pass
    }
}
