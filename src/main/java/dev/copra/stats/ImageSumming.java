package dev.copra.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is beside each other in images. Is shown the objects image by image. */
final class ImageSumming {
    private static final int HISTOGRAM = 101;
    private static final int CENTRES = 24;
    private static final int SIZES_NAMED = 10;

    private final MeasuredImages images;
    private final ObjectTable objects;
    private final OverlapTally overlaps;
    private final CategoryPairs pairs = new CategoryPairs();
    private final IntCounts categoriesAnImage = new IntCounts();
    /** By image slot. */
    private final int[] instances;

    private final long[] imagesOf;
    private final long[][] centres = new long[CENTRES][CENTRES];
    private long centred;
    private long annotated;

    private int image = ObjectTable.NONE;
    private final boolean[] present;
    private int[] seen = new int[16];
    private int seenCount;

    /** @param ranks how many there are @param categories how many of them, the first ones, are categories */
    ImageSumming(MeasuredImages images, ObjectTable objects, int ranks, int categories) {
        this.images = images;
        this.objects = objects;
        overlaps = new OverlapTally(ranks);
        instances = new int[images.size()];
        imagesOf = new long[categories];
        present = new boolean[categories];
    }

    /** @param category rank, from 0 */
    void add(int at, int category) {
        int its = objects.image(at);
        if (its != image) {
            endImage();
            image = its;
        }
        if (!objects.isCrowd(at)) {
            overlaps.add(objects, at, category);
        }
        if (image < 0) {
            // of objects without an image it is not known what is beside them
            overlaps.endImage();
            return;
        }
        if (category < present.length && !present[category]) {
            present[category] = true;
            if (seenCount == seen.length) {
                seen = Arrays.copyOf(seen, 2 * seenCount);
            }
            seen[seenCount++] = category;
        }
        if (!objects.isCrowd(at)) {
            instances[image]++;
            centre(at);
        }
    }

    private void centre(int at) {
        if (objects.hasBox(at) && images.isSized(image)) {
            double[] box = objects.box(at);
            centres[cell((box[1] + box[3] / 2) / images.height(image))][
                    cell((box[0] + box[2] / 2) / images.width(image))]++;
            centred++;
        }
    }

    private static int cell(double share) {
        return Math.max(0, Math.min(CENTRES - 1, (int) Math.floor(share * CENTRES)));
    }

    private void endImage() {
        if (image < 0) {
            return;
        }
        overlaps.endImage();
        annotated++;
        Arrays.sort(seen, 0, seenCount);
        for (int i = 0; i < seenCount; i++) {
            imagesOf[seen[i]]++;
            present[seen[i]] = false;
        }
        pairs.add(seen, seenCount);
        if (images.counts(image)) {
            categoriesAnImage.add(seenCount);
        }
        seenCount = 0;
    }

    /** Ends the last image. */
    void end() {
        endImage();
        long counted = categoriesAnImage.count();
        for (long i = counted; i < images.counted(); i++) {
            categoriesAnImage.add(0);
        }
    }

    OverlapTally overlaps() {
        return overlaps;
    }

    /** How many images have an object of a category. */
    long imagesOf(int category) {
        return imagesOf[category];
    }

    /** How many images have an object. */
    long imagesWithObjects() {
        return annotated;
    }

    /** @param labels of the categories */
    List<DatasetStats.Pair> pairs(String[] labels) {
        return pairs.result(labels, imagesOf, Math.max(images.counted(), annotated));
    }

    DatasetStats.CentreMap centres() {
        return new DatasetStats.CentreMap(centred, centres);
    }

    /** Instances of each image that counts, ascending. */
    double[] crowding() {
        double[] counts = new double[images.counted()];
        int size = 0;
        for (int slot = 0; slot < images.size(); slot++) {
            if (images.counts(slot)) {
                counts[size++] = instances[slot];
            }
        }
        Arrays.sort(counts);
        return counts;
    }

    /** Roots of width times height of the images whose size is known, ascending. */
    double[] imageSides() {
        return measured((width, height) -> Math.sqrt(width * height));
    }

    private interface Measure {
        double of(double width, double height);
    }

    private double[] measured(Measure measure) {
        double[] values = new double[images.size()];
        int size = 0;
        for (int slot = 0; slot < images.size(); slot++) {
            if (images.counts(slot) && images.isSized(slot)) {
                values[size++] = measure.of(images.width(slot), images.height(slot));
            }
        }
        values = Arrays.copyOf(values, size);
        Arrays.sort(values);
        return values;
    }

    DatasetStats.Images images() {
        Map<Long, Long> sizes = new TreeMap<>();
        IntCounts histogram = new IntCounts();
        for (int slot = 0; slot < images.size(); slot++) {
            if (images.counts(slot)) {
                histogram.add(instances[slot]);
                if (images.isSized(slot)) {
                    sizes.merge((long) images.width(slot) << 32 | images.height(slot), 1L, Long::sum);
                }
            }
        }
        List<DatasetStats.Size> frequent = new ArrayList<>();
        sizes.forEach(
                (size, count) -> frequent.add(new DatasetStats.Size((int) (size >> 32), (int) (long) size, count)));
        // stable, so that sizes of equal counts stay in order
        frequent.sort(Comparator.comparingLong(DatasetStats.Size::images).reversed());
        double[] widths = measured((width, height) -> width);
        return new DatasetStats.Images(
                images.counted(),
                annotated,
                images.size() - images.counted(),
                widths.length,
                Quantiles.of(widths),
                Quantiles.of(measured((width, height) -> height)),
                Quantiles.of(measured((width, height) -> width / height)),
                sizes.size(),
                List.copyOf(frequent.subList(0, Math.min(SIZES_NAMED, frequent.size()))),
                histogram.quantiles(),
                histogram.first(HISTOGRAM),
                categoriesAnImage.quantiles());
    }
}
