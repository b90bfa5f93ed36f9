/**
 * Learning from boxes: what a training is asked for and tells. The training itself, {@code dev.copra.learn.torch}, is in a jar of its
 * own, because its engine is twenty times as large as all of Copra.
 */
package dev.copra.learn;
