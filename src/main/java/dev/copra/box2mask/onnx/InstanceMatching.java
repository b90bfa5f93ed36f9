package dev.copra.box2mask.onnx;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import dev.copra.model.contract.InstanceModel;
import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.model.contract.Prompt;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.graph.ModelException;
import dev.copra.model.setting.ClassNames;
import dev.copra.overlap.BoxOverlap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Gives each box the instance that a model has found there: pairs of the same category first, then all others, by falling
 * IoU; each instance to one box.
 */
final class InstanceMatching {
    /** As there is an object in the box, even a doubtful instance may be it. */
    private static final double LEAST_SCORE = .05;
    /** Boxes that overlap less are of different objects. */
    private static final double LEAST_OVERLAP = .5;

    private record Pair(int prompt, int instance, double overlap, boolean sameCategory) {}

    private InstanceMatching() {}

    /**
     * Runs the model once and matches.
     *
     * @return one map a prompt, in their order; null for one that no instance matches. Its score is the instance's times the
     *     IoU of the boxes
     */
    static List<MaskMap> masks(InstanceModel model, Planar<GrayU8> rgb, List<Prompt> prompts) throws ModelException {
        List<Instance> found = model.instances(rgb, LEAST_SCORE);
        MaskMap[] maps = new MaskMap[prompts.size()];
        boolean[] taken = new boolean[found.size()];
        for (Pair pair : pairs(model, prompts, found)) {
            if (maps[pair.prompt] == null && !taken[pair.instance]) {
                taken[pair.instance] = true;
                Instance instance = found.get(pair.instance);
                MaskMap map = instance.mask().get();
                maps[pair.prompt] = new MaskMap(map.patch(), map.logits(), instance.score() * pair.overlap);
            }
        }
        return Arrays.asList(maps);
    }

    private static List<Pair> pairs(InstanceModel model, List<Prompt> prompts, List<Instance> found) {
        double[] boxes = new double[4 * prompts.size()];
        double[] others = new double[4 * found.size()];
        String[] categories = new String[prompts.size()];
        for (int i = 0; i < categories.length; i++) {
            put(boxes, i, prompts.get(i).box());
            categories[i] = key(prompts.get(i).category());
        }
        List<Pair> pairs = new ArrayList<>();
        for (int j = 0; j < found.size(); j++) {
            put(others, j, found.get(j).box());
            String category = key(model.category(found.get(j).label()));
            for (int i = 0; i < categories.length; i++) {
                double overlap = BoxOverlap.iou(boxes, 4 * i, others, 4 * j, false);
                if (overlap >= LEAST_OVERLAP) {
                    pairs.add(new Pair(i, j, overlap, category != null && category.equals(categories[i])));
                }
            }
        }
        pairs.sort(Comparator.comparing(Pair::sameCategory)
                .thenComparingDouble(Pair::overlap)
                .reversed());
        return pairs;
    }

    private static String key(String category) {
        return category == null ? null : ClassNames.key(category);
    }

    private static void put(double[] boxes, int at, Box box) {
        boxes[4 * at] = box.x();
        boxes[4 * at + 1] = box.y();
        boxes[4 * at + 2] = box.width();
        boxes[4 * at + 3] = box.height();
    }
}
