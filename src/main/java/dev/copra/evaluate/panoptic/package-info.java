/**
 * Panoptic quality, by the rules of panopticapi: pictures and segments are read, compared, and summed up by category.
 */
package dev.copra.evaluate.panoptic;
