package dev.copra.evaluate.similarity;

import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.read.Truth;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import dev.copra.overlap.MaskPool;

/** Makes the similarities of an evaluation, one a thread. What they share, such as the boundaries of masks, is made once. */
public final class Similarities {
    private final Instances known;
    private final Instances found;
    private final Kind kind;
    /** The boundaries of masks, or null if they are not compared. */
    private final MaskPool edgesFound;

    private final MaskPool edgesKnown;
    /** As {@link Similarity.Keypoints} has them, or null if keypoints are not compared. */
    private final double[][] sigmas;

    /**
     * Makes what they share.
     *
     * @param wanted ranks of the truth's categories, by slot; objects of those below 0 are not compared
     * @throws dev.copra.io.RefusedException if keypoints are compared and there are not as many sigmas as they are
     */
    public Similarities(Truth truth, Instances found, Rules rules, int[] wanted, int threads) {
        known = truth.objects();
        this.found = found;
        kind = rules.kind();
        boolean boundaries = kind == Kind.BOUNDARY;
        edgesFound = boundaries ? Boundaries.of(found, rules.boundaryRatio(), threads) : null;
        edgesKnown = boundaries ? Boundaries.of(known, rules.boundaryRatio(), threads) : null;
        sigmas = kind == Kind.KEYPOINTS ? Sigmas.of(truth, rules.sigmas(), wanted) : null;
    }

    /** A similarity for one thread. @param least IoU that is to be told from 0 */
    public Similarity forThread(double least) {
        return switch (kind) {
            case BBOX -> new Similarity.Boxes(found, known);
            case OBB -> new Similarity.Corners(found, known);
            case SEGM -> new Similarity.Masks(found, known, least);
            case BOUNDARY -> new Similarity.Edges(new Similarity.Masks(found, known, least), edgesFound, edgesKnown);
            case KEYPOINTS -> Similarity.Keypoints.of(found, known, sigmas);
        };
    }
}
