package dev.copra.validate.record;

import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import java.util.Arrays;

/** The videos of a document, by slot. Written before the first annotation is checked, then only read. */
public final class KnownVideos {
    private final IdTable ids = new IdTable();
    /** Height, width and number of frames of each; 0 where it is missing or none. */
    private int[] numbers = new int[3 * 16];

    void add(Subject video) {
        Id id = video.id("id");
        if (!id.present()) {
            return;
        }
        int at = 3 * ids.slot(id);
        if (at == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * at);
        }
        numbers[at] = Known.side(video, "height");
        numbers[at + 1] = Known.side(video, "width");
        numbers[at + 2] = Known.side(video, "length");
    }

    /** Ids of the videos by slot. */
    public IdTable ids() {
        return ids;
    }

    /** Height of the video of a slot in pixels; 0 if it is not known. */
    public int height(int video) {
        return numbers[3 * video];
    }

    /** Width of the video of a slot in pixels; 0 if it is not known. */
    public int width(int video) {
        return numbers[3 * video + 1];
    }

    /** How many frames the video of a slot has; 0 if it is not known. */
    public int frames(int video) {
        return numbers[3 * video + 2];
    }
}
