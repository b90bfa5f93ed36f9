package dev.copra.model.instance;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.io.Remedy;
import dev.copra.model.contract.InstanceModel;
import dev.copra.model.contract.Opening;
import dev.copra.model.frame.Placement;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Session;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model of a family that finds instances: makes the input, runs the model, lets the family's reader read the outputs. */
final class WholeImageModel implements InstanceModel {
    private final Session session;
    private final Settings settings;
    private final InstanceReader reader;
    private final Map<String, Tensor> constants;
    private final double suppression;

    /** A model that has seen to suppression itself. */
    WholeImageModel(Opening opening, InstanceReader reader) {
        this(opening, reader, 1, Map.of());
    }

    /**
     * @param suppression what {@link #suppression} says
     * @param constants what the model is fed beside the image, by the inputs' names
     */
    WholeImageModel(Opening opening, InstanceReader reader, double suppression, Map<String, Tensor> constants) {
        session = opening.session();
        settings = opening.settings();
        this.reader = reader;
        this.suppression = suppression;
        this.constants = constants;
    }

    @Override
    public List<Instance> instances(Planar<GrayU8> rgb, double minScore) throws ModelException {
        Placement placement = settings.sizing().place(rgb.height, rgb.width);
        Tensor image = settings.preparation().tensor(rgb, placement);
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        // TensorFlow's names end with the number of the operation's output
        session.run(ImageInput.feed(session.inputs().values(), image, constants))
                .forEach((name, tensor) -> outputs.put(plain(name), tensor));
        try {
            refuseNonFinite(outputs);
            List<Instance> found = reader.detections(outputs, placement, minScore);
            for (Instance instance : found) {
                check(instance.label());
            }
            return found;
        } catch (ModelException e) {
            throw new ModelException(session.name() + ": " + e.getMessage(), e.remedy());
        }
    }

    /** A label beyond all names tells that the answer is read in a wrong way. Numbers may have gaps, as COCO's ids. */
    private void check(int label) throws ModelException {
        Map<Integer, String> classes = settings.classes();
        if (!classes.isEmpty() && (label < 0 || label > Collections.max(classes.keySet()))) {
            throw new ModelException(
                    "the model answered the category " + label + ", and its last one is "
                            + Collections.max(classes.keySet()),
                    Remedy.FAMILY);
        }
    }

    /** Masks are looked at when they are made. Some models rule classes out by an infinitely low score. */
    private static void refuseNonFinite(Map<String, Tensor> outputs) throws ModelException {
        for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
            if (output.getValue().rank() < 4 && !output.getValue().type().isInteger()) {
                for (float value : output.getValue().floats()) {
                    if (Float.isNaN(value) || value == Float.POSITIVE_INFINITY) {
                        throw new ModelException("the model's answer is not finite: output " + output.getKey());
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
