/**
 * ONNX models: which families there are, what a model is recognised by, and how it is opened with what a user overrides. What
 * a family is stands in {@code contract}; the families are in {@code prompt}, {@code instance} and {@code pixel}; they stand
 * on {@code setting}, {@code graph}, {@code frame} and {@code tensor}.
 */
package dev.copra.model;
