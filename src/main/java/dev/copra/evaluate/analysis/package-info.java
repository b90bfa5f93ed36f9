/**
 * Why a model fails: kinds of errors, calibration, the best scores. Collectors take in what an evaluation has found image by image or
 * category by category, can be merged, and give the same result however the images were shared out.
 */
package dev.copra.evaluate.analysis;
