package dev.copra.box2mask.learned;

import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyException;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.mask.Box;
import dev.copra.model.ElementType;
import dev.copra.model.ModelException;
import dev.copra.model.Session;
import dev.copra.model.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;

/**
 * Asks a network that comes with the program. Where the boxes of an image seem careless ({@link BoxRegression}), it corrects
 * them and asks once more, now for the object wherever it ends and not for its part in the box.
 *
 * <p>Each box is a run of its own, in the calling thread: sums in a batch could depend on its size, and the masks shall not
 * depend on the number of threads.
 */
public final class LearnedStrategy implements MaskStrategy {
    /** The option by which all boxes are taken for exact. */
    public static final String TRUST_BOXES = "trust-boxes";

    private static final String INPUT = "channels";
    private static final String PROBABILITY = "probability";
    private static final String OUTLINE = "outline";
    private static final String SIDES = "sides";
    private static final String CARELESS = "careless";

    /** How far masks may reach beyond corrected boxes, which are not exact, either, as a share of the box's extent. */
    private static final double REACH = .15;

    private final Session session;
    private final boolean corrects;
    private final String identity;
    private final Queue<Desk> idle = new ConcurrentLinkedQueue<>();

    private LearnedStrategy(Session session, byte[] model, boolean corrects) {
        this.session = session;
        this.corrects = corrects;
        CRC32 checksum = new CRC32();
        checksum.update(model);
        identity = "model " + Long.toHexString(checksum.getValue());
    }

    /** What one thread works with. */
    private record Desk(Channels channels, Tensor input) {}

    /**
     * Opens the strategy of a name, which is its network's, too.
     *
     * @throws IllegalArgumentException if there is no ONNX Runtime
     */
    private static LearnedStrategy open(String name, StrategySpec spec) {
        boolean corrects = !Boolean.parseBoolean(spec.options().get(TRUST_BOXES));
        String file = name + ".onnx";
        try (InputStream in = LearnedStrategy.class.getResourceAsStream(file)) {
            byte[] model = in.readAllBytes();
            return new LearnedStrategy(Session.open(model, file, Session.Options.SINGLE), model, corrects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ModelException e) {
            throw new IllegalArgumentException(
                    "--strategy " + name + ": " + e.getMessage() + "; or choose --strategy level-set", e);
        }
    }

    @Override
    public boolean needsPixels() {
        return true;
    }

    @Override
    public List<Estimate> estimate(Scene scene) throws StrategyException {
        Desk desk = idle.poll();
        if (desk == null) {
            desk = new Desk(
                    new Channels(), Tensor.allocate(ElementType.UINT8, 1, Channels.COUNT, Crop.SIZE, Crop.SIZE));
        }
        try {
            return estimate(scene, desk);
        } catch (ModelException e) {
            throw new StrategyException(e.getMessage(), e);
        } finally {
            idle.add(desk);
        }
    }

    private List<Estimate> estimate(Scene scene, Desk desk) throws ModelException {
        List<Target> all = new ArrayList<>(scene.targets());
        for (Target other : scene.context()) {
            if (!other.crowd()) {
                all.add(other);
            }
        }
        Pyramid image = new Pyramid(scene.pixels());
        List<Answer> answers = ask(scene, image, all, PROBABILITY, desk);
        if (!corrects || !BoxRegression.isDue(answers)) {
            return estimates(scene, answers, 0);
        }
        List<Target> corrected = BoxRegression.correct(all, answers, scene.width(), scene.height());
        return estimates(scene, ask(scene, image, corrected, OUTLINE, desk), REACH);
    }

    /**
     * The answers for all boxes that have a pixel in the image, in their order.
     *
     * @param map whether the answer is the {@link #PROBABILITY} or the {@link #OUTLINE}
     */
    private List<Answer> ask(Scene scene, Pyramid image, List<Target> targets, String map, Desk desk)
            throws ModelException {
        List<Answer> answers = new ArrayList<>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            Frame frame = Crop.of(target.box(), scene.width(), scene.height());
            if (frame != null) {
                desk.channels()
                        .write(image, frame, target, targets, desk.input().bytes());
                Map<String, Tensor> said = session.run(Map.of(INPUT, desk.input()), Set.of(map, SIDES, CARELESS));
                answers.add(new Answer(
                        i,
                        target,
                        frame,
                        said.get(map).floats(),
                        said.get(SIDES).floats(),
                        said.get(CARELESS).floats()[0]));
            }
        }
        return answers;
    }

    /** @param reach how far masks may reach beyond the boxes asked about, as a share of their extent */
    private static List<Estimate> estimates(Scene scene, List<Answer> answers, double reach) {
        int targets = scene.targets().size();
        List<Estimate> estimates =
                new ArrayList<>(Collections.nCopies(targets, new Estimate.None("box outside the image")));
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
        return identity;
    }

    @Override
    public void close() {
        session.close();
    }

    /** Opens {@code learned}, whose network has seen all crops. */
    public static final class Provider implements MaskStrategyProvider {
        @Override
        public String name() {
            return "learned";
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
        public MaskStrategy open(StrategySpec spec) {
            return LearnedStrategy.open(name(), spec);
        }
    }
}
