package dev.copra.model;

import dev.copra.mask.Box;
import dev.copra.model.InstanceModel.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * RF-DETR with masks: {@code dets} [1, n, 4] as centre and size in shares of the input, {@code labels} [1, n, classes] as
 * logits, each class a decision of its own, masks [1, n, h, w] as logits over the input. As in the authors' own
 * post-processing the n best pairs of place and class count.
 *
 * @param masks name of the output
 */
record RfDetr(String masks) implements InstanceFamily {
    @Override
    public List<Instance> detections(Map<String, Tensor> outputs, Placement placement, double least)
            throws ModelException {
        Tensor dets = Outputs.of(outputs, "dets", 1, -1, 4);
        int count = dets.dim(1);
        Tensor labels = Outputs.of(outputs, "labels", 1, count, -1);
        int classes = labels.dim(2);
        QueryMasks maps = new QueryMasks(Outputs.of(outputs, masks, 1, count, -1, -1), placement);
        List<Instance> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Box box = QueryMasks.box(dets, i, placement);
            for (int label = 0; label < classes; label++) {
                double score = Scores.sigmoid(labels.get(i * classes + label));
                if (score >= least) {
                    found.add(new Instance(box, label, score, maps.of(i, box)));
                }
            }
        }
        found.sort(Instance.BEST_FIRST);
        return found.subList(0, Math.min(count, found.size()));
    }
}
