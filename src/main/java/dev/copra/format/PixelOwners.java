package dev.copra.format;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Regions;
import dev.copra.mask.Rle;
import dev.copra.mask.RunBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which instance each pixel of an image belongs to, for formats in which that is one at most. */
public final class PixelOwners {
    private final int width;
    private final int height;
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
        width = image.width();
        height = image.height();
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
            paint(masks.get(i), i + 1);
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

    private void paint(Rle mask, int owner) {
        int[] counts = mask.counts();
        int at = 0;
        for (int i = 0; i < counts.length; at += counts[i++]) {
            for (int p = at; i % 2 == 1 && p < at + counts[i]; p++) {
                owners[p / height + width * (p % height)] = owner;
            }
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
        for (int p = 1; p <= values.length; p++) {
            int before = values[run / height + width * (run % height)];
            if (p == values.length || values[p / height + width * (p % height)] != before) {
                builders.computeIfAbsent(before, v -> new RunBuilder(16)).append(run, p);
                run = p;
            }
        }
        Map<Integer, Rle> masks = new LinkedHashMap<>();
        builders.forEach((value, builder) -> masks.put(value, builder.build(height, width)));
        return masks;
    }
}
