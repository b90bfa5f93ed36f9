package dev.copra.evaluate.panoptic;

import dev.copra.evaluate.panoptic.PanopticQuality.Segment;
import dev.copra.evaluate.similarity.Boundaries;
import dev.copra.mask.Rle;
import dev.copra.mask.RunBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which segment each pixel belongs to.
 *
 * @param ids of the segments, row by row; 0 is none's. Not copied: it must not be written to
 * @param width of the picture in pixels, at least 1
 */
public record PanopticPicture(int[] ids, int width) {

    /**
     * A picture in which only the boundaries of the segments have their ids.
     *
     * @param areas pixels of the boundary of each segment
     */
    record Edges(PanopticPicture picture, Map<Integer, Long> areas) {}

    /**
     * Paints the boundaries as the panoptic tool of boundary-iou-api does: one segment after the other in the same picture, what
     * is inside of a boundary getting an id of its own. A segment that has that id itself takes the insides of those before it.
     *
     * @param inside the id of what is inside
     * @param ratio width of a boundary, as a share of the picture's diagonal
     */
    Edges edges(List<Segment> segments, int inside, double ratio) {
        int[] painted = ids.clone();
        Map<Integer, Long> areas = new HashMap<>();
        for (Segment segment : segments) {
            Rle mask = mask(painted, segment.id());
            Rle edge = Boundaries.of(mask, ratio);
            paint(painted, mask, inside);
            paint(painted, edge, segment.id());
            areas.put(segment.id(), edge.area());
        }
        return new Edges(new PanopticPicture(painted, width), areas);
    }

    /** Row by row is column by column of the transposed picture, whose boundaries are the transposed ones. */
    private Rle mask(int[] pixels, int id) {
        RunBuilder runs = new RunBuilder(64);
        for (int from = 0; from < pixels.length; from++) {
            if (pixels[from] == id) {
                int to = from + 1;
                while (to < pixels.length && pixels[to] == id) {
                    to++;
                }
                runs.append(from, to);
                from = to;
            }
        }
        return runs.build(width, pixels.length / width);
    }

    private static void paint(int[] pixels, Rle mask, int id) {
        int[] counts = mask.counts();
        int at = 0;
        for (int i = 1; i < counts.length; i += 2) {
            int from = at + counts[i - 1];
            at = from + counts[i];
            Arrays.fill(pixels, from, at, id);
        }
    }

    int height() {
        return ids.length / width;
    }

    boolean sameSize(PanopticPicture other) {
        return width == other.width && ids.length == other.ids.length;
    }
}
