package dev.copra.evaluate.read;

/**
 * Objects category by category, in each by image, ascending, in each in the order of the file. Without categories all are in
 * one group, in an image in the order of their categories, as {@code COCOeval} pools them.
 *
 * @param order indices of the objects
 * @param image rank of the image of each entry of {@code order}
 * @param starts where each category starts in {@code order}; one entry more than categories
 */
public record Grouping(int[] order, int[] image, int[] starts) {

    /** Where the entries of an image end, if there are any of it from a position on; else that position. */
    public int endOfImage(int from, int rank) {
        int end = from;
        while (end < image.length && image[end] == rank) {
            end++;
        }
        return end;
    }

    /** Which objects are grouped, and by which ranks. */
    public interface Place {
        /** Rank of the image, or -1 to leave the object out. */
        int image(int object);

        /** Rank of the category, or -1 to leave the object out. */
        int category(int object);
    }

    /**
     * Groups objects.
     *
     * @param entries the objects in the order of the file
     */
    public static Grouping of(int[] entries, Place place, int images, int categories, boolean useCategories) {
        int count = 0;
        int[] kept = new int[entries.length];
        for (int entry : entries) {
            if (place.image(entry) >= 0 && place.category(entry) >= 0) {
                kept[count++] = entry;
            }
        }
        int[] imageOf = new int[count];
        int[] categoryOf = new int[count];
        int[] identity = new int[count];
        for (int i = 0; i < count; i++) {
            imageOf[i] = place.image(kept[i]);
            categoryOf[i] = place.category(kept[i]);
            identity[i] = i;
        }
        int[] sorted = useCategories
                ? countingSort(countingSort(identity, imageOf, images), categoryOf, categories)
                : countingSort(countingSort(identity, categoryOf, categories), imageOf, images);
        int[] order = new int[count];
        int[] image = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = kept[sorted[i]];
            image[i] = imageOf[sorted[i]];
        }
        return new Grouping(order, image, useCategories ? starts(categoryOf, categories) : new int[] {0, count});
    }

    private static int[] starts(int[] keys, int values) {
        int[] starts = new int[values + 1];
        for (int key : keys) {
            starts[key + 1]++;
        }
        for (int v = 0; v < values; v++) {
            starts[v + 1] += starts[v];
        }
        return starts;
    }

    /** Stable. */
    private static int[] countingSort(int[] entries, int[] keys, int values) {
        int[] next = starts(keys, values);
        int[] sorted = new int[entries.length];
        for (int entry : entries) {
            sorted[next[keys[entry]]++] = entry;
        }
        return sorted;
    }
}
