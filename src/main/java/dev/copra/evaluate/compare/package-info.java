/**
 * Results against results: how sure a difference of figures is, by the bootstrap over images. Matches are made once; what is drawn is how often
 * each image counts.
 */
package dev.copra.evaluate.compare;
