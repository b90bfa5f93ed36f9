package dev.copra.model.contract;

import dev.copra.model.graph.ModelException;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;

/**
 * A kind of exported models: a contract of tensors that Copra knows. One class a family; its package lists them in the
 * order in which they are tried.
 */
public interface Family {
    /** How a family comes by masks. */
    enum Role {
        /** From boxes and what an encoder has made of the image. */
        DECODER,
        /** From the image and boxes. */
        PROMPTED,
        /** Makes what a decoder needs of an image; no masks by itself. */
        ENCODER,
        /** Finds the instances of an image by itself; they are matched to the boxes. */
        INSTANCES,
        /** Says what each pixel is; applied to the crop of each box. */
        SEMANTIC
    }

    /** The name by which users call it. */
    String id();

    /** What its models are used for. */
    Role role();

    /** In words. */
    String description();

    /** Why a model is of this family, in words that begin with "it"; null if it is not. */
    String recognise(Signature model);

    /**
     * The settings with which the family was exported and the names of its classes, as far as the tensors leave them open. The
     * layout of the input is found from its shape, whatever is stated here.
     */
    Settings settings(Signature model);

    /**
     * Opens a model of the family.
     *
     * @throws ModelException if the family makes no masks, or its parts do not fit together
     */
    SegmentationModel open(Opening opening) throws ModelException;
}
