package dev.copra.evaluate.similarity;

import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.read.Truth;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import java.util.Arrays;

/**
 * The sigmas of each category's keypoints: those of the command line or, where their number does not fit, those of the file, or
 * COCO's 17.
 */
final class Sigmas {
    private Sigmas() {}

    /**
     * For each category of the truths.
     *
     * @param given for all categories with as many keypoints, or null
     * @param wanted ranks of the categories, by slot; others need no sigmas
     * @return by slot plus one, the first being of objects without a category; null where there is no object to compare
     * @throws IllegalArgumentException if there are none of the right number
     */
    static double[][] of(Truth truth, double[] given, int[] wanted) {
        Instances known = truth.objects();
        double[][] sigmas = new double[known.categories.size() + 1][];
        for (int g = 0; g < known.size; g++) {
            int category = known.category[g];
            if (sigmas[category + 1] == null && (category < 0 || wanted[category] >= 0)) {
                sigmas[category + 1] = choose(truth, category, known.jointCount[g], given);
            }
        }
        return sigmas;
    }

    private static double[] choose(Truth truth, int slot, int joints, double[] given) {
        double[] declared = null;
        for (Category category : truth.categories()) {
            if (truth.objects().categories.find(category.id()) == slot) {
                declared = category.sigmas();
            }
        }
        for (double[] sigmas : Arrays.asList(given, declared, KeypointSimilarity.cocoSigmas())) {
            if (sigmas != null && sigmas.length == joints) {
                return sigmas;
            }
        }
        double[] nearest = given != null ? given : declared != null ? declared : KeypointSimilarity.cocoSigmas();
        throw new RefusedException(
                "the objects of the category "
                        + (slot < 0 ? "none" : truth.objects().categories.id(slot)) + " have " + joints
                        + " keypoints each, but there are " + nearest.length
                        + " sigmas",
                Remedy.SIGMAS);
    }
}
