package dev.copra.box2mask.learned;

import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyException;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.model.ElementType;
import dev.copra.model.ModelException;
import dev.copra.model.Session;
import dev.copra.model.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;

/**
 * Asks the network that comes with the program. Each box is a run of its own, in the calling thread: sums in a batch could
 * depend on its size, and the masks shall depend neither on the number of threads nor on what else is in the image.
 */
public final class LearnedStrategy implements MaskStrategy {
    private static final String MODEL = "learned.onnx";
    private static final String INPUT = "channels";
    private static final String OUTPUT = "probability";

    private final Session session;
    private final String identity;
    private final Queue<Desk> idle = new ConcurrentLinkedQueue<>();

    private LearnedStrategy(Session session, byte[] model) {
        this.session = session;
        CRC32 checksum = new CRC32();
        checksum.update(model);
        identity = "model " + Long.toHexString(checksum.getValue());
    }

    /** What one thread works with. */
    private record Desk(Channels channels, Tensor input) {}

    /** @throws ModelException if there is no ONNX Runtime */
    static LearnedStrategy open() throws ModelException {
        try (InputStream in = LearnedStrategy.class.getResourceAsStream(MODEL)) {
            byte[] model = in.readAllBytes();
            return new LearnedStrategy(Session.open(model, MODEL, Session.Options.SINGLE), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        List<Answer> answers = ask(scene, all, desk);
        List<float[]> resolved = Exclusion.resolve(answers);
        List<Estimate> estimates = new ArrayList<>(scene.targets().size());
        int next = 0;
        for (Target target : scene.targets()) {
            if (next < answers.size() && answers.get(next).target() == target) {
                Frame frame = answers.get(next).frame();
                estimates.add(new Estimate.Soft(frame.source(), Crop.unfold(resolved.get(next++), frame)));
            } else {
                estimates.add(new Estimate.None("box outside the image"));
            }
        }
        return estimates;
    }

    /** The network's answers for all boxes that have a pixel in the image, in their order. */
    private List<Answer> ask(Scene scene, List<Target> targets, Desk desk) throws ModelException {
        Pyramid image = new Pyramid(scene.pixels());
        List<Answer> answers = new ArrayList<>(targets.size());
        for (Target target : targets) {
            Frame frame = Crop.of(target.box(), scene.width(), scene.height());
            if (frame != null) {
                desk.channels()
                        .write(image, frame, target, targets, desk.input().bytes());
                Tensor probability =
                        session.run(Map.of(INPUT, desk.input()), Set.of(OUTPUT)).get(OUTPUT);
                answers.add(new Answer(target, frame, probability.floats()));
            }
        }
        return answers;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public void close() {
        session.close();
    }

    /** Opens {@code learned}. */
    public static final class Provider implements MaskStrategyProvider {
        @Override
        public String name() {
            return "learned";
        }

        @Override
        public MaskStrategy open(StrategySpec spec) {
            try {
                return LearnedStrategy.open();
            } catch (ModelException e) {
                throw new IllegalArgumentException(
                        "--strategy learned: " + e.getMessage() + "; or choose --strategy level-set", e);
            }
        }
    }
}
