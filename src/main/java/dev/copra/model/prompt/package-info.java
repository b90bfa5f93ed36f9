/**
 * Promptable models, which are told boxes: the encoder that looks at an image once, and may be kept on disk, the contracts
 * between boxes and tensors, and the families, SAM and its kin.
 */
package dev.copra.model.prompt;
