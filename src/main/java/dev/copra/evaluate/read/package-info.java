/**
 * Reads truths and results into columns, one entry an object, which can be grouped by image and category.
 */
package dev.copra.evaluate.read;
