package dev.copra.evaluate.panoptic;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.panoptic.PanopticQuality.Segment;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Paints the masks of an image into one picture. Where masks overlap, a pixel belongs to one of them: things come before stuff and
 * both before crowds, then the higher score comes first, then the earlier record. Tells how much that was.
 */
final class PanopticPainter {
    /** A segment that has a mask of its own. @param score 0 for all if the file has none */
    record Masked(Id category, boolean crowd, double score, Rle mask) {}

    private final Set<Id> things;
    private Id firstOverlap;
    private int images;
    private long pixels;
    private int hidden;

    PanopticPainter(Set<Id> things) {
        this.things = things;
    }

    /** Paints an image. Segments of which nothing is to be seen are left out. @param masks all of this size */
    PaintedPicture paint(Id image, List<Masked> masks, int height, int width) {
        List<Masked> sorted = new ArrayList<>(masks);
        sorted.sort(Comparator.comparing(Masked::crowd)
                .thenComparing(masked -> !things.contains(masked.category()))
                .thenComparing(masked -> -masked.score()));
        int[] ids = new int[height * width];
        List<Segment> segments = new ArrayList<>();
        long overlap = 0;
        for (Masked masked : sorted) {
            int id = segments.size() + 1;
            long taken = paint(masked.mask(), id, ids, width);
            overlap += masked.mask().area() - taken;
            if (taken > 0) {
                segments.add(new Segment(id, masked.category(), -1, masked.crowd()));
            } else {
                hidden++;
            }
        }
        if (overlap > 0) {
            firstOverlap = images++ == 0 ? image : firstOverlap;
            pixels += overlap;
        }
        return new PaintedPicture(new PanopticPicture(ids, width), segments);
    }

    /** Paints what is free. @return how many pixels that was */
    private static long paint(Rle mask, int id, int[] ids, int width) {
        int[] counts = mask.counts();
        int height = mask.height();
        long taken = 0;
        int from = 0;
        for (int i = 0; i < counts.length; i++) {
            int to = from + counts[i];
            for (int p = from; i % 2 == 1 && p < to; p++) {
                int at = p % height * width + p / height;
                if (ids[at] == 0) {
                    ids[at] = id;
                    taken++;
                }
            }
            from = to;
        }
        return taken;
    }

    /** What overlapped, for a message; null if nothing did. */
    String overlaps() {
        if (images == 0 && hidden == 0) {
            return null;
        }
        String text = images == 0
                ? ""
                : "masks overlap on " + images + (images == 1 ? " image (" : " images (the first is ") + firstOverlap
                        + "), by " + pixels + (pixels == 1 ? " pixel" : " pixels")
                        + "; such a pixel goes to a thing before stuff, then to the higher score, then to the earlier"
                        + " record";
        return text
                + (hidden == 0
                        ? ""
                        : (images == 0 ? "" : "; ")
                                + hidden
                                + (hidden == 1
                                        ? " segment has no pixel and is left out"
                                        : " segments have no pixel and are left out"));
    }
}
