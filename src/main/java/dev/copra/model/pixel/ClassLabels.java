package dev.copra.model.pixel;

import dev.copra.model.graph.ModelException;
import dev.copra.model.setting.ClassNames;
import dev.copra.model.setting.Settings;
import java.util.HashMap;
import java.util.Map;

/**
 * The labels of the classes that a model says pixels are of.
 *
 * @param labels by the keys of the classes' names; empty if nobody knows them
 * @param background whether label 0 is everything that no other class is
 */
record ClassLabels(Map<String, Integer> labels, boolean background) {

    static ClassLabels of(Settings settings) {
        Map<String, Integer> labels = new HashMap<>();
        settings.classes().forEach((label, name) -> labels.putIfAbsent(ClassNames.key(name), label));
        // names that nobody knows leave foreground against background, which class 0 is by custom
        boolean background = labels.isEmpty() || Integer.valueOf(0).equals(labels.get("background"));
        return new ClassLabels(labels, background);
    }

    /**
     * The label of a category, or null if the model has none. How many classes there are is known only now, if the exporter left
     * it open: 21 without names are Pascal VOC's.
     *
     * @param category its name, or null
     * @param classes how many the model has
     * @throws ModelException if the names have a label that the model does not have
     */
    Integer label(String category, int classes) throws ModelException {
        if (category == null) {
            return null;
        }
        String key = ClassNames.key(category);
        boolean voc = labels.isEmpty() && classes == ClassNames.voc().size();
        Integer label = voc ? ClassNames.vocLabel(key) : labels.get(key);
        if (label != null && label >= classes) {
            throw new ModelException("the category '" + category + "' is said to have the label " + label
                    + ", and the model has " + classes + " classes, from 0");
        }
        return label;
    }
}
