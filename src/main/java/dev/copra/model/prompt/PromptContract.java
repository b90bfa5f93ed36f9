package dev.copra.model.prompt;

import dev.copra.mask.Box;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * How a family of promptable models is asked and how it answers: pure functions between boxes and tensors.
 */
interface PromptContract {

    /** Whether an input of the decoder states the prompts or the image's size; all others are the encoder's. */
    boolean isPrompt(Port input);

    /** How many boxes one run of the decoder takes. */
    Batch batch();

    /**
     * The frame in which the decoder is told boxes and draws its masks. It need not be the encoder's input: EfficientViT-SAM
     * looks at 512 pixels, and its decoder speaks of 1024.
     *
     * @param encoder how an image gets the encoder's size
     * @param grid how many cells the embedding has on a side; 0 if that is not known
     */
    default Sizing frame(Sizing encoder, int grid) {
        return encoder;
    }

    /**
     * States boxes as tensors.
     *
     * @param frame the image in the decoder's frame
     * @param boxes no more than {@link #batch} allows
     * @return by the names of the decoder's inputs; names that only some exports have are there, too
     */
    Map<String, Tensor> ask(Placement frame, List<Box> boxes);

    /**
     * Reads the decoder's outputs.
     *
     * @param outputs by their names
     * @param frame the image in the decoder's frame
     * @param boxes those that were asked about
     * @return a map a box, over the pixels that the box touches
     * @throws ModelException if the outputs are not those of the family
     */
    List<MaskMap> answer(Map<String, Tensor> outputs, Placement frame, List<Box> boxes) throws ModelException;

    /**
     * How many boxes a run of a decoder takes.
     *
     * @param most no more than that many
     * @param exact whether no less either
     */
    record Batch(int most, boolean exact) {
        /** Bounds the memory of the masks: 4 MB each in a photo of a megapixel. */
        private static final int MOST_BOXES = 8;

        /** As a dimension says: any number if it is open, else that many. */
        static Batch of(long dim) {
            return dim == Port.OPEN ? new Batch(MOST_BOXES, false) : new Batch((int) Math.max(1, dim), true);
        }
    }
}
