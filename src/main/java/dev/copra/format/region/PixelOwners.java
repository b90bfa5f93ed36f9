package dev.copra.format.region;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Overlap;
import dev.copra.mask.Rle;
import dev.copra.mask.RunBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which instance each pixel of an image belongs to, for formats in which that is one at most. */
public final class PixelOwners {
    /** Row by row: one more than the index of the instance; 0 is none's. */
    private final int[] owners;

    private final long[] areas;
    private final boolean[] covered;

    /**
     * Paints instances.
     *
     * @param image has a size
     * @param instances those without a region own nothing
     */
    public PixelOwners(DatasetImage image, List<Instance> instances, Overlap overlap) {
        int width = image.width();
        int height = image.height();
        owners = new int[width * height];
        List<Rle> masks = new ArrayList<>();
        for (Instance instance : instances) {
            masks.add(
                    instance.region() == null
                            ? Rle.empty(height, width)
                            : Regions.mask(instance.region(), height, width));
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < masks.size(); i++) {
            order.add(i);
        }
        if (overlap == Overlap.AREA) {
            order.sort(Comparator.comparing((Integer i) -> -masks.get(i).area()));
        }
        for (int i : order) {
            masks.get(i).paintRows(owners, i + 1);
        }
        areas = new long[masks.size()];
        for (int owner : owners) {
            if (owner > 0) {
                areas[owner - 1]++;
            }
        }
        covered = new boolean[areas.length];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = areas[i] < masks.get(i).area();
        }
    }

    /** Row by row, one more than the index of the instance that a pixel belongs to, or 0. Not copied. */
    public int[] owners() {
        return owners;
    }

    /** How many pixels an instance owns. */
    public long area(int instance) {
        return areas[instance];
    }

    /** Whether another instance owns pixels of an instance. */
    public boolean isCovered(int instance) {
        return covered[instance];
    }

    /**
     * The masks of the values of a picture.
     *
     * @param values row by row, width * height of them
     * @return by value, in the order in which they first come, column by column
     */
    public static Map<Integer, Rle> masks(int[] values, int width, int height) {
        Map<Integer, RunBuilder> builders = new LinkedHashMap<>();
        int run = 0;
        int before = values[0];
        int p = 0;
        for (int x = 0; x < width; x++) {
            for (int at = x; at < values.length; at += width, p++) {
                if (values[at] != before) {
                    builders.computeIfAbsent(before, v -> new RunBuilder(16)).append(run, p);
                    run = p;
                    before = values[at];
                }
            }
        }
        builders.computeIfAbsent(before, v -> new RunBuilder(16)).append(run, p);
        Map<Integer, Rle> masks = new LinkedHashMap<>();
        builders.forEach((value, builder) -> masks.put(value, builder.build(height, width)));
        return masks;
    }
}
