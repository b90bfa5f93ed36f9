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
 * DETR with masks as Hugging Face's Optimum exports it. As in its own post-processing a query has the class that softmax gives
 * the most. RF-DETR has the same names there; what its logits are, only the names of the classes tell: DETR's last one is "nothing".
 */
record Detr() implements Family {
    static final Detr FAMILY = new Detr();

    @Override
    public String id() {
        return "detr";
    }

    @Override
    public Role role() {
        return Role.INSTANCES;
    }

    @Override
    public String description() {
        return "DETR, RF-DETR with masks, by Optimum";
    }

    @Override
    public String recognise(Signature model) {
        return model.becauseGives("logits", "pred_masks");
    }

    @Override
    public Settings settings(Signature model) {
        return Settings.imageNet(ImageInput.sizing(model, Sizing.shortest(800, 1333, 1)))
                .withClasses(ClassNames.coco());
    }

    @Override
    public SegmentationModel open(Opening opening) {
        Map<String, Port> outputs = opening.signature().outputs();
        String boxes = outputs.containsKey("pred_boxes") ? "pred_boxes" : null;
        int last = (int) outputs.get("logits").dim(-1) - 1;
        InstanceReader reader = boxes != null && opening.settings().classes().containsKey(last)
                ? new RfDetr.Reader(boxes, "logits", "pred_masks")
                : new Reader("logits", "pred_masks", boxes);
        return new WholeImageModel(opening, reader);
    }

    /**
     * Reads class logits [1, n, classes + 1], the last of which is "nothing", and mask logits [1, n, h, w] over the input. Without
     * boxes, the n best pairs of query and class count, and a score is multiplied by the mean probability of the mask's pixels, as
     * MaskFormer's authors do.
     *
     * @param logits name of the classes' output
     * @param masks name of the masks' output
     * @param boxes name of the output of boxes, [1, n, 4] as centre and size in shares of the input; null if there is none and
     *     the mask bounds the instance
     */
    record Reader(String logits, String masks, String boxes) implements InstanceReader {
        @Override
        public List<Instance> detections(Map<String, Tensor> outputs, Placement placement, double least)
                throws ModelException {
            Tensor classes = Outputs.of(outputs, logits, 1, -1, -1);
            int count = classes.dim(1);
            int outcomes = classes.dim(2);
            QueryMasks maps = new QueryMasks(Outputs.of(outputs, masks, 1, count, -1, -1), placement, true);
            Tensor places = boxes == null ? null : Outputs.of(outputs, boxes, 1, count, 4);
            List<Instance> found = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                float[] shares = Scores.softmax(classes.floats(i * outcomes, outcomes));
                if (boxes != null) {
                    int label = Scores.best(shares, 0, outcomes - 1);
                    add(found, shares, label, label + 1, least, maps, i, QueryMasks.box(places, i, placement));
                    continue;
                }
                double certainty = certainty(maps.values(i));
                for (int label = 0; label < outcomes; label++) {
                    shares[label] *= (float) certainty;
                }
                if (shares[Scores.best(shares, 0, outcomes - 1)] >= least) {
                    add(found, shares, 0, outcomes - 1, least, maps, i, bounds(maps, i, placement));
                }
            }
            found.sort(Instance.BEST_FIRST);
            return found.subList(0, Math.min(count, found.size()));
        }

        private static void add(
                List<Instance> found,
                float[] scores,
                int from,
                int to,
                double least,
                QueryMasks maps,
                int query,
                Box box) {
            for (int label = from; label < to; label++) {
                if (scores[label] >= least && box.area() > 0) {
                    found.add(new Instance(box, label, scores[label], maps.of(query, box)));
                }
            }
        }

        private static Box bounds(QueryMasks maps, int query, Placement placement) {
            Box image = new Box(0, 0, placement.width(), placement.height());
            return maps.of(query, image)
                    .get()
                    .above(.5, placement.height(), placement.width())
                    .bounds();
        }

        /** The mean probability of the cells that are in the mask; 0 if none is. */
        private static double certainty(float[] logits) {
            double sum = 0;
            int cells = 0;
            for (float logit : logits) {
                if (logit > 0) {
                    sum += Scores.sigmoid(logit);
                    cells++;
                }
            }
            return cells == 0 ? 0 : sum / cells;
        }
    }
}
