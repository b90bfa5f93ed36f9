/**
 * ONNX models: what a model is recognised by, how each family is asked and read, and what a user may override. What they stand
 * on is in {@code graph}, {@code frame} and {@code tensor}.
 */
package dev.copra.model;
