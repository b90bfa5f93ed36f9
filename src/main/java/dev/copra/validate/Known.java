package dev.copra.validate;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.Id;
import dev.copra.coco.IdTable;
import dev.copra.coco.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What annotations are held against: the images and categories of the document, or of the ground truth that results belong
 * to. Written while these lists are read, which is before the first annotation; only read after that, by many threads.
 */
final class Known {
    final IdTable images = new IdTable();
    final IdTable categories = new IdTable();
    /** Of an image, by slot; 0 if it is missing or no size. */
    private int[] heights = new int[64];

    private int[] widths = new int[64];
    /** Of a category, by slot: how many keypoints it has, or -1 if it does not say. */
    private int[] keypoints = new int[64];

    private final List<String> names = new ArrayList<>();

    void add(CocoRecord record) {
        Subject subject = new Subject(record, null);
        Id id = subject.id("id");
        IdTable table = record.section() == Section.IMAGES ? images : categories;
        if (!id.present() || !table.add(id)) {
            return;
        }
        int slot = table.size() - 1;
        if (record.section() == Section.IMAGES) {
            if (slot == heights.length) {
                heights = Arrays.copyOf(heights, 2 * slot);
                widths = Arrays.copyOf(widths, 2 * slot);
            }
            int height = side(subject, "height");
            int width = side(subject, "width");
            boolean usable = (long) height * width <= Integer.MAX_VALUE;
            heights[slot] = usable ? height : 0;
            widths[slot] = usable ? width : 0;
        } else {
            if (slot == keypoints.length) {
                keypoints = Arrays.copyOf(keypoints, 2 * slot);
            }
            keypoints[slot] = CategoryChecks.keypointCount(record);
            String name = subject.text("name");
            names.add(name == null ? Place.text(id) : name);
        }
    }

    private static int side(Subject image, String member) {
        double side = image.number(member);
        return side >= 1 && side <= ImageChecks.MAX_SIDE && side == Math.rint(side) ? (int) side : 0;
    }

    int height(int image) {
        return heights[image];
    }

    int width(int image) {
        return widths[image];
    }

    int keypoints(int category) {
        return keypoints[category];
    }

    String categoryName(int category) {
        return names.get(category);
    }
}
