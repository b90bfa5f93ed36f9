package dev.copra.box2mask.learned;

import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyException;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import dev.copra.model.graph.ModelException;
import java.util.ArrayList;
import java.util.List;

/**
 * Another strategy behind {@link BoxRegression}: it gets corrected boxes where an image's seem inexact, and takes them for
 * exact.
 */
public final class CorrectedStrategy implements MaskStrategy {
    private final MaskStrategy inner;
    private final Network network;

    private CorrectedStrategy(MaskStrategy inner, Network network) {
        this.inner = inner;
        this.network = network;
    }

    /**
     * Puts the correction before a strategy.
     *
     * @param inner closed with this one
     * @throws IllegalArgumentException if there is no ONNX Runtime
     */
    public static CorrectedStrategy before(MaskStrategy inner) {
        try {
            return new CorrectedStrategy(inner, Network.open("learned"));
        } catch (ModelException e) {
            throw new RefusedException("boxes cannot be corrected: " + e.getMessage(), Remedy.NO_CORRECTION, e);
        }
    }

    @Override
    public boolean needsPixels() {
        return true;
    }

    @Override
    public boolean needsKnownMasks() {
        return true;
    }

    @Override
    public boolean needsKeypoints() {
        return inner.needsKeypoints();
    }

    @Override
    public String identity() {
        return "boxes corrected by " + network.identity() + "; " + inner.identity();
    }

    @Override
    public List<String> notes() {
        return inner.notes();
    }

    @Override
    public List<Estimate> estimate(Scene given) throws StrategyException {
        Scene scene = given.inLab();
        List<Target> all = scene.instances();
        List<Answer> answers = network.ask(
                scene, new Pyramid(scene.pixels()), all, Network.View.PROBABILITY, BoxRegression::isClearlyExact);
        if (!BoxRegression.isDue(answers)) {
            return inner.estimate(scene);
        }
        List<Target> corrected = BoxRegression.correct(all, answers, scene.width(), scene.height());
        int targets = scene.targets().size();
        List<Target> context = new ArrayList<>(corrected.subList(targets, corrected.size()));
        for (Target other : scene.context()) {
            if (other.crowd()) {
                context.add(other);
            }
        }
        return inner.estimate(scene.with(corrected.subList(0, targets), context));
    }

    @Override
    public void close() {
        try {
            inner.close();
        } finally {
            network.close();
        }
    }
}
