package dev.copra.box2mask;

import dev.copra.image.PicturePart;
import dev.copra.mask.Box;
import java.util.List;

/** The part of a picture that the boxes of a scene need, and the same boxes in that part. */
final class Surroundings {
    /** A small object needs as many pixels around it, a larger one its own size. */
    private static final double LEAST_MARGIN = 64;

    private Surroundings() {}

    /** The part around all boxes, each with its own size on each side; null if no box touches the image. */
    static PicturePart of(List<Target> targets, int height, int width) {
        double left = width;
        double top = height;
        double right = 0;
        double bottom = 0;
        for (Target target : targets) {
            Box box = target.box();
            if (box.x() >= width || box.y() >= height || box.right() <= 0 || box.bottom() <= 0) {
                continue;
            }
            double across = Math.max(LEAST_MARGIN, box.width());
            double down = Math.max(LEAST_MARGIN, box.height());
            left = Math.min(left, box.x() - across);
            top = Math.min(top, box.y() - down);
            right = Math.max(right, box.right() + across);
            bottom = Math.max(bottom, box.bottom() + down);
        }
        if (left >= right || top >= bottom) {
            return null;
        }
        // even corners, so that pairs of pixels stay pairs where a strategy halves the picture
        int x = (int) Math.max(0, left) / 32 * 32;
        int y = (int) Math.max(0, top) / 32 * 32;
        return new PicturePart(
                x, y, (int) Math.ceil(Math.min(width, right)) - x, (int) Math.ceil(Math.min(height, bottom)) - y);
    }

    /** A box of the picture in the coordinates of a part. */
    static Box from(PicturePart part, Box box) {
        return part.left() == 0 && part.top() == 0
                ? box
                : new Box(box.x() - part.left(), box.y() - part.top(), box.width(), box.height());
    }

    static List<Target> from(PicturePart part, List<Target> targets) {
        return part.left() == 0 && part.top() == 0
                ? targets
                : targets.stream().map(target -> from(part, target)).toList();
    }

    private static Target from(PicturePart part, Target target) {
        Target moved = target.withBox(from(part, target.box()));
        return target.known() == null
                ? moved
                : moved.withKnown(target.known()
                        .crop(part.left(), part.top(), part.left() + part.width(), part.top() + part.height()));
    }
}
