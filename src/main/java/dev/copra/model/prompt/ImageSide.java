package dev.copra.model.prompt;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.model.frame.Placement;
import dev.copra.model.graph.ModelException;
import dev.copra.model.tensor.Tensor;
import java.util.Map;

/** What a promptable model does once an image, whatever the boxes. */
interface ImageSide extends AutoCloseable {

    /** Where an image lies in the input. */
    Placement place(int height, int width);

    /**
     * Makes what the decoder needs of an image.
     *
     * @return by the names of the decoder's inputs; to be given to {@link #release} when they are used no more
     */
    Map<String, Tensor> encode(Planar<GrayU8> rgb, Placement placement) throws ModelException;

    /** Takes back what {@link #encode} has made. */
    void release(Map<String, Tensor> features);

    @Override
    void close();
}
