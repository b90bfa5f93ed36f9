package dev.copra.model;

/** The settings with which each family was exported, as far as its tensors leave them open. */
final class Defaults {
    private Defaults() {}

    static Settings of(Family family, Signature model) {
        return switch (family) {
            case SAM_ENCODER -> samEncoder(model);
            case SAM, HQ_SAM, OPTIMUM_SAM, OPTIMUM_SAM_ENCODER -> Settings.imageNet(Sizing.longest(1024));
            case SAM2, SAM2_ENCODER -> {
                int side = side(model, 1024);
                yield Settings.imageNet(Sizing.stretch(side, side));
            }
            case SAM3, SAM3_ENCODER -> Settings.bytes(Sizing.stretch(1008, 1008));
            case EFFICIENT_SAM, EFFICIENT_SAM_DECODER -> Settings.unit(Sizing.NATIVE);
            default ->
                family.role() == Family.Role.INSTANCES
                        ? InstanceFamilies.defaults(family, model)
                        : PixelFamilies.defaults(family, model);
        };
    }

    /** An encoder whose input has no batch and the channels last normalises and pads by itself. */
    private static Settings samEncoder(Signature model) {
        if (model.input(port -> port.rank() == 3 && port.dim(-1) == 3).isPresent()) {
            return Settings.bytes(Sizing.fit(1024)).withChannelsLast();
        }
        // EfficientSAM's has a batch, but any size
        if (model.takes("batched_images")) {
            return Settings.unit(Sizing.NATIVE);
        }
        return Settings.imageNet(Sizing.longest(side(model, 1024)));
    }

    /** The side of the square that a model takes for an image; some are exported for a smaller one than they were trained on. */
    private static int side(Signature model, int usual) {
        return model.input(port -> port.rank() == 4 && port.dim(1) == 3 && port.dim(2) > 0)
                .map(port -> (int) port.dim(2))
                .orElse(usual);
    }
}
