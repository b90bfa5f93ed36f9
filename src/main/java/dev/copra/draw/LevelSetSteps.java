package dev.copra.draw;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.box2mask.Decision;
import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.levelset.LevelSetStrategy;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.List;

/** How the level set comes from an image's boxes to their masks, step by step. Thread-safe. */
final class LevelSetSteps {
    private static final Decision DECISION = new Decision(false, false);

    private final LevelSetStrategy strategy = new LevelSetStrategy();

    /**
     * One of the steps.
     *
     * @param title what has been done
     * @param objects with the masks that they have now
     */
    record Step(String title, List<ShownObject> objects) {}

    /** @param objects of the image; those without a box are left out, crowds are known and get no mask */
    List<Step> of(Planar<GrayU8> rgb, List<ShownObject> objects) {
        List<ShownObject> sought = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        List<Target> crowds = new ArrayList<>();
        for (ShownObject object : objects) {
            if (object.bounds() != null) {
                Target target = new Target(
                        object.id(), object.bounds(), object.name(), object.category(), null, object.crowd());
                (object.crowd() ? crowds : targets).add(target);
                if (!object.crowd()) {
                    sought.add(object);
                }
            }
        }
        List<List<Estimate>> estimates = strategy.steps(new Scene(rgb.height, rgb.width, rgb, null, targets, crowds));
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("boxes", masked(sought, null, rgb)));
        for (int i = 0; i < estimates.size(); i++) {
            steps.add(new Step(title(i, estimates.size()), masked(sought, estimates.get(i), rgb)));
        }
        return steps;
    }

    /** How many steps there are, the boxes included. */
    int count() {
        return 1 + strategy.stepCount();
    }

    private static String title(int step, int steps) {
        return step == 0 ? "initial curve" : step == steps - 1 ? "shortened: the mask" : "iteration " + step;
    }

    private static List<ShownObject> masked(List<ShownObject> objects, List<Estimate> estimates, Planar<GrayU8> rgb) {
        List<ShownObject> masked = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            ShownObject o = objects.get(i);
            Rle mask = estimates != null && estimates.get(i) instanceof Estimate.Soft soft
                    ? DECISION.decide(soft, rgb.height, rgb.width).mask()
                    : null;
            masked.add(new ShownObject(
                    o.index(), o.id(), o.category(), o.name(), o.score(), mask, o.bounds(), null, null, false));
        }
        return masked;
    }
}
