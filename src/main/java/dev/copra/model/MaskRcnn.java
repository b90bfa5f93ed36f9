package dev.copra.model;

import dev.copra.mask.Box;
import dev.copra.model.InstanceModel.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Mask R-CNN as torchvision and the ONNX model zoo export it: boxes [n, 4] as two corners in the input, labels [n], scores [n]
 * and masks [n, 1, h, w], probabilities over the whole input or over each box.
 *
 * @param boxes name of the output
 * @param labels name of the output
 * @param scores name of the output
 * @param masks name of the output
 * @param pasting for masks over the box
 */
record MaskRcnn(String boxes, String labels, String scores, String masks, Pasting pasting) implements InstanceFamily {
    @Override
    public List<Instance> detections(Map<String, Tensor> outputs, Placement placement, double least)
            throws ModelException {
        Tensor corners = Outputs.of(outputs, boxes, -1, 4);
        int count = corners.dim(0);
        Tensor label = Outputs.of(outputs, labels, count);
        Tensor score = Outputs.of(outputs, scores, count);
        Masks maps = new Masks(Outputs.of(outputs, masks, count, 1, -1, -1), pasting, placement);
        List<Instance> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (score.get(i) >= least) {
                Box box = placement.toImage(
                        corners.get(4 * i), corners.get(4 * i + 1), corners.get(4 * i + 2), corners.get(4 * i + 3));
                found.add(new Instance(box, (int) label.get(i), score.get(i), maps.of(i, box)));
            }
        }
        found.sort(Instance.BEST_FIRST);
        return found;
    }
}
