package dev.copra.evaluate.analysis;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What COCO's error analysis asks of an image. Bit b of a detection is for the b-th of {@link CocoErrorKind#MATCHED}.
 *
 * @param image its id, as JSON
 * @param category of each detection, the best score first; of each category no more than count
 * @param matched by range of area, of each detection: the steps at which it has found a truth
 * @param ignored likewise: those at which it counts neither for nor against
 * @param truths by range of area: the categories of the truths that count
 */
record CocoErrorImage(
        JsonNode image, int[] category, double[] score, byte[][] matched, byte[][] ignored, int[][] truths) {

    /** @throws IllegalArgumentException if it makes no sense */
    CocoErrorImage checked(int areas, int categories) {
        boolean fits = image != null && category != null && score != null && score.length == category.length;
        fits = fits && matched != null && matched.length == areas && ignored != null && ignored.length == areas;
        fits = fits && truths != null && truths.length == areas;
        for (int a = 0; fits && a < areas; a++) {
            fits = matched[a].length == category.length && ignored[a].length == category.length;
            fits = fits && areCategories(truths[a], categories);
        }
        if (!fits || !areCategories(category, categories)) {
            throw new IllegalArgumentException("the matches of an image make no sense");
        }
        return this;
    }

    private static boolean areCategories(int[] numbers, int categories) {
        for (int number : numbers) {
            if (number < 0 || number >= categories) {
                return false;
            }
        }
        return true;
    }
}
