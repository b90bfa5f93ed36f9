package dev.copra.dataset;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.id.Id;
import dev.copra.io.Input;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Some records of a document, held in memory.
 *
 * @param images in the order of the file
 * @param categories all of them, in the order of the file
 * @param annotations by their position in the list, from 0
 */
public record PickedRecords(List<CocoRecord> images, List<CocoRecord> categories, Map<Long, CocoRecord> annotations) {

    /** Reads a document, or results, for its records. @param images which are wanted @param annotations which, by their position */
    public static PickedRecords of(Input input, Predicate<Id> images, LongPredicate annotations) throws IOException {
        PickedRecords picked = new PickedRecords(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        CocoReader.read(input, new CocoVisitor() {
            @Override
            public Edit image(CocoRecord image) throws AnnotationException {
                if (images.test(image.id("id"))) {
                    picked.images.add(image.detach());
                }
                return Edit.KEEP;
            }

            @Override
            public Edit category(CocoRecord category) {
                picked.categories.add(category.detach());
                return Edit.KEEP;
            }

            @Override
            public Edit annotation(CocoRecord annotation) {
                if (annotations.test(annotation.index())) {
                    picked.annotations.put(annotation.index(), annotation.detach());
                }
                return Edit.KEEP;
            }

            @Override
            public void reject(AnnotationException problem) {
                // told of when the records were used
            }
        });
        return picked;
    }
}
