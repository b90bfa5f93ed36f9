package dev.copra.box2mask.onnx;

import dev.copra.box2mask.Decision;
import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyException;
import dev.copra.box2mask.StrategyOption;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.mask.Connectivity;
import dev.copra.mask.Rle;
import dev.copra.model.ModelSpec;
import dev.copra.model.contract.BoxModel;
import dev.copra.model.contract.InstanceModel;
import dev.copra.model.contract.Prompt;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Patch;
import dev.copra.model.graph.ModelException;
import dev.copra.shape.BoxRasterizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks a model about the boxes, or matches what it finds by itself to them. Where the settings have no threshold, masks are
 * those of the highest expected IoU ({@link Decision}).
 */
public final class OnnxStrategy implements MaskStrategy {
    /** A part of less than this share of the largest one is not the object's. */
    private static final double LEAST_PART = .25;

    private static final Decision AS_IT_IS = new Decision(false, false);

    private final SegmentationModel model;
    private final String identity;
    private final boolean soft;
    private final Set<String> notes = Collections.synchronizedSet(new LinkedHashSet<>());

    /** @param soft whether it answers with probabilities instead of masks */
    OnnxStrategy(ModelSpec spec, boolean soft) throws ModelException {
        this.soft = soft;
        identity = spec.identity();
        model = spec.open(notes::add);
    }

    @Override
    public boolean needsPixels() {
        return true;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public List<String> notes() {
        synchronized (notes) {
            return List.copyOf(notes);
        }
    }

    @Override
    public List<Estimate> estimate(Scene scene) throws StrategyException {
        Estimate[] estimates = new Estimate[scene.targets().size()];
        List<Integer> asked = new ArrayList<>();
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < estimates.length; i++) {
            Target target = scene.targets().get(i);
            if (BoxRasterizer.rasterize(target.box(), scene.height(), scene.width())
                    .isEmpty()) {
                estimates[i] = new Estimate.None("box outside the image");
            } else {
                asked.add(i);
                prompts.add(new Prompt(target.box(), target.category()));
            }
        }
        if (!asked.isEmpty()) {
            List<MaskMap> maps = ask(scene, prompts);
            for (int i = 0; i < maps.size(); i++) {
                estimates[asked.get(i)] = estimate(maps.get(i), prompts.get(i), scene);
            }
        }
        return Arrays.asList(estimates);
    }

    private List<MaskMap> ask(Scene scene, List<Prompt> prompts) throws StrategyException {
        try {
            if (model instanceof BoxModel boxes) {
                return boxes.masks(scene.rgb(), prompts);
            }
            return InstanceMatching.masks((InstanceModel) model, scene.rgb(), prompts);
        } catch (ModelException e) {
            throw new StrategyException(e.getMessage(), e);
        }
    }

    private Estimate estimate(MaskMap map, Prompt prompt, Scene scene) {
        if (map == null) {
            return new Estimate.None(
                    model instanceof InstanceModel
                            ? "no instance of the model's in the box"
                            : "no answer of the model's");
        }
        if (map.isBroken()) {
            return new Estimate.None("the model's answer is not finite", true);
        }
        if (soft) {
            return soft(map, prompt);
        }
        boolean crops = model instanceof BoxModel boxes && boxes.crops();
        Rle mask;
        double confidence = map.score();
        if (model.settings().bestThreshold()) {
            Decision.Decided decided = AS_IT_IS.decide(soft(map, prompt), scene.height(), scene.width());
            mask = decided.mask();
            confidence = decided.confidence();
        } else {
            double threshold = model.settings().threshold();
            mask = map.above(threshold, scene.height(), scene.width());
            if (Double.isNaN(confidence)) {
                confidence = Decision.expectedIou(map.probability().values(), threshold);
            }
        }
        return new Estimate.Exact(crops ? largeParts(mask) : mask, confidence, prompt.box());
    }

    private static Estimate.Soft soft(MaskMap map, Prompt prompt) {
        Patch p = map.probability();
        return new Estimate.Soft(new Window(p.left(), p.top(), p.width(), p.height()), p.values(), prompt.box());
    }

    private static Rle largeParts(Rle mask) {
        List<Rle> parts = mask.components(Connectivity.EIGHT);
        long most = parts.stream().mapToLong(Rle::area).max().orElse(0);
        Rle large = mask;
        for (Rle part : parts) {
            if (part.area() < LEAST_PART * most) {
                large = large.difference(part);
            }
        }
        return large;
    }

    @Override
    public void close() {
        model.close();
    }

    /** Opens {@code onnx}. */
    public static final class Provider implements MaskStrategyProvider {
        @Override
        public String name() {
            return "onnx";
        }

        @Override
        public String help() {
            return "  -   -  a model of your own as ONNX; looks at images";
        }

        @Override
        public List<StrategyOption> options() {
            return ModelOptions.DECLARED;
        }

        @Override
        public MaskStrategy open(StrategySpec spec) {
            try {
                boolean soft = Boolean.parseBoolean(spec.options().get(ModelOptions.SOFT));
                return new OnnxStrategy(ModelOptions.read(spec.options()), soft);
            } catch (ModelException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    }
}
