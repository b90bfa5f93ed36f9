package dev.copra.model;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The half of a promptable model that looks at the image. What it makes of it is named by the decoder's inputs, to which
 * its outputs are matched by name, or else by type and shape, for every exporter names them in its own way.
 */
final class Encoder implements AutoCloseable {
    private final Session session;
    private final Settings settings;
    private final Port input;
    /** The decoder's inputs by the encoder's outputs. */
    private final Map<String, String> links;

    private final TensorPool inputs = new TensorPool();

    /**
     * @param wanted the decoder's inputs that an encoder has to fill
     * @throws ModelException if the session is of no encoder for these
     */
    Encoder(Session session, Settings settings, List<Port> wanted) throws ModelException {
        this.session = session;
        this.settings = settings;
        this.input = session.inputs().values().stream()
                .filter(Recognition::isImage)
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

    /** Where an image lies in the encoder's input. */
    Placement place(int height, int width) {
        return settings.sizing().place(height, width);
    }

    /** What the encoder makes of an image, by the names of the decoder's inputs. */
    Map<String, Tensor> encode(Planar<GrayU8> rgb, Placement placement) throws ModelException {
        Preparation preparation = settings.preparation();
        Tensor image = inputs.take(preparation.shape(placement));
        try {
            preparation.fill(image, rgb, placement);
            Tensor fed = input.rank() == 3 ? image.withoutBatch() : image;
            Map<String, Tensor> outputs = session.run(Map.of(input.name(), fed), new LinkedHashSet<>(links.keySet()));
            Map<String, Tensor> features = new LinkedHashMap<>();
            outputs.forEach((name, tensor) -> features.put(links.get(name), tensor.direct()));
            return features;
        } finally {
            inputs.give(image);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
