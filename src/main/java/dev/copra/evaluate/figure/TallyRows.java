package dev.copra.evaluate.figure;

import java.util.Arrays;

/**
 * What a partial evaluation says of one category: its detections as columns, image by image.
 *
 * @param truths by range of area: how many truths count
 * @param image of each detection its image's position in the list of the images
 * @param score of each detection
 * @param iou of each detection with the truth that it has found at the first threshold; 0 if none
 * @param matched by range of area: of each detection a bit for every threshold at which it has found a truth
 * @param ignored by range of area: of each detection a bit for every threshold at which it counts neither for nor against
 */
record TallyRows(int[] truths, int[] image, double[] score, double[] iou, long[][] matched, long[][] ignored) {

    static TallyRows of(CategoryMatches matches) {
        return new TallyRows(
                matches.truths(),
                matches.image(),
                matches.score(),
                matches.iou(),
                matches.matched(),
                matches.ignored());
    }

    /** @throws IllegalArgumentException if the columns do not fit together */
    CategoryMatches matches(int areas, int images) {
        int size = image.length;
        boolean fits = truths.length == areas && score.length == size && iou.length == size;
        fits &= matched.length == areas && ignored.length == areas;
        for (int a = 0; fits && a < areas; a++) {
            fits = truths[a] >= 0 && matched[a].length == size && ignored[a].length == size;
        }
        for (int i = 0; fits && i < size; i++) {
            fits = image[i] >= (i == 0 ? 0 : image[i - 1]) && image[i] < images && !Double.isNaN(score[i]);
        }
        if (!fits) {
            throw new IllegalArgumentException("the columns of a category do not fit together");
        }
        return new CategoryMatches(size, image, score, ranks(image), iou, matched, ignored, truths);
    }

    /** The positions of the detections within their images. */
    private static int[] ranks(int[] image) {
        int[] ranks = new int[image.length];
        for (int i = 1; i < ranks.length; i++) {
            ranks[i] = image[i] == image[i - 1] ? ranks[i - 1] + 1 : 0;
        }
        return ranks;
    }

    /**
     * Puts the rows of one category together, by image, ascending. No image has rows in two parts.
     *
     * @param parts with the images' positions in the list of all
     */
    static CategoryMatches merged(CategoryMatches[] parts, int areas, int images) {
        int size = Arrays.stream(parts).mapToInt(CategoryMatches::size).sum();
        // where the rows of each image start
        int[] at = new int[images + 1];
        int[] truths = new int[areas];
        for (CategoryMatches part : parts) {
            for (int image : part.image()) {
                at[image + 1]++;
            }
            for (int a = 0; a < areas; a++) {
                truths[a] = Math.addExact(truths[a], part.truths()[a]);
            }
        }
        for (int i = 0; i < images; i++) {
            at[i + 1] += at[i];
        }
        CategoryMatches all = CategoryMatches.ofSize(size, truths);
        for (CategoryMatches part : parts) {
            for (int i = 0; i < part.size(); i++) {
                int to = at[part.image()[i]]++;
                all.image()[to] = part.image()[i];
                all.score()[to] = part.score()[i];
                all.rank()[to] = part.rank()[i];
                all.iou()[to] = part.iou()[i];
                for (int a = 0; a < areas; a++) {
                    all.matched()[a][to] = part.matched()[a][i];
                    all.ignored()[a][to] = part.ignored()[a][i];
                }
            }
        }
        return all;
    }

    /** The same rows, with other positions of their images. */
    static CategoryMatches moved(CategoryMatches part, int[] positions) {
        int[] image = Arrays.stream(part.image()).map(i -> positions[i]).toArray();
        return new CategoryMatches(
                part.size(),
                image,
                part.score(),
                part.rank(),
                part.iou(),
                part.matched(),
                part.ignored(),
                part.truths());
    }
}
