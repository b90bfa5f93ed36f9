package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.id.Id;
import dev.copra.dataset.ImageCopies;
import java.io.IOException;

/**
 * The second pass: copies the records that stay with their very bytes, in their order. What the first pass could not make sense of,
 * such as an image without an id, stays.
 */
public final class RecordCopy implements CocoVisitor {
    private final Survey survey;
    private final StayingRecords staying;
    private final ImageCopies files;

    /** @param files copies the files of the images that stay; null if they are not copied */
    public RecordCopy(Survey survey, StayingRecords staying, ImageCopies files) {
        this.survey = survey;
        this.staying = staying;
        this.files = files;
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException, IOException {
        Id id = image.id("id");
        boolean stays = !id.present() || staying.images().get(survey.images().find(id));
        if (stays && files != null) {
            files.copy(image, null);
        }
        return edit(stays);
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException {
        Id id = category.id("id");
        return edit(
                !id.present() || staying.categories().get(survey.categories().find(id)));
    }

    @Override
    public Edit annotation(CocoRecord annotation) {
        return edit(staying.annotations().get((int) annotation.index()));
    }

    private static Edit edit(boolean stays) {
        return stays ? Edit.KEEP : Edit.DROP;
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
