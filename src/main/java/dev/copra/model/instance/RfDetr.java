package dev.copra.model.instance;

import dev.copra.mask.Box;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.Outputs;
import dev.copra.model.contract.Scores;
import dev.copra.model.contract.SegmentationModel;
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
 * RF-DETR with masks: {@code dets} [1, n, 4] as centre and size in shares of the input, {@code labels} [1, n, classes] as
 * logits, each class a decision of its own, masks [1, n, h, w] as logits over the input. As in the authors' own
 * post-processing the n best pairs of place and class count.
 */
record RfDetr() implements Family {
    static final RfDetr FAMILY = new RfDetr();

    @Override
    public String id() {
        return "rf-detr";
    }

    @Override
    public Role role() {
        return Role.INSTANCES;
    }

    @Override
    public String description() {
        return "RF-DETR with masks";
    }

    @Override
    public String recognise(Signature model) {
        return detections(model, 4);
    }

    @Override
    public Settings settings(Signature model) {
        return Settings.imageNet(ImageInput.sizing(model, Sizing.stretch(432, 432)))
                .withClasses(ClassNames.coco());
    }

    @Override
    public SegmentationModel open(Opening opening) throws ModelException {
        return new WholeImageModel(
                opening, new Reader("dets", "labels", opening.signature().named("masks", port -> port.rank() == 4)));
    }

    /**
     * Why a model gives detections under the names that OpenMMLab and RF-DETR have for them.
     *
     * @param numbers how many numbers a detection has: 4 a box, 5 a box and its score
     */
    static String detections(Signature model, int numbers) {
        Port dets = model.outputs().get("dets");
        boolean masks = model.output(port -> port.rank() == 4).isPresent();
        return dets != null && dets.rank() > 0 && dets.dim(-1) == numbers && masks && model.gives("labels")
                ? "it has the outputs labels and " + dets + " and one of masks"
                : null;
    }

    /**
     * How its outputs are called.
     *
     * @param boxes name of the output of places
     * @param logits name of the output of classes
     * @param masks name of the output of masks
     */
    record Reader(String boxes, String logits, String masks) implements InstanceReader {
        @Override
        public List<Instance> detections(Map<String, Tensor> outputs, Placement placement, double least)
                throws ModelException {
            Tensor dets = Outputs.of(outputs, boxes, 1, -1, 4);
            int count = dets.dim(1);
            Tensor labels = Outputs.of(outputs, logits, 1, count, -1);
            int classes = labels.dim(2);
            QueryMasks maps = new QueryMasks(Outputs.of(outputs, masks, 1, count, -1, -1), placement, true);
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
}
