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

/**
 * Asks the network that comes with the program. Each box is a run of its own, in the calling thread: sums in a batch could
 * depend on its size, and the masks shall depend neither on the number of threads nor on what else is in the image.
 */
public final class LearnedStrategy implements MaskStrategy {
    private static final String MODEL = "learned.onnx";
    private static final String INPUT = "channels";
    private static final String OUTPUT = "probability";

    private final Session session;
    private final Queue<Desk> idle = new ConcurrentLinkedQueue<>();

    private LearnedStrategy(Session session) {
        this.session = session;
    }

    /** What one thread works with. */
    private record Desk(Channels channels, Tensor input) {}

    /** @throws ModelException if there is no ONNX Runtime */
    static LearnedStrategy open() throws ModelException {
        try (InputStream model = LearnedStrategy.class.getResourceAsStream(MODEL)) {
            return new LearnedStrategy(Session.open(model.readAllBytes(), MODEL, Session.Options.SINGLE));
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
        all.addAll(scene.context());
        Pyramid image = new Pyramid(scene.pixels());
        List<Estimate> estimates = new ArrayList<>(scene.targets().size());
        for (Target target : scene.targets()) {
            Frame frame = Crop.of(target.box(), scene.width(), scene.height());
            if (frame == null) {
                estimates.add(new Estimate.None("box outside the image"));
                continue;
            }
            desk.channels().write(image, frame, target, all, desk.input().bytes());
            float[] probability = session.run(Map.of(INPUT, desk.input()), Set.of(OUTPUT))
                    .get(OUTPUT)
                    .floats();
            estimates.add(new Estimate.Soft(frame.source(), Crop.unfold(probability, frame)));
        }
        return estimates;
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
