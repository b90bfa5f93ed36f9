package dev.copra.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a model that takes an image is fed. */
final class ImageInput {
    private static final String PIXEL_MASK = "pixel_mask";

    private ImageInput() {}

    /** The input that takes the image, or null. */
    static Port of(Collection<Port> ports) {
        return ports.stream()
                .filter(port -> !port.name().equals(PIXEL_MASK) && Recognition.isImage(port))
                .findFirst()
                .orElse(null);
    }

    /**
     * The inputs of a model by name.
     *
     * @param ports the model's inputs: an image, and perhaps a mask of its pixels that are no padding
     * @param image [1, 3, H, W] or [1, H, W, 3]
     * @throws ModelException if there is an input of another kind
     */
    static Map<String, Tensor> feed(Collection<Port> ports, Tensor image) throws ModelException {
        Map<String, Tensor> feed = new LinkedHashMap<>();
        for (Port port : ports) {
            if (port.name().equals(PIXEL_MASK)) {
                feed.put(port.name(), ones(port, image));
            } else if (Recognition.isImage(port)) {
                feed.put(
                        port.name(),
                        port.rank() == 3 ? image.reshape(image.dim(1), image.dim(2), image.dim(3)) : image);
            } else {
                throw new ModelException("input " + port + " is one that Copra has no value for");
            }
        }
        return feed;
    }

    private static Tensor ones(Port port, Tensor image) {
        boolean channelsLast = image.dim(1) != 3;
        long height = port.dim(1) > 0 ? port.dim(1) : image.dim(channelsLast ? 1 : 2);
        long width = port.dim(2) > 0 ? port.dim(2) : image.dim(channelsLast ? 2 : 3);
        Tensor ones = Tensor.allocate(port.type(), 1, height, width);
        for (int i = 0; i < ones.size(); i++) {
            ones.set(i, 1);
        }
        return ones;
    }
}
