package dev.copra.box2mask.learned;

import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyException;
import dev.copra.box2mask.StrategyOption;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import dev.copra.mask.Box;
import dev.copra.model.graph.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Asks a network that comes with the program. Where the boxes of an image seem inexact ({@link BoxRegression}), it corrects
 * them and asks once more, now for the object wherever it ends and not for its part in the box.
 */
public final class LearnedStrategy implements MaskStrategy {
    /** The option by which all boxes are taken for exact. */
    public static final String TRUST_BOXES = "trust-boxes";

    /** The option by which another network of the same make takes the place of the program's own. */
    private static final String NETWORK = "network";

    private static final StrategyOption TRUST = new StrategyOption(
            TRUST_BOXES,
            new StrategyOption.Flag(),
            "take every box for exact. Otherwise, where the boxes of an image seem inexact, it corrects them for itself, and"
                    + " masks may reach beyond them; bbox itself stays as it is.");

    private static final StrategyOption OTHER_NETWORK = new StrategyOption(
            NETWORK,
            new StrategyOption.Text("FILE"),
            "a network that 'copra learn' has trained (default: the program's own).");

    /** How far masks may reach beyond corrected boxes, which are not exact, either, as a share of the box's extent. */
    private static final double REACH = .15;

    private final Network network;
    private final boolean corrects;

    private LearnedStrategy(Network network, boolean corrects) {
        this.network = network;
        this.corrects = corrects;
    }

    /**
     * Opens the strategy of a name, which is its network's, too.
     *
     * @throws IllegalArgumentException if there is no ONNX Runtime
     */
    private static LearnedStrategy open(String name, StrategySpec spec) {
        boolean corrects = !Boolean.parseBoolean(spec.options().get(TRUST_BOXES));
        try {
            String file = spec.options().get(NETWORK);
            return new LearnedStrategy(file == null ? Network.open(name) : Network.open(Path.of(file)), corrects);
        } catch (ModelException e) {
            throw new RefusedException(
                    "the strategy " + name + " cannot be used: " + e.getMessage(), Remedy.OTHER_STRATEGY, e);
        }
    }

    /** The ONNX file of the network of a name that comes with the program: {@code learned} or {@code learned-open}. */
    public static byte[] network(String name) throws IOException {
        return Network.bundled(name);
    }

    /**
     * A file of a network that was trained from the program's own.
     *
     * @throws IllegalArgumentException if it cannot be read or is no such network, or there is no ONNX Runtime to tell
     */
    public static byte[] network(Path file) {
        try {
            return Network.checked(file);
        } catch (ModelException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
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
    public List<Estimate> estimate(Scene scene) throws StrategyException {
        List<Target> all = scene.instances();
        Pyramid image = new Pyramid(scene.pixels());
        List<Answer> answers = network.ask(scene, image, all, Network.View.PROBABILITY);
        if (!corrects || !BoxRegression.isDue(answers)) {
            return estimates(scene, answers, 0);
        }
        List<Target> corrected = BoxRegression.correct(all, answers, scene.width(), scene.height());
        return estimates(scene, network.ask(scene, image, corrected, Network.View.OUTLINE), REACH);
    }

    /** @param reach how far masks may reach beyond the boxes asked about, as a share of their extent */
    private static List<Estimate> estimates(Scene scene, List<Answer> answers, double reach) {
        int targets = scene.targets().size();
        List<Estimate> estimates =
                new ArrayList<>(Collections.nCopies(targets, new Estimate.None("box outside the image")));
        for (int i = 0; i < targets; i++) {
            Target target = scene.targets().get(i);
            if (target.known() != null) {
                estimates.set(i, new Estimate.Exact(target.known(), target.box()));
            }
        }
        List<float[]> resolved = Exclusion.resolve(answers);
        for (int i = 0; i < answers.size() && answers.get(i).index() < targets; i++) {
            Answer answer = answers.get(i);
            Window window = Crop.grown(answer.frame().source(), reach, scene.width(), scene.height());
            Box box = answer.target().box();
            Box within = reach == 0 ? box : new Box(window.x(), window.y(), window.width(), window.height());
            float[] probability = Crop.unfold(resolved.get(i), answer.frame(), window);
            estimates.set(answer.index(), new Estimate.Soft(window, probability, box, within));
        }
        return estimates;
    }

    @Override
    public String identity() {
        return network.identity();
    }

    @Override
    public void close() {
        network.close();
    }

    /** Opens {@code learned}, whose network has seen all crops. */
    public static final class Provider implements MaskStrategyProvider {
        @Override
        public String name() {
            return "learned";
        }

        @Override
        public String help() {
            return ".75   8  Copra's own small network; looks at images";
        }

        @Override
        public List<StrategyOption> options() {
            return List.of(TRUST, OTHER_NETWORK);
        }

        @Override
        public MaskStrategy open(StrategySpec spec) {
            return LearnedStrategy.open(name(), spec);
        }
    }

    /** Opens {@code learned-open}, whose network has seen photographs alone whose licences allow commercial use. */
    public static final class OpenProvider implements MaskStrategyProvider {
        @Override
        public String name() {
            return "learned-open";
        }

        @Override
        public String help() {
            return ".74   8  the same, trained only on photographs that are free for commercial use";
        }

        @Override
        public List<StrategyOption> options() {
            return List.of(TRUST);
        }

        @Override
        public MaskStrategy open(StrategySpec spec) {
            return LearnedStrategy.open(name(), spec);
        }
    }
}
