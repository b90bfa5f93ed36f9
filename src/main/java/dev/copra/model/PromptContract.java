package dev.copra.model;

import dev.copra.mask.Box;
import java.util.List;
import java.util.Map;

/**
 * How a family of promptable models is asked and how it answers: pure functions between boxes and tensors.
 */
interface PromptContract {

    /** Whether an input of the decoder states the prompts or the image's size; all others are the encoder's. */
    boolean isPrompt(Port input);

    /** How many boxes one run of the decoder takes. */
    int boxesARun();

    /**
     * States boxes as tensors.
     *
     * @param placement of the image in the encoder's input
     * @param boxes no more than {@link #boxesARun}
     * @return by the names of the decoder's inputs; names that only some exports have are there, too
     */
    Map<String, Tensor> ask(Placement placement, List<Box> boxes);

    /**
     * Reads the decoder's outputs.
     *
     * @param outputs by their names
     * @param boxes those that were asked about
     * @return a map a box, over the pixels that the box touches
     * @throws ModelException if the outputs are not those of the family
     */
    List<MaskMap> answer(Map<String, Tensor> outputs, Placement placement, List<Box> boxes) throws ModelException;
}
