package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.id.Id;
import dev.copra.dataset.ImageCopies;
import java.io.IOException;

/**
 * The second pass of a split: each image and annotation goes to its part with its very bytes; all else is in every part. What names no
 * image is in the first part.
 */
public final class RecordDivision implements CocoVisitor {
    private final Survey survey;
    private final Split split;
    private final int[] partOf;
    private final ImageCopies files;

    /** @param files copies the files of the images into a folder for each part; null if they are not copied */
    public RecordDivision(Survey survey, Split split, Division division, ImageCopies files) {
        this.survey = survey;
        this.split = split;
        this.partOf = division.partOf();
        this.files = files;
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException, IOException {
        Id id = image.id("id");
        int part = id.present() ? partOf[survey.images().find(id)] : 0;
        if (files != null) {
            files.copyUnder(split.parts().get(part).name() + "/", image);
        }
        return Edit.keepIn(part);
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
