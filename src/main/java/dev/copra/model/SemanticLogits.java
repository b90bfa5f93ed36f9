package dev.copra.model;

import dev.copra.io.Remedy;
import dev.copra.mask.Box;
import java.util.Map;

/**
 * A score for each class and pixel, [1, classes, h, w] (FCN, DeepLab, SegFormer): the maps are enlarged first and compared
 * then. The logit of a pixel is its score for the wanted class less the best other one, so that it is above 0 where the wanted
 * class wins. A category that the model does not know is taken for whatever is not background, if class 0 is one.
 *
 * @param output its name
 * @param labels the classes' labels by the keys of their names
 * @param background whether class 0 is everything that no other class is
 */
record SemanticLogits(String output, Map<String, Integer> labels, boolean background) implements PixelFamily {
    /** How many classes there are is known only now, if the exporter left it open: 21 without names are Pascal VOC's. */
    private Integer label(String category, int classes) {
        if (category == null) {
            return null;
        }
        String key = ClassNames.key(category);
        boolean voc = labels.isEmpty() && classes == ClassNames.voc().size();
        return voc ? ClassNames.vocLabel(key) : labels.get(key);
    }

    @Override
    public MaskMap map(Map<String, Tensor> outputs, Placement placement, Box box, String category)
            throws ModelException {
        Tensor scores = Outputs.of(outputs, output, 1, -1, -1, -1);
        int classes = scores.dim(1);
        if (classes == 1) {
            throw new ModelException("output " + output + " is one number a pixel", Remedy.SALIENCY);
        }
        Integer label = label(category, classes);
        if (label == null && !background || label != null && label >= classes) {
            return null;
        }
        // without a label the background is one side and all else the other
        int wanted = label == null ? 0 : label;
        int cells = scores.dim(2) * scores.dim(3);
        Patch own = null;
        float[] others = null;
        for (int c = 0; c < classes; c++) {
            Patch map = new Grid(scores.floats(c * cells, cells), scores.dim(2), scores.dim(3)).at(placement, box);
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
}
