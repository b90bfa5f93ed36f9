package dev.copra.model.pixel;

import dev.copra.mask.Box;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.Grid;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.ClassNames;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.util.Map;

/**
 * A label for each pixel, [1, h, w] or [h, w], of whole numbers. TensorFlow's DeepLab takes bytes and scales them itself;
 * PaddleSeg's models ({@code deploy/}, exported by paddle2onnx, their ArgMax in the graph) take an input x of floats,
 * (v / 255 - .5) / .5, of any size unless it is fixed.
 *
 * @param paddle which of the two
 */
record LabelMap(boolean paddle) implements Family {
    static final LabelMap PADDLE = new LabelMap(true);
    static final LabelMap TENSOR_FLOW = new LabelMap(false);

    @Override
    public String id() {
        return paddle ? "pp-seg" : "label-map";
    }

    @Override
    public Role role() {
        return Role.SEMANTIC;
    }

    @Override
    public String description() {
        return paddle ? "a class a pixel (PaddleSeg)" : "a class a pixel (DeepLab of TensorFlow)";
    }

    @Override
    public String recognise(Signature model) {
        return paddle && !isPaddle(model)
                ? null
                : model.mapOfImage()
                        .filter(LabelMap::isMap)
                        .map(port -> "its first output " + port + " is a whole number a pixel")
                        .orElse(null);
    }

    private static boolean isMap(Port port) {
        boolean map = port.rank() == 3 || port.rank() == 2 && port.dim(0) != 1;
        return map && port.type().isInteger();
    }

    /** PaddlePaddle's exporter names the image so, and the channels stand first. */
    static boolean isPaddle(Signature model) {
        Port image = model.image();
        return image != null
                && image.name().equals("x")
                && image.type() == ElementType.FLOAT
                && !Boolean.TRUE.equals(ImageInput.channelsLast(image));
    }

    /** How PaddleSeg makes images ready. */
    static Settings paddle(Signature model) {
        return Settings.unit(ImageInput.sizing(model, Sizing.NATIVE))
                .with(Map.of("scale", "1/255", "mean", ".5", "std", ".5", "resize", "opencv"));
    }

    @Override
    public Settings settings(Signature model) {
        Settings settings = paddle
                ? paddle(model)
                // the longer side of 513 pixels, as DeepLab was trained; the graph normalises
                : Settings.bytes(ImageInput.sizing(model, Sizing.shortest(513, 513, 1)))
                        .withClasses(ClassNames.voc());
        return settings.with(Map.of("values", "probabilities", "threshold", "best"));
    }

    @Override
    public SegmentationModel open(Opening opening) {
        Settings settings = opening.settings();
        return new CropModel(
                opening.session(), settings, new Reader(CropModel.answer(opening), ClassLabels.of(settings)));
    }

    /**
     * A category that the model does not know is taken for whatever is not background, if label 0 is one.
     *
     * @param output its name
     */
    record Reader(String output, ClassLabels labels) implements PixelReader {
        @Override
        public MaskMap map(Map<String, Tensor> outputs, Placement placement, Box box, String category)
                throws ModelException {
            Tensor map = outputs.get(output);
            if (map == null || map.rank() < 2) {
                throw new ModelException("the model gives no map " + output);
            }
            Integer label = labels.label(category, Integer.MAX_VALUE);
            if (label == null && !labels.background()) {
                return null;
            }
            float[] member = map.floats(0, map.dim(-2) * map.dim(-1));
            for (int i = 0; i < member.length; i++) {
                boolean in = label == null ? member[i] != 0 : member[i] == label;
                member[i] = in ? 1 : 0;
            }
            return new MaskMap(new Grid(member, map.dim(-2), map.dim(-1)).at(placement, box), false, Double.NaN);
        }
    }
}
