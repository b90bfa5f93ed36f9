package dev.copra.box2mask.learned;

import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyException;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.io.Failures;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Session;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import dev.copra.run.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * A network that comes with the program, or one that was trained from it. Each box is a run of its own, in the calling thread: sums in a batch could depend on
 * its size, and the masks shall not depend on the number of threads.
 */
final class Network implements AutoCloseable {
    /** Which of its two maps the network is asked for. */
    enum View {
        /** The object's part in the box, if that is exact. */
        PROBABILITY,
        /** The object wherever it ends. */
        OUTLINE
    }

    private static final String COLOURS = "colours";
    private static final String MAPS = "maps";
    private static final String CATEGORY = "category";
    private static final String FILE = ".onnx";
    private static final String SIDES = "sides";
    private static final String INEXACT = "careless";

    private static final Set<String> INPUTS = Set.of(COLOURS, MAPS, CATEGORY);
    private static final Set<String> OUTPUTS = Set.of("probability", "outline", SIDES, INEXACT);

    private final Session session;
    private final String identity;
    private final Vocabulary categories;
    private final Pool<Desk> desks = new Pool<>(Desk::new);

    private Network(Session session, String identity) throws ModelException {
        this.session = session;
        this.identity = identity;
        categories = new Vocabulary(session.metadata().getOrDefault(Vocabulary.KEY, ""));
    }

    /** What one thread works with. */
    private static final class Desk {
        final Colours colours = new Colours();
        final Channels channels = new Channels();
        final Tensor seen = Tensor.allocate(ElementType.UINT8, 1, 3, Crop.SIZE, Crop.SIZE);
        final Tensor maps = Tensor.allocate(ElementType.UINT8, 1, Channels.COUNT, Crop.MAPS, Crop.MAPS);
        final Tensor category = Tensor.allocate(ElementType.INT64, 1);
    }

    /**
     * Opens the network of a name.
     *
     * @throws ModelException if there is no ONNX Runtime
     */
    static Network open(String name) throws ModelException {
        try {
            return open(bundled(name), name + FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens a network's file.
     *
     * @throws ModelException if it cannot be read or is no such network, or there is no ONNX Runtime
     */
    static Network open(Path file) throws ModelException {
        return trained(read(file), file);
    }

    /**
     * The bytes of a network's file.
     *
     * @throws ModelException as {@link #open(Path)}
     */
    static byte[] checked(Path file) throws ModelException {
        byte[] model = read(file);
        trained(model, file).close();
        return model;
    }

    private static byte[] read(Path file) throws ModelException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException(Failures.describe(e), e);
        }
    }

    private static Network trained(byte[] model, Path file) throws ModelException {
        Network network = open(model, file.toString());
        Session session = network.session;
        if (!session.inputs().keySet().equals(INPUTS)
                || !session.outputs().keySet().containsAll(OUTPUTS)) {
            network.close();
            throw new ModelException(
                    file
                            + ": this is no network that was trained from Copra's own; other models are run by the strategy onnx");
        }
        return network;
    }

    private static Network open(byte[] model, String name) throws ModelException {
        CRC32 checksum = new CRC32();
        checksum.update(model);
        String identity = "model " + Long.toHexString(checksum.getValue());
        return new Network(Session.open(model, name, Session.Options.SINGLE), identity);
    }

    /** The file of the network of a name that comes with the program. */
    static byte[] bundled(String name) throws IOException {
        try (InputStream in = Network.class.getResourceAsStream(name + FILE)) {
            return in.readAllBytes();
        }
    }

    /** A checksum of the weights. */
    String identity() {
        return identity;
    }

    /** The answers for all boxes that have a pixel in the image and no mask yet, in their order. */
    List<Answer> ask(Scene scene, Pyramid image, List<Target> targets, View view) throws StrategyException {
        return ask(scene, image, targets, view, answers -> false);
    }

    /** The same, but ends as soon as the answers so far are enough. */
    List<Answer> ask(Scene scene, Pyramid image, List<Target> targets, View view, Predicate<List<Answer>> enough)
            throws StrategyException {
        Desk desk = desks.take();
        try {
            return ask(scene, image, targets, view.name().toLowerCase(Locale.ROOT), enough, desk);
        } catch (ModelException e) {
            throw new StrategyException(e.getMessage(), e);
        } finally {
            desks.giveBack(desk);
        }
    }

    private List<Answer> ask(
            Scene scene, Pyramid image, List<Target> targets, String map, Predicate<List<Answer>> enough, Desk desk)
            throws ModelException {
        List<Answer> answers = new ArrayList<>(targets.size());
        for (int i = 0; i < targets.size() && !enough.test(answers); i++) {
            Target target = targets.get(i);
            Frame frame =
                    target.known() != null ? null : Crop.of(target.box(), scene.width(), scene.height(), Crop.SIZE);
            if (frame != null) {
                Frame maps = Crop.of(target.box(), scene.width(), scene.height(), Crop.MAPS);
                desk.colours.write(image, frame, desk.seen.bytes());
                desk.channels.write(image, maps, target, targets, desk.maps.bytes());
                desk.category.bytes().putLong(0, categories.number(target.category()));
                Map<String, Tensor> said = session.run(
                        Map.of(COLOURS, desk.seen, MAPS, desk.maps, CATEGORY, desk.category),
                        Set.of(map, SIDES, INEXACT));
                answers.add(new Answer(
                        i,
                        target,
                        frame,
                        values(said, map, Crop.SIZE * Crop.SIZE),
                        values(said, SIDES, 4),
                        values(said, INEXACT, 1)[0]));
            }
        }
        return answers;
    }

    /** What a file declares of its outputs may leave open how many values they have. */
    private static float[] values(Map<String, Tensor> said, String output, int count) throws ModelException {
        Tensor values = said.get(output);
        if (values.size() != count) {
            throw new ModelException("the network's output " + output + " has " + values.size() + " values instead of "
                    + count + "; use a network that was trained from Copra's own");
        }
        return values.floats();
    }

    @Override
    public void close() {
        session.close();
    }
}
