package dev.copra.box2mask.fill;

import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.mask.Rle;
import dev.copra.shape.BoxRasterizer;
import java.util.ArrayList;
import java.util.List;

/** Fills the box, as pycocotools' {@code frPyObjects} does with a bbox. */
public final class FillStrategy implements MaskStrategy {

    @Override
    public boolean needsPixels() {
        return false;
    }

    @Override
    public List<Estimate> estimate(Scene scene) {
        List<Estimate> estimates = new ArrayList<>(scene.targets().size());
        for (Target target : scene.targets()) {
            Rle mask = BoxRasterizer.rasterize(target.box(), scene.height(), scene.width());
            estimates.add(new Estimate.Exact(mask, target.box()));
        }
        return estimates;
    }

    /** Opens {@code fill}. */
    public static final class Provider implements MaskStrategyProvider {
        @Override
        public String name() {
            return "fill";
        }

        @Override
        public String help() {
            return ".55   0  the box itself, as pycocotools rasterises it";
        }

        @Override
        public MaskStrategy open(StrategySpec spec) {
            return new FillStrategy();
        }
    }
}
