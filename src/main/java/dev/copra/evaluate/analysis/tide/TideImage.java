package dev.copra.evaluate.analysis.tide;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.match.ImagePairs;

/**
 * What TIDE says of the objects of one image, by the rules of tidecv 1.0.1.
 *
 * @param category of each detection, the best score first
 * @param score of each detection
 * @param kind of each detection, or null if it has found its truth
 * @param ignored of each detection whether AP does not count it
 * @param owned of each detection the truth that it would find if it were put right, as its position among those that count, or -1
 * @param truthCategory of each truth that counts, in the order of the file
 * @param truthState of each truth that counts
 */
public record TideImage(
        Id image,
        int[] category,
        double[] score,
        TideKind[] kind,
        boolean[] ignored,
        int[] owned,
        int[] truthCategory,
        TruthState[] truthState) {

    /** What became of a truth. */
    public enum TruthState {
        /** A detection has found it. */
        FOUND,
        /** Not found, but a detection would find it that is of the wrong category or badly placed. */
        USABLE,
        /** No detection would find it, whatever was put right. */
        MISSED
    }

    /** The category of the truth that a detection would find if it were put right, or -1. */
    int repaired(int detection) {
        return owned[detection] < 0 ? -1 : truthCategory[owned[detection]];
    }

    /** Sorts the objects of an image. @param threshold from which IoU on a detection has found its truth @param background up to which
     * IoU it is of nothing */
    public static TideImage of(ImagePairs pairs, double threshold, double background) {
        return new TideSorter(pairs, threshold, background).sort();
    }
}
