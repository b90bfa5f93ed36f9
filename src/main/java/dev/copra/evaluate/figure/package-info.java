/**
 * Makes curves and figures, such as AP and AR, of what matching has counted; counts of parts can be merged.
 */
package dev.copra.evaluate.figure;
