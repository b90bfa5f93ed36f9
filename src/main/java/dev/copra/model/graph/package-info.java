/**
 * An ONNX file as something to run: its session, its inputs and outputs, and the operators that compute these. Only classes
 * named Runtime know ONNX Runtime; all else deals in {@link dev.copra.model.tensor.Tensor}, so that it can be tested without a
 * model.
 */
package dev.copra.model.graph;
