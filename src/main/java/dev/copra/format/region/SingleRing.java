package dev.copra.format.region;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import dev.copra.shape.RingJoiner;
import java.util.ArrayList;
import java.util.List;

/**
 * A region as one ring with the very same pixels, for formats that have one polygon an instance: parts are joined by bridges, holes by
 * keyholes, both of no width. The pixels are computed when they are asked for: a single ring needs none.
 */
public final class SingleRing {
    /** A ring has no pixel that lies farther from its vertices' box. */
    private static final double APART = 2;

    private final Region region;
    private final DatasetImage image;
    private final double[] ring;
    private final boolean changed;
    private Rle mask;

    /** @param region a mask, or polygons; the image has a size */
    public SingleRing(Region region, DatasetImage image) {
        this.region = region;
        this.image = image;
        if (region instanceof Region.Rings rings) {
            List<double[]> usable = usable(rings.rings());
            if (usable.size() == 1) {
                ring = usable.get(0);
                changed = rings.rings().size() != 1;
                return;
            }
            if (!usable.isEmpty()) {
                // rings that overlap are a union, and one ring would be their difference
                double[] joined = RingJoiner.join(usable);
                if (areApart(usable)
                        || Regions.mask(new Region.Rings(List.of(joined)), image.height(), image.width())
                                .equals(mask())) {
                    ring = joined;
                    changed = true;
                    return;
                }
            }
        }
        ring = traced();
        changed = true;
    }

    private static List<double[]> usable(List<double[]> rings) {
        List<double[]> usable = new ArrayList<>(rings.size());
        for (double[] ring : rings) {
            if (ring.length >= 6) {
                usable.add(ring);
            }
        }
        return usable;
    }

    /** Whether rings lie so far from each other that no pixel can belong to two. */
    private static boolean areApart(List<double[]> rings) {
        List<Box> boxes = new ArrayList<>(rings.size());
        for (double[] ring : rings) {
            Box box = Regions.bounds(new Region.Line(ring));
            for (Box other : boxes) {
                if (box.x() < other.right() + APART
                        && other.x() < box.right() + APART
                        && box.y() < other.bottom() + APART
                        && other.y() < box.bottom() + APART) {
                    return false;
                }
            }
            boxes.add(box);
        }
        return true;
    }

    /** The ring, or null if the region has no pixel. */
    public double[] ring() {
        return ring;
    }

    /** Whether the ring is another one than the region's own. */
    public boolean changed() {
        return changed;
    }

    /** The pixels of the region. */
    public Rle mask() {
        if (mask == null) {
            mask = Regions.mask(region, image.height(), image.width());
        }
        return mask;
    }

    /** A ring along the pixel edges, or null if the region has no pixel. */
    public double[] traced() {
        return mask().isEmpty() ? null : RingJoiner.join(MaskTracer.trace(mask()));
    }
}
