package dev.copra.model.prompt;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Preparation;
import dev.copra.model.setting.Settings;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import dev.copra.model.tensor.TensorPool;
import java.util.Map;

/** The side of a model that takes image and prompts together: the image made ready, once for all its boxes. */
record WholeImage(String input, Settings settings, TensorPool pool) implements ImageSide {

    @Override
    public Placement place(int height, int width) {
        return settings.sizing().place(height, width);
    }

    @Override
    public Map<String, Tensor> encode(Planar<GrayU8> rgb, Placement placement) {
        Preparation preparation = settings.preparation();
        Tensor image = pool.take(ElementType.FLOAT, preparation.shape(placement));
        preparation.fill(image, rgb, placement);
        return Map.of(input, image);
    }

    @Override
    public void release(Map<String, Tensor> features) {
        features.values().forEach(pool::give);
    }

    @Override
    public void close() {}
}
