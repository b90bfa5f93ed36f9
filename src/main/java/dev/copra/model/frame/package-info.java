/**
 * The way into a model's input and back: how an image is scaled and placed there, how its pixels become numbers, and how a map
 * over the input or over a box becomes one over the image's pixels.
 */
package dev.copra.model.frame;
