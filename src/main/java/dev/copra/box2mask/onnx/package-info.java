/** Masks by a trained model that the user brings as ONNX. */
package dev.copra.box2mask.onnx;
