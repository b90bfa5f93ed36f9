package dev.copra.box2mask.levelset;

import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyException;
import dev.copra.box2mask.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Another strategy whose probabilities are a data term of the level set, as the deep features are in Box2Mask (Li et al.,
 * "Box2Mask: Box-Supervised Instance Segmentation via Level-Set Evolution", 2022). A box of which the other strategy says
 * nothing keeps that.
 */
public final class RefinedStrategy implements MaskStrategy {
    private final MaskStrategy first;
    private final LevelSetStrategy second = new LevelSetStrategy();

    /** @param first closed with this one */
    public RefinedStrategy(MaskStrategy first) {
        this.first = first;
    }

    @Override
    public boolean needsPixels() {
        return true;
    }

    @Override
    public boolean needsKeypoints() {
        return first.needsKeypoints();
    }

    @Override
    public boolean needsKnownMasks() {
        return first.needsKnownMasks();
    }

    @Override
    public String identity() {
        return "refined by level-set; " + first.identity();
    }

    @Override
    public List<String> notes() {
        return first.notes();
    }

    @Override
    public List<Estimate> estimate(Scene given) throws StrategyException {
        Scene scene = given.inLab();
        List<Estimate> beliefs = first.estimate(scene);
        Scene corrected = scene.with(corrected(scene.targets(), beliefs), scene.context());
        List<Estimate> refined = second.refine(corrected, beliefs);
        List<Estimate> estimates = new ArrayList<>(beliefs.size());
        for (int i = 0; i < beliefs.size(); i++) {
            estimates.add(beliefs.get(i) instanceof Estimate.Soft ? refined.get(i) : beliefs.get(i));
        }
        return estimates;
    }

    /** The targets with the boxes that the first strategy takes for theirs. */
    private static List<Target> corrected(List<Target> targets, List<Estimate> beliefs) {
        List<Target> corrected = new ArrayList<>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            corrected.add(beliefs.get(i) instanceof Estimate.Soft soft ? target.withBox(soft.box()) : target);
        }
        return corrected;
    }

    @Override
    public void close() {
        first.close();
    }
}
