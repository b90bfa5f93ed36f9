package dev.copra.evaluate;

import dev.copra.overlap.BoxOverlap;
import dev.copra.overlap.MaskPool;
import dev.copra.overlap.QuadOverlap;

/** How much a detection and a truth have in common, 0 to 1, by the kind of evaluation. One a thread. */
interface Similarity {

    /**
     * Of detection d and truth g, both indices of objects. May be 0 where it is below the least threshold. Best asked for all
     * detections with one truth before the next.
     */
    double of(int d, int g);

    static Similarity boxes(Instances detections, Instances truths) {
        return (d, g) -> BoxOverlap.iou(detections.box, 4 * d, truths.box, 4 * g, truths.crowd[g]);
    }

    /** Of turned boxes, by their corners. */
    static Similarity corners(Instances detections, Instances truths) {
        QuadOverlap overlap = new QuadOverlap();
        return (d, g) -> overlap.iou(detections.corners, 8 * d, truths.corners, 8 * g, truths.crowd[g]);
    }

    static Similarity masks(Instances detections, Instances truths, double least) {
        MaskPool found = detections.masks;
        TruthMasks known = new TruthMasks(truths);
        return (d, g) -> known.mayMeet(g, found, detections.mask[d])
                ? found.iou(detections.mask[d], known.pool(g), known.index(g), truths.crowd[g], least)
                : 0;
    }

    /** The lesser of the masks' and the boundaries' IoU; a crowd region's is that of the mask alone. */
    static Similarity boundaries(
            Instances detections, Instances truths, MaskPool edgesFound, MaskPool edgesKnown, double least) {
        Similarity masks = masks(detections, truths, least);
        return (d, g) -> {
            double iou = masks.of(d, g);
            if (iou <= 0 || truths.crowd[g]) {
                return iou;
            }
            return Math.min(iou, edgesFound.iou(d, edgesKnown, g, false, least));
        };
    }

    /**
     * Object keypoint similarity; 0 where two objects do not have the same number of joints.
     *
     * @param sigmas by the slot of the truth's category, plus one; null where there are no truths
     */
    static Similarity keypoints(Instances detections, Instances truths, double[][] sigmas) {
        KeypointSimilarity[] similarities = new KeypointSimilarity[sigmas.length];
        for (int k = 0; k < sigmas.length; k++) {
            similarities[k] = sigmas[k] == null ? null : new KeypointSimilarity(sigmas[k]);
        }
        return (d, g) -> detections.jointCount[d] == truths.jointCount[g]
                ? similarities[truths.category[g] + 1].of(detections, d, truths, g)
                : 0;
    }
}
