package dev.copra.model.pixel;

import dev.copra.model.contract.Family;
import java.util.List;

/** The families of models that say what each pixel is. */
public final class PixelFamilies {
    /** All, in the order in which a model is compared with them. */
    public static final List<Family> ALL =
            List.of(Saliency.FAMILY, SemanticLogits.FAMILY, LabelMap.PADDLE, LabelMap.TENSOR_FLOW);

    private PixelFamilies() {}
}
