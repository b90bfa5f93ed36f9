package dev.copra.model.instance;

import dev.copra.mask.Box;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.Outputs;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.Pasting;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.ClassNames;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Mask R-CNN as torchvision and the ONNX model zoo export it: boxes [n, 4] as two corners in the input, labels [n], scores [n]
 * and masks [n, 1, h, w], probabilities over the whole input or over each box.
 *
 * @param pasting for masks over the box
 */
record MaskRcnn(String id, String description, Pasting pasting) implements Family {
    static final MaskRcnn ZOO =
            new MaskRcnn("zoo-mask-rcnn", "Mask R-CNN of the ONNX model zoo: masks of 28 x 28", Pasting.WHOLE);
    static final MaskRcnn TORCHVISION =
            new MaskRcnn("torchvision-mask-rcnn", "Mask R-CNN of torchvision: pasted masks", Pasting.PADDED);

    private static final int SMALL = 28;

    @Override
    public Role role() {
        return Role.INSTANCES;
    }

    private static boolean isBoxes(Port port) {
        return port.rank() == 2 && port.dim(1) == 4;
    }

    private static boolean isLabels(Port port) {
        return port.rank() == 1 && port.type().isInteger();
    }

    private static boolean isScores(Port port) {
        return port.rank() == 1 && !port.type().isInteger();
    }

    private static boolean isMasks(Port port) {
        return port.rank() == 4;
    }

    @Override
    public String recognise(Signature model) {
        Port masks = model.output(MaskRcnn::isMasks).orElse(null);
        if (masks == null
                || model.output(MaskRcnn::isBoxes).isEmpty()
                || model.output(MaskRcnn::isLabels).isEmpty()
                || model.output(MaskRcnn::isScores).isEmpty()) {
            return null;
        }
        boolean small = masks.dim(2) == SMALL && masks.dim(3) == SMALL;
        return small == (this == ZOO)
                ? "its outputs are boxes, labels, scores and masks, the latter "
                        + (small ? "of 28 x 28 in their boxes" : "of the whole image") + " (" + masks + ")"
                : null;
    }

    @Override
    public Settings settings(Signature model) {
        return this == ZOO
                ? Settings.bytes(ImageInput.sizing(model, Sizing.shortest(800, 1333, 32)))
                        .with(Map.of("channels", "bgr", "mean", "102.9801,115.9465,122.7717"))
                        .withClasses(ClassNames.cocoFrom(1))
                : Settings.unit(ImageInput.sizing(model, Sizing.NATIVE)).withClasses(ClassNames.coco());
    }

    @Override
    public SegmentationModel open(Opening opening) throws ModelException {
        Signature model = opening.signature();
        return new WholeImageModel(
                opening,
                new Reader(
                        model.named("boxes", MaskRcnn::isBoxes),
                        model.named("labels", MaskRcnn::isLabels),
                        model.named("scores", MaskRcnn::isScores),
                        model.named("masks", MaskRcnn::isMasks),
                        pasting));
    }

    /**
     * How its outputs are called.
     *
     * @param boxes name of the output
     * @param labels name of the output
     * @param scores name of the output
     * @param masks name of the output
     * @param pasting for masks over the box
     */
    record Reader(String boxes, String labels, String scores, String masks, Pasting pasting) implements InstanceReader {
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
}
