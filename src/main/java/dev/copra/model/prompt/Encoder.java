package dev.copra.model.prompt;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Preparation;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.graph.Session;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import dev.copra.model.tensor.TensorPool;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The half of a promptable model that looks at the image. What it makes of it is named by the decoder's inputs, to which
 * its outputs are matched by name, or else by type and shape, for every exporter names them in its own way.
 */
final class Encoder implements ImageSide {
    private final Session session;
    private final Settings settings;
    private final Port input;
    /** The decoder's inputs by the encoder's outputs. */
    private final Map<String, String> links;

    private final TensorPool inputs = new TensorPool();
    /** By the decoder's inputs. */
    private final Map<String, TensorPool> pools = new ConcurrentHashMap<>();

    /**
     * @param wanted the decoder's inputs that an encoder has to fill
     * @throws ModelException if the session is of no encoder for these
     */
    Encoder(Session session, Settings settings, List<Port> wanted) throws ModelException {
        this.session = session;
        this.settings = settings;
        this.input = session.inputs().values().stream()
                .filter(ImageInput::isImage)
                .findFirst()
                .orElseThrow(() -> new ModelException(session.name() + ": this encoder has no input for an image: "
                        + String.join("; ", session.inputs().keySet())));
        this.links = link(session, wanted);
    }

    private static Map<String, String> link(Session session, List<Port> wanted) throws ModelException {
        Map<String, String> links = new LinkedHashMap<>();
        for (Port port : wanted) {
            Port same = session.outputs().get(port.name());
            Port found = same != null && fits(same, port)
                    ? same
                    : session.outputs().values().stream()
                            .filter(output -> fits(output, port) && !links.containsKey(output.name()))
                            .findFirst()
                            .orElseThrow(() -> new ModelException(session.name() + ": the decoder needs " + port
                                    + ", and this encoder gives " + String.join("; ", texts(session.outputs()))
                                    + "; the two files are of different models"));
            links.put(found.name(), port.name());
        }
        return links;
    }

    private static boolean fits(Port output, Port wanted) {
        return output.rank() == 0
                || output.fits(wanted.shape().stream().mapToLong(d -> d).toArray());
    }

    private static List<String> texts(Map<String, Port> ports) {
        return ports.values().stream().map(Port::toString).toList();
    }

    @Override
    public Placement place(int height, int width) {
        return settings.sizing().place(height, width);
    }

    @Override
    public Map<String, Tensor> encode(Planar<GrayU8> rgb, Placement placement) throws ModelException {
        Preparation preparation = settings.preparation();
        Tensor image = inputs.take(ElementType.FLOAT, preparation.shape(placement));
        try {
            preparation.fill(image, rgb, placement);
            Tensor fed = input.rank() == 3 ? image.withoutBatch() : image;
            Map<String, Tensor> outputs = session.run(Map.of(input.name(), fed), new LinkedHashSet<>(links.keySet()));
            Map<String, Tensor> features = new LinkedHashMap<>();
            outputs.forEach((name, tensor) -> features.put(links.get(name), outsideHeap(links.get(name), tensor)));
            return features;
        } finally {
            inputs.give(image);
        }
    }

    /** Whether tensors are there for all that the decoder needs. */
    boolean fills(Map<String, Tensor> features) {
        return features.keySet().containsAll(links.values());
    }

    /** Where each run of the decoder reads it without a copy. */
    private Tensor outsideHeap(String name, Tensor output) {
        Tensor tensor = memory(name, output.type(), output.shape());
        tensor.bytes().put(output.bytes());
        return tensor;
    }

    /** A tensor for a feature, with anything in it; {@link #release} takes it back. */
    Tensor memory(String name, ElementType type, long... shape) {
        return pool(name).take(type, shape);
    }

    private TensorPool pool(String name) {
        return pools.computeIfAbsent(name, n -> new TensorPool());
    }

    @Override
    public void release(Map<String, Tensor> features) {
        features.forEach((name, tensor) -> pool(name).give(tensor));
    }

    @Override
    public void close() {
        session.close();
    }
}
