package dev.copra.format.region;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import java.util.ArrayList;
import java.util.List;

/** Polygons that formats for people can hold: those of three vertices or more. */
public final class UsableRings {
    private UsableRings() {}

    /** The rings of a region that have an area; null if without the others it has other pixels, or none is left. */
    public static List<double[]> of(Region.Rings region, DatasetImage image) {
        List<double[]> usable = new ArrayList<>(region.rings().size());
        for (double[] ring : region.rings()) {
            if (ring.length >= 6 && ring.length % 2 == 0) {
                usable.add(ring);
            }
        }
        if (usable.isEmpty()) {
            return null;
        }
        if (usable.size() == region.rings().size()) {
            return region.rings();
        }
        return Regions.mask(new Region.Rings(usable), image.height(), image.width())
                        .equals(Regions.mask(region, image.height(), image.width()))
                ? usable
                : null;
    }
}
