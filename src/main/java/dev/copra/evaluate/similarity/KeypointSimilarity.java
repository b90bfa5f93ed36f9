package dev.copra.evaluate.similarity;

import dev.copra.evaluate.numpy.PairwiseMean;
import dev.copra.evaluate.numpy.RoundedExp;
import dev.copra.evaluate.read.Instances;

/**
 * Object keypoint similarity, by {@code computeOks} of pycocotools: the mean over the truth's labelled joints of
 * exp(-d^2 / (2 area (2 sigma)^2)). A truth without a labelled joint is compared by the distance to its box, doubled. The
 * detection's visibility plays no part. Holds scratch memory: one a thread.
 */
final class KeypointSimilarity {
    private static final double[] COCO_TENTHS = {
        .26, .25, .25, .35, .35, .79, .79, .72, .72, .62, .62, 1.07, 1.07, .87, .87, .89, .89
    };
    /** numpy's {@code spacing(1)}. */
    private static final double EPSILON = Math.ulp(1.0);

    private final double[] variances;
    private final double[] terms;

    /** @param sigmas how far annotators scatter about each joint, as a share of the object's size */
    KeypointSimilarity(double[] sigmas) {
        variances = new double[sigmas.length];
        terms = new double[sigmas.length];
        for (int k = 0; k < sigmas.length; k++) {
            double doubled = sigmas[k] * 2;
            variances[k] = doubled * doubled;
        }
    }

    /** The sigmas of COCO's 17 joints. */
    static double[] cocoSigmas() {
        double[] sigmas = new double[COCO_TENTHS.length];
        for (int k = 0; k < sigmas.length; k++) {
            // divided as pycocotools does: five of them are not the nearest double to their decimal
            sigmas[k] = COCO_TENTHS[k] / 10.0;
        }
        return sigmas;
    }

    double of(Instances detections, int d, Instances truths, int g) {
        double[] found = detections.joints;
        double[] known = truths.joints;
        int atFound = detections.jointsAt[d];
        int atKnown = truths.jointsAt[g];
        int labelled = 0;
        for (int k = 0; k < variances.length; k++) {
            labelled += known[atKnown + 3 * k + 2] > 0 ? 1 : 0;
        }
        double scale = truths.area[g] + EPSILON;
        int count = 0;
        for (int k = 0; k < variances.length; k++) {
            double x = found[atFound + 3 * k];
            double y = found[atFound + 3 * k + 1];
            double dx;
            double dy;
            if (labelled == 0) {
                dx = outside(x, truths.box[4 * g], truths.box[4 * g + 2]);
                dy = outside(y, truths.box[4 * g + 1], truths.box[4 * g + 3]);
            } else if (known[atKnown + 3 * k + 2] > 0) {
                dx = x - known[atKnown + 3 * k];
                dy = y - known[atKnown + 3 * k + 1];
            } else {
                continue;
            }
            double e = (dx * dx + dy * dy) / variances[k] / scale / 2;
            terms[count++] = RoundedExp.of(-e);
        }
        return (0.0 + PairwiseMean.sum(terms, 0, count)) / count;
    }

    /** How far a coordinate is outside the side that is three times as long, about the same centre. */
    private static double outside(double x, double start, double length) {
        return Math.max(0, start - length - x) + Math.max(0, x - (start + length * 2));
    }
}
