package dev.copra.validate.fix;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.validate.check.annotation.BoxChecks;
import dev.copra.validate.record.Subject;
import java.util.Arrays;

/** How far the boxes of each image reach to the right and down. 20 to 32 bytes an image. */
final class Extents {
    private final IdTable images = new IdTable();
    private float[] right = new float[64];
    private float[] bottom = new float[64];

    void add(CocoRecord annotation) {
        Subject subject = new Subject(annotation, DocumentKind.DATASET);
        Id image = subject.id("image_id");
        double[] box = subject.numbers("bbox");
        if (!image.present() || box == null || box.length != 4) {
            return;
        }
        images.add(image);
        int slot = images.find(image);
        if (slot >= right.length) {
            right = Arrays.copyOf(right, 2 * slot);
            bottom = Arrays.copyOf(bottom, 2 * slot);
        }
        right[slot] = (float) Math.max(right[slot], box[0] + box[2]);
        bottom[slot] = (float) Math.max(bottom[slot], box[1] + box[3]);
    }

    /**
     * Whether the annotations of an image speak for exchanging its sides: there are none, or they lie within it then. Where
     * EXIF turns the picture they may have been made as it is seen; then they must not lie within it as it stands.
     */
    boolean proveExchange(Id image, int width, int height, boolean turned) {
        int slot = images.find(image);
        if (slot < 0) {
            return true;
        }
        return isWithin(slot, height, width) && !(turned && isWithin(slot, width, height));
    }

    private boolean isWithin(int slot, int width, int height) {
        return right[slot] <= width + BoxChecks.OUTSIDE_TOLERANCE
                && bottom[slot] <= height + BoxChecks.OUTSIDE_TOLERANCE;
    }
}
