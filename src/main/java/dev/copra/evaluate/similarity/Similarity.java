package dev.copra.evaluate.similarity;

import dev.copra.evaluate.read.Instances;
import dev.copra.overlap.BoxOverlap;
import dev.copra.overlap.MaskPool;
import dev.copra.overlap.QuadOverlap;

/**
 * How much a detection and a truth have in common, 0 to 1, by the kind of evaluation. One a thread. Records rather than
 * lambdas, which take longer to link than a small file takes to be evaluated.
 */
public interface Similarity {

    /**
     * Of detection d and truth g, both indices of objects. May be 0 where it is below the least threshold. Best asked for all
     * detections with one truth before the next.
     */
    double of(int d, int g);

    /** Of boxes. */
    record Boxes(Instances detections, Instances truths) implements Similarity {
        @Override
        public double of(int d, int g) {
            return BoxOverlap.iou(detections.box, 4 * d, truths.box, 4 * g, truths.crowd[g]);
        }
    }

    /** Of turned boxes, by their corners. */
    record Corners(Instances detections, Instances truths, QuadOverlap overlap) implements Similarity {
        Corners(Instances detections, Instances truths) {
            this(detections, truths, new QuadOverlap());
        }

        @Override
        public double of(int d, int g) {
            return overlap.iou(detections.corners, 8 * d, truths.corners, 8 * g, truths.crowd[g]);
        }
    }

    /** Of masks. */
    record Masks(Instances detections, Instances truths, TruthMasks known, double least) implements Similarity {
        /** Reads the truths' masks once, for all detections. */
        public Masks(Instances detections, Instances truths, double least) {
            this(detections, truths, new TruthMasks(truths), least);
        }

        @Override
        public double of(int d, int g) {
            MaskPool found = detections.masks;
            return known.mayMeet(g, found, detections.mask[d])
                    ? found.iou(detections.mask[d], known.pool(g), known.index(g), truths.crowd[g], least)
                    : 0;
        }
    }

    /** The lesser of the masks' and the boundaries' IoU; a crowd region's is that of the mask alone. */
    record Edges(Masks masks, MaskPool found, MaskPool known) implements Similarity {
        @Override
        public double of(int d, int g) {
            double iou = masks.of(d, g);
            if (iou <= 0 || masks.truths.crowd[g]) {
                return iou;
            }
            return Math.min(iou, found.iou(d, known, g, false, masks.least));
        }
    }

    /**
     * Object keypoint similarity; 0 where two objects do not have the same number of joints.
     *
     * @param byCategory by the slot of the truth's category, plus one; null where there are no truths
     */
    record Keypoints(Instances detections, Instances truths, KeypointSimilarity[] byCategory) implements Similarity {
        /** @param sigmas as {@code byCategory} */
        static Keypoints of(Instances detections, Instances truths, double[][] sigmas) {
            KeypointSimilarity[] similarities = new KeypointSimilarity[sigmas.length];
            for (int k = 0; k < sigmas.length; k++) {
                similarities[k] = sigmas[k] == null ? null : new KeypointSimilarity(sigmas[k]);
            }
            return new Keypoints(detections, truths, similarities);
        }

        @Override
        public double of(int d, int g) {
            return detections.jointCount[d] == truths.jointCount[g]
                    ? byCategory[truths.category[g] + 1].of(detections, d, truths, g)
                    : 0;
        }
    }
}
