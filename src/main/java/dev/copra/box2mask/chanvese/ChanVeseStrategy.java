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
import dev.copra.run.Pool;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link TwoMeans} on each box alone. */
public final class ChanVeseStrategy implements MaskStrategy {
    private final Pool<TwoMeans> idle = new Pool<>(() -> new TwoMeans(Frame.CAPACITY));

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
        TwoMeans twoMeans = idle.take();
        try {
            return estimate(scene, twoMeans);
        } finally {
            idle.giveBack(twoMeans);
        }
    }

    private static List<Estimate> estimate(Scene scene, TwoMeans twoMeans) {
        Pyramid image = new Pyramid(scene.pixels());
        List<Estimate> estimates = new ArrayList<>(scene.targets().size());
        for (Target target : scene.targets()) {
            Window source = Frame.cover(target.box(), scene.width(), scene.height());
            if (source == null) {
                estimates.add(new Estimate.None("box outside the image"));
            } else {
                Frame frame = Frame.around(source, scene.width(), scene.height(), Frame.LARGEST_BOX);
                float[] probability = twoMeans.estimate(image, frame);
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
        public String help() {
            return ".55   5  the textbook level set of two mean colours, for comparison; looks at images";
        }

        @Override
        public MaskStrategy open(StrategySpec spec) {
            return new ChanVeseStrategy();
        }
    }
}
