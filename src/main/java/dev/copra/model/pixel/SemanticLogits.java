package dev.copra.model.pixel;

import dev.copra.io.Remedy;
import dev.copra.mask.Box;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.Outputs;
import dev.copra.model.contract.Scores;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.Grid;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Patch;
import dev.copra.model.frame.PixelMap;
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
 * A score for each class and pixel, [1, classes, h, w] or [1, h, w, classes] (FCN, DeepLab, SegFormer, PP-Seg with Softmax).
 */
record SemanticLogits() implements Family {
    static final SemanticLogits FAMILY = new SemanticLogits();

    @Override
    public String id() {
        return "semantic";
    }

    @Override
    public Role role() {
        return Role.SEMANTIC;
    }

    @Override
    public String description() {
        return "a score a class and pixel (FCN, DeepLab, SegFormer)";
    }

    /** PyTorch's exporter leaves even the number of classes open where the last operation is a resizing. */
    @Override
    public String recognise(Signature model) {
        return model.mapOfImage()
                .filter(p -> p.rank() == 4
                        && p.dim(1) != 1
                        && p.dim(3) != 1
                        && !p.type().isInteger())
                .map(port -> "its first output " + port + " is several numbers a pixel")
                .orElse(null);
    }

    @Override
    public Settings settings(Signature model) {
        Sizing open = model.takes("pixel_values") ? Sizing.stretch(512, 512) : Sizing.shortest(520, 1040, 1);
        Sizing sizing = ImageInput.sizing(model, open);
        Port scores = model.outputs().values().iterator().next();
        int voc = ClassNames.voc().size();
        boolean isVoc = scores.rank() == 4 && (scores.dim(1) == voc || scores.dim(3) == voc);
        Settings settings = LabelMap.isPaddle(model) ? LabelMap.paddle(model) : preparation(model, sizing);
        return settings.withClasses(isVoc ? ClassNames.voc() : Map.of()).ofPixels(model);
    }

    private static Settings preparation(Signature model, Sizing sizing) {
        Port image = model.image();
        return image != null && image.type() == ElementType.UINT8 ? Settings.bytes(sizing) : Settings.imageNet(sizing);
    }

    @Override
    public SegmentationModel open(Opening opening) {
        Settings settings = opening.settings();
        return new CropModel(
                opening.session(),
                settings,
                new Reader(
                        CropModel.answer(opening), settings.outputLast(), settings.values(), ClassLabels.of(settings)));
    }

    /**
     * The maps are enlarged first and compared then. The logit of a pixel is its score for the wanted class less the best other
     * one, so that it is above 0 where the wanted class wins; of probabilities, their logarithms are such scores. A category
     * that the model does not know is taken for whatever is not background, if class 0 is one.
     *
     * @param output its name
     * @param last whether its classes stand last; null if its shape is to tell
     * @param values what its numbers are
     */
    record Reader(String output, Boolean last, Settings.Values values, ClassLabels labels) implements PixelReader {
        /** Keeps the logarithm of nothing finite. */
        private static final double LEAST = 1e-7;

        @Override
        public MaskMap map(Map<String, Tensor> outputs, Placement placement, Box box, String category)
                throws ModelException {
            PixelMap scores = PixelMap.of(Outputs.of(outputs, output, 1, -1, -1, -1), last, placement);
            int classes = scores.channels();
            if (classes == 1) {
                throw new ModelException("output " + output + " is one number a pixel", Remedy.SALIENCY);
            }
            Integer label = labels.label(category, classes);
            if (label == null && !labels.background()) {
                return null;
            }
            boolean probabilities = Scores.areProbabilities(scores.tensor().floats(), values);
            // without a label the background is one side and all else the other
            int wanted = label == null ? 0 : label;
            Patch own = null;
            float[] others = null;
            for (int c = 0; c < classes; c++) {
                Patch map = new Grid(scores.channel(c), scores.height(), scores.width()).at(placement, box);
                if (probabilities) {
                    logarithms(map.values());
                }
                if (c == wanted) {
                    own = map;
                } else if (others == null) {
                    others = map.values();
                } else {
                    for (int i = 0; i < others.length; i++) {
                        others[i] = Math.max(others[i], map.values()[i]);
                    }
                }
            }
            float[] logits = own.values();
            for (int i = 0; i < logits.length; i++) {
                logits[i] = label == null ? others[i] - logits[i] : logits[i] - others[i];
            }
            return new MaskMap(own, true, Double.NaN);
        }

        private static void logarithms(float[] values) {
            for (int i = 0; i < values.length; i++) {
                // NaN stays what it is
                values[i] = (float) Math.log(values[i] < LEAST ? LEAST : values[i]);
            }
        }
    }
}
