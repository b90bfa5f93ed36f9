/**
 * ONNX models: a session over ONNX Runtime, what a model is recognised by, and the pre- and post-processing of each
 * family. Only classes named Runtime know the runtime; all else deals in {@link dev.copra.model.Tensor}, so
 * that it can be tested without a model.
 */
package dev.copra.model;
