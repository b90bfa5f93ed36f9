package dev.copra.detect;

import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.overlap.BoxOverlap;
import dev.copra.overlap.Suppression;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of a model's instances become detections.
 *
 * @param leastScore what scores less goes
 * @param mostOverlap of two boxes the one with the lower score goes if their IoU is more; 1 for no suppression
 * @param agnostic whether boxes of other categories suppress, too
 * @param mostPerImage how many stay in an image, the best ones
 * @param masks whether detections have masks, else boxes alone
 */
public record DetectionRules(double leastScore, double mostOverlap, boolean agnostic, int mostPerImage, boolean masks) {

    /** The instances that stay, the best first. */
    List<Instance> chosen(List<Instance> found) {
        double[] scores = new double[found.size()];
        double[] boxes = new double[4 * found.size()];
        for (int i = 0; i < scores.length; i++) {
            Instance instance = found.get(i);
            scores[i] = instance.score();
            boxes[4 * i] = instance.box().x();
            boxes[4 * i + 1] = instance.box().y();
            boxes[4 * i + 2] = instance.box().width();
            boxes[4 * i + 3] = instance.box().height();
        }
        Suppression.Overlap overlap =
                (i, j) -> agnostic || found.get(i).label() == found.get(j).label()
                        ? BoxOverlap.iou(boxes, 4 * i, boxes, 4 * j, false)
                        : 0;
        int[] leader = mostOverlap < 1 ? Suppression.clusters(scores, boxes, overlap, mostOverlap) : null;
        List<Instance> chosen = new ArrayList<>();
        for (int i : Suppression.order(scores)) {
            if (scores[i] >= leastScore && (leader == null || leader[i] == i) && chosen.size() < mostPerImage) {
                chosen.add(found.get(i));
            }
        }
        return chosen;
    }
}
