package dev.copra.box2mask.chanvese;

import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link TwoMeans} on each box alone. */
public final class ChanVeseStrategy implements MaskStrategy {
    private final ThreadLocal<TwoMeans> twoMeans = ThreadLocal.withInitial(() -> new TwoMeans(Frame.CAPACITY));

    @Override
    public boolean needsPixels() {
        return true;
    }

    @Override
    public boolean needsCategories() {
        return false;
    }

    @Override
    public List<Estimate> estimate(Scene scene) {
        Pyramid image = new Pyramid(scene.pixels());
        List<Estimate> estimates = new ArrayList<>(scene.targets().size());
        for (Target target : scene.targets()) {
            Window source = Frame.cover(target.box(), scene.width(), scene.height());
            if (source == null) {
                estimates.add(new Estimate.None("box outside the image"));
            } else {
                Frame frame = Frame.around(source, scene.width(), scene.height(), Frame.LARGEST_BOX);
                float[] probability = twoMeans.get().estimate(image, frame);
                estimates.add(new Estimate.Soft(source, probability, target.box()));
            }
        }
        return estimates;
    }

    /** Opens {@code chan-vese}. */
    public static final class Provider implements MaskStrategyProvider {
        @Override
        public String name() {
            return "chan-vese";
        }

        @Override
        public MaskStrategy open(StrategySpec spec) {
            return new ChanVeseStrategy();
        }
    }
}
