package dev.copra.dataset;

import java.io.IOException;

/** Refuses documents whose annotations are no instances in images. */
public final class InstanceCheck {
    private InstanceCheck() {}

    /** @throws IllegalArgumentException if the annotations are panoptic, or of videos */
    public static void check(CocoIndex index) throws IOException {
        index.readAnnotations(annotation -> {
            if (annotation.has("segments_info")) {
                throw new IllegalArgumentException(
                        "panoptic annotations are not cut; 'copra convert' makes instances of them");
            }
            if (annotation.has("segmentations")) {
                throw new IllegalArgumentException("annotations of videos are not cut");
            }
        });
    }
}
