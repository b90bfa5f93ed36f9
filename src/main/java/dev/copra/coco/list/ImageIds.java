package dev.copra.coco.list;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.io.Remedy;
import java.util.HashMap;
import java.util.Map;

/**
 * The one rule of how annotations find their images. An image has an id; of images with equal ids the last one counts, in the
 * place of the first, as pycocotools' {@code createIndex} has it; an annotation names one of them.
 */
public final class ImageIds {
    private final IdTable ids = new IdTable();
    private final Map<Id, String> refused = new HashMap<>();

    /** How many images have slots. */
    public int size() {
        return ids.size();
    }

    /**
     * The slot of an image, which is the next one if its id is new. Slots count from 0.
     *
     * @throws AnnotationException if it has no id
     */
    public int add(CocoRecord image) throws AnnotationException {
        return ids.slot(required(image));
    }

    /** Takes in an image that cannot be used. @param reason for those who look for it */
    void refuse(CocoRecord image, AnnotationException reason) throws AnnotationException {
        refused.put(required(image), reason.getMessage());
    }

    private static Id required(CocoRecord image) throws AnnotationException {
        Id id = image.id("id");
        if (!id.present()) {
            throw image.wrong("image-id", "the image has no id");
        }
        return id;
    }

    /** The slot of an image, or -1. */
    public int find(Id image) {
        return image.present() ? ids.find(image) : -1;
    }

    /** The id of the image in a slot. */
    public Id id(int slot) {
        return ids.id(slot);
    }

    /**
     * The slot of an annotation's image.
     *
     * @throws AnnotationException if it names none, or none that is listed and can be used
     */
    public int of(CocoRecord annotation) throws AnnotationException {
        int slot = find(annotation.id("image_id"));
        if (slot < 0) {
            throw unknown(annotation);
        }
        return slot;
    }

    /** Why an annotation's image cannot be had. */
    public AnnotationException unknown(CocoRecord annotation) throws AnnotationException {
        Id image = annotation.id("image_id");
        if (!image.present()) {
            return annotation.wrong("image-missing", "there is no image_id");
        }
        String reason = refused.get(image);
        if (reason != null) {
            return annotation.wrong("image-refused", "its image " + image + " cannot be used: " + reason);
        }
        return annotation
                .wrong("image-unknown", "there is no image with the id " + image)
                .with(size() == 0 ? Remedy.IMAGE_SIZES : null);
    }
}
