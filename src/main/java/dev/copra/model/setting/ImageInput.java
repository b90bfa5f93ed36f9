package dev.copra.model.setting;

import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a model that takes an image is fed. */
public final class ImageInput {
    private static final String PIXEL_MASK = "pixel_mask";
    private static final int CHANNELS = 3;

    private ImageInput() {}

    /** The input that takes the image, or null. */
    public static Port of(Collection<Port> ports) {
        return ports.stream()
                .filter(port -> !port.name().equals(PIXEL_MASK) && isImage(port))
                .findFirst()
                .orElse(null);
    }

    /** Whether an input may be an image: three channels, first or last, with or without a batch. */
    public static boolean isImage(Port port) {
        int rank = port.rank();
        return (rank == 3 || rank == 4) && (canBe3(port.dim(rank - 3)) || canBe3(port.dim(-1)));
    }

    private static boolean canBe3(long dim) {
        return dim == CHANNELS || dim == Port.OPEN;
    }

    /** Whether the channels of an image's pixel lie together; null if the shape does not tell. */
    public static Boolean channelsLast(Port image) {
        boolean first = image.dim(image.rank() - 3) == CHANNELS;
        boolean last = image.dim(-1) == CHANNELS;
        return first == last ? null : Boolean.valueOf(last);
    }

    /** The settings with the layout that the input's shape has. */
    public static Settings laidOut(Settings settings, Signature model) {
        Port image = model.image();
        Boolean last = image == null ? null : channelsLast(image);
        return last == null ? settings : settings.with(Map.of("layout", last ? "hwc" : "chw"));
    }

    /** The size of an image's input if it is fixed, else what the family makes of images. */
    public static Sizing sizing(Signature model, Sizing open) {
        Port image = model.image();
        if (image == null) {
            return open;
        }
        boolean last = Boolean.TRUE.equals(channelsLast(image));
        long height = image.dim(last ? -3 : -2);
        long width = image.dim(last ? -2 : -1);
        return height < 0 || width < 0 ? open : Sizing.stretch((int) height, (int) width);
    }

    /** The same with the proportions kept where the size is fixed. */
    public static Sizing letterbox(Signature model, Sizing open) {
        Sizing sizing = sizing(model, open);
        return sizing.mode() == Sizing.Mode.STRETCH ? Sizing.letterbox(sizing.first(), sizing.second()) : sizing;
    }

    /** The side of the square that a model takes for an image; some are exported for a smaller one than they were trained on. */
    public static int side(Signature model, int usual) {
        Sizing sizing = sizing(model, Sizing.NATIVE);
        return sizing.mode() == Sizing.Mode.STRETCH ? sizing.first() : usual;
    }

    /**
     * The inputs of a model by name.
     *
     * @param ports the model's inputs: an image, and perhaps a mask of its pixels that are no padding
     * @param image [1, 3, H, W] or [1, H, W, 3]
     * @param constants what else the family feeds, the same for every image
     * @throws ModelException if there is an input of another kind
     */
    public static Map<String, Tensor> feed(Collection<Port> ports, Tensor image, Map<String, Tensor> constants)
            throws ModelException {
        Map<String, Tensor> feed = new LinkedHashMap<>();
        for (Port port : ports) {
            if (constants.containsKey(port.name())) {
                feed.put(port.name(), constants.get(port.name()));
            } else if (port.name().equals(PIXEL_MASK)) {
                feed.put(port.name(), ones(port, image));
            } else if (isImage(port)) {
                feed.put(port.name(), port.rank() == 3 ? image.withoutBatch() : image);
            } else {
                throw new ModelException("input " + port + " is one that Copra has no value for");
            }
        }
        return feed;
    }

    private static Tensor ones(Port port, Tensor image) {
        boolean channelsLast = image.dim(1) != CHANNELS;
        long height = port.dim(1) > 0 ? port.dim(1) : image.dim(channelsLast ? 1 : 2);
        long width = port.dim(2) > 0 ? port.dim(2) : image.dim(channelsLast ? 2 : 3);
        Tensor ones = Tensor.allocate(port.type(), 1, height, width);
        for (int i = 0; i < ones.size(); i++) {
            ones.set(i, 1);
        }
        return ones;
    }
}
