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
import dev.copra.model.setting.ClassNames;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Instance models of OpenMMLab as MMDeploy exports them: {@code dets} [1, n, 5] as two corners in the input and a score,
 * {@code labels} [1, n] from 0, {@code masks} [1, n, h, w], probabilities over the input or, with
 * {@code export_postprocess_mask=False}, over each box.
 */
record MmDetection() implements Family {
    static final MmDetection FAMILY = new MmDetection();

    @Override
    public String id() {
        return "mmdeploy";
    }

    @Override
    public Role role() {
        return Role.INSTANCES;
    }

    @Override
    public String description() {
        return "MMDetection by MMDeploy: dets, labels, masks";
    }

    @Override
    public String recognise(Signature model) {
        return RfDetr.detections(model, 5);
    }

    @Override
    public Settings settings(Signature model) {
        return Settings.imageNet(ImageInput.letterbox(model, Sizing.shortest(800, 1333, 32)))
                .with(Map.of("resize", "opencv"))
                .withClasses(ClassNames.cocoFrom(0));
    }

    @Override
    public SegmentationModel open(Opening opening) throws ModelException {
        return new WholeImageModel(opening, new Reader());
    }

    record Reader() implements InstanceReader {
        @Override
        public List<Instance> detections(Map<String, Tensor> outputs, Placement placement, double least)
                throws ModelException {
            Tensor dets = Outputs.of(outputs, "dets", 1, -1, 5);
            int count = dets.dim(1);
            Tensor labels = Outputs.of(outputs, "labels", 1, count);
            Masks masks = new Masks(Outputs.of(outputs, "masks", 1, count, -1, -1), Pasting.EXACT, placement);
            List<Instance> found = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                double score = dets.get(5 * i + 4);
                // places without a detection have the label -1 or a score of 0
                if (score >= least && score > 0 && labels.get(i) >= 0) {
                    Box box = placement.toImage(
                            dets.get(5 * i), dets.get(5 * i + 1), dets.get(5 * i + 2), dets.get(5 * i + 3));
                    found.add(new Instance(box, (int) labels.get(i), score, masks.of(i, box)));
                }
            }
            found.sort(Instance.BEST_FIRST);
            return found;
        }
    }
}
