/**
 * How good detections are: {@link dev.copra.evaluate.EvaluationFiles} reads a truth and results, and evaluates them. The packages below it
 * are the stages of pycocotools' {@code COCOeval}: objects are read into columns ({@code read}), matched image by image ({@code match}),
 * and counted into curves and figures ({@code figure}), all by the same {@code rules}. Figures are equal to pycocotools 2.0.11 to the last
 * bit. Other protocols stand beside them, and what looks into results stands above them.
 */
package dev.copra.evaluate;
