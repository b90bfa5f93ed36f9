package dev.copra.box2mask.levelset;

import dev.copra.box2mask.CategoryShapes;
import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyException;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Bilinear;
import dev.copra.box2mask.cue.CueMaps;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.box2mask.cue.ShapePrior;
import dev.copra.run.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Evolves one curve per box, all of an image together. Needs no training in use: the constants are fitted, the masks
 * are the minimisers of {@link Evolution}'s energy.
 */
public final class LevelSetStrategy implements MaskStrategy {
    private final Energy energy;
    private final Map<String, ShapePrior> shapes = new ConcurrentHashMap<>();
    private final Pool<Desk> desks;

    /** With the default settings. */
    public LevelSetStrategy() {
        this(Energy.STANDARD);
    }

    LevelSetStrategy(Energy energy) {
        this.energy = energy;
        desks = new Pool<>(() -> desk(energy, Frame.CAPACITY));
    }

    /** What one thread works with. */
    private record Desk(CueMaps maps, Evolution evolution, Length length, float[] shape) {}

    private static Desk desk(Energy energy, int capacity) {
        return new Desk(
                new CueMaps(capacity),
                new Evolution(energy, capacity),
                new Length(capacity),
                new float[Frame.LARGEST_BOX * Frame.LARGEST_BOX]);
    }

    @Override
    public boolean needsPixels() {
        return true;
    }

    @Override
    public boolean needsCategories() {
        return true;
    }

    @Override
    public List<Estimate> estimate(Scene scene) throws StrategyException {
        return refine(scene, Collections.nCopies(scene.targets().size(), null));
    }

    /**
     * Corrects what another strategy has said of an image's boxes.
     *
     * @param beliefs one a target, in their order; one that is not soft is as if there were none
     * @return one estimate a target, of the beliefs' windows where there are beliefs
     */
    List<Estimate> refine(Scene scene, List<Estimate> beliefs) {
        Desk desk = desks.take();
        try {
            return estimate(scene, beliefs, desk);
        } finally {
            desks.giveBack(desk);
        }
    }

    private List<Estimate> estimate(Scene scene, List<Estimate> beliefs, Desk desk) {
        List<EvolvingContour> contours = trace(scene, beliefs, desk);
        for (int step = 0; step < energy.steps(); step++) {
            desk.evolution().step(contours);
        }
        return answers(scene, beliefs, contours, (contour, belief) -> finish(contour, desk.length(), belief));
    }

    /**
     * The way to the masks of an image: the initial curves, the curves after each iteration, and, last, what {@link #estimate} says.
     *
     * @return for each step one estimate a target
     */
    public List<List<Estimate>> steps(Scene scene) {
        List<Estimate> beliefs = Collections.nCopies(scene.targets().size(), null);
        Desk desk = desks.take();
        try {
            List<List<Estimate>> steps = new ArrayList<>();
            List<EvolvingContour> contours = trace(scene, beliefs, desk);
            steps.add(answers(scene, beliefs, contours, (contour, belief) -> soft(contour)));
            for (int step = 0; step < energy.steps(); step++) {
                desk.evolution().step(contours);
                steps.add(answers(scene, beliefs, contours, (contour, belief) -> soft(contour)));
            }
            steps.add(answers(scene, beliefs, contours, (contour, belief) -> finish(contour, desk.length(), belief)));
            return steps;
        } finally {
            desks.giveBack(desk);
        }
    }

    /** How many steps {@link #steps} has. */
    public int stepCount() {
        return energy.steps() + 2;
    }

    /** What is said of each target: of its curve, or that it has none. */
    private static List<Estimate> answers(
            Scene scene,
            List<Estimate> beliefs,
            List<EvolvingContour> contours,
            BiFunction<EvolvingContour, Estimate, Estimate> answer) {
        List<Estimate> estimates = new ArrayList<>(scene.targets().size());
        int next = 0;
        for (int i = 0; i < scene.targets().size(); i++) {
            if (next < contours.size()
                    && contours.get(next).target == scene.targets().get(i)) {
                estimates.add(answer.apply(contours.get(next++), beliefs.get(i)));
            } else {
                estimates.add(new Estimate.None("box outside the image"));
            }
        }
        return estimates;
    }

    /** The initial curves of all instances that have a pixel in the image, the targets first. */
    private List<EvolvingContour> trace(Scene scene, List<Estimate> beliefs, Desk desk) {
        List<Target> all = scene.instances();
        Pyramid image = new Pyramid(scene.pixels());
        List<EvolvingContour> contours = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            Target target = all.get(i);
            Window source = Frame.cover(target.box(), scene.width(), scene.height());
            if (source == null) {
                continue;
            }
            Frame frame = Frame.around(source, scene.width(), scene.height(), Frame.LARGEST_BOX);
            desk.maps().compute(image, frame, target, all);
            shapes.computeIfAbsent(String.valueOf(target.category()), LevelSetStrategy::shape)
                    .stretch(frame.box().width(), frame.box().height(), desk.shape());
            float[] belief = i < beliefs.size() ? Belief.over(frame, beliefs.get(i)) : null;
            contours.add(new EvolvingContour(target, desk.maps(), desk.shape(), belief, energy));
        }
        return contours;
    }

    private Estimate finish(EvolvingContour contour, Length length, Estimate belief) {
        if (energy.lambda() > 0) {
            length.shorten(contour, energy.lambda());
            contour.settle();
        }
        return contour.belief != null ? Belief.corrected((Estimate.Soft) belief, contour) : soft(contour);
    }

    private static Estimate soft(EvolvingContour contour) {
        Window box = contour.frame.box();
        Window source = contour.frame.source();
        float[] probability = Bilinear.stretch(contour.q, box.width(), box.height(), source);
        return new Estimate.Soft(source, probability, contour.target.box());
    }

    private static ShapePrior shape(String category) {
        return new ShapePrior(CategoryShapes.load().mean(category));
    }

    /** Opens {@code level-set}. */
    public static final class Provider implements MaskStrategyProvider {
        @Override
        public String name() {
            return "level-set";
        }

        @Override
        public String help() {
            return ".71   7  a contour that evolves over colours and segments; looks at images";
        }

        @Override
        public MaskStrategy open(StrategySpec spec) {
            return new LevelSetStrategy();
        }
    }
}
