package dev.copra.model;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model of a family that finds instances: makes the input, runs the model, lets the family read the outputs. */
final class WholeImageModel implements InstanceModel {
    private final Session session;
    private final Settings settings;
    private final InstanceFamily family;
    private final double suppression;

    /** @param suppression what {@link #suppression} says */
    WholeImageModel(Session session, Settings settings, InstanceFamily family, double suppression) {
        this.session = session;
        this.settings = settings;
        this.family = family;
        this.suppression = suppression;
    }

    @Override
    public List<Instance> instances(Planar<GrayU8> rgb, double minScore) throws ModelException {
        Placement placement = settings.sizing().place(rgb.height, rgb.width);
        Tensor image = settings.preparation().tensor(rgb, placement);
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        // TensorFlow's names end with the number of the operation's output
        session.run(ImageInput.feed(session.inputs().values(), image))
                .forEach((name, tensor) -> outputs.put(plain(name), tensor));
        try {
            refuseNaN(outputs);
            return family.detections(outputs, placement, minScore);
        } catch (ModelException e) {
            throw new ModelException(session.name() + ": " + e.getMessage(), e);
        }
    }

    /** Masks are looked at when they are made. */
    private static void refuseNaN(Map<String, Tensor> outputs) throws ModelException {
        for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
            if (output.getValue().rank() < 4 && !output.getValue().type().isInteger()) {
                for (float value : output.getValue().floats()) {
                    if (Float.isNaN(value)) {
                        throw new ModelException("the model answered NaN in " + output.getKey());
                    }
                }
            }
        }
    }

    private static String plain(String name) {
        return name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
    }

    @Override
    public double suppression() {
        return suppression;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        session.close();
    }
}
