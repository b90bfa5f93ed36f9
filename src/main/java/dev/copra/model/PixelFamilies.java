package dev.copra.model;

import java.util.HashMap;
import java.util.Map;

/** What is particular to each family of {@link Family.Role#SEMANTIC}: the output, the usual settings, the classes' names. */
final class PixelFamilies {
    /** The side from which on a saliency model is taken for IS-Net rather than U2-Net (320). */
    private static final int IS_NET_SIDE = 1024;

    private PixelFamilies() {}

    static BoxModel open(Family family, Session session, Settings settings) {
        String output = settings.output() != null
                ? settings.output()
                : session.outputs().keySet().iterator().next();
        Map<String, Integer> labels = new HashMap<>();
        settings.classes().forEach((label, name) -> labels.putIfAbsent(ClassNames.key(name), label));
        // names that nobody knows leave foreground against background, which class 0 is by custom
        boolean background = labels.isEmpty() || Integer.valueOf(0).equals(labels.get("background"));
        PixelFamily reader = switch (family) {
            case SEMANTIC -> new SemanticLogits(output, labels, background);
            case LABEL_MAP -> new LabelMap(output, labels, background);
            case SALIENCY -> new Saliency(output);
            default -> throw new IllegalArgumentException(family.id() + " does not say what pixels are");
        };
        return new CropModel(session, settings, reader);
    }

    /** The settings with which the family was exported, as far as the tensors leave them open. */
    static Settings defaults(Family family, Signature model) {
        Port image = ImageInput.of(model.inputs().values());
        return switch (family) {
            case SALIENCY -> {
                Sizing sizing = InstanceFamilies.sizing(image, Sizing.stretch(320, 320));
                yield sizing.first() >= IS_NET_SIDE
                        ? Settings.unit(sizing).with(Map.of("scale", "1/255", "mean", ".5", "std", "1"))
                        : Settings.imageNet(sizing);
            }
            case LABEL_MAP ->
                // the longer side of 513 pixels, as DeepLab was trained; the graph normalises
                Settings.bytes(InstanceFamilies.sizing(image, Sizing.shortest(513, 513, 1)))
                        .with(Map.of("layout", image != null && image.dim(-1) == 3 ? "hwc" : "chw"))
                        .withClasses(ClassNames.voc());
            default -> {
                boolean huggingFace = model.takes("pixel_values");
                Sizing open = huggingFace ? Sizing.stretch(512, 512) : Sizing.shortest(520, 1040, 1);
                Port scores = model.outputs().values().iterator().next();
                yield Settings.imageNet(InstanceFamilies.sizing(image, open))
                        .withClasses(scores.dim(1) == ClassNames.voc().size() ? ClassNames.voc() : Map.of());
            }
        };
    }
}
