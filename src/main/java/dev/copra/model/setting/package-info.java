/**
 * What is told of a model by its tensors, and how a model is used: settings, which a family has and a user may override,
 * the input of images, and the names of classes.
 */
package dev.copra.model.setting;
