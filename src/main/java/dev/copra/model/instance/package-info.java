/**
 * Models that find the instances of an image by themselves: a reader of the outputs for each family, and what the readers
 * share.
 */
package dev.copra.model.instance;
