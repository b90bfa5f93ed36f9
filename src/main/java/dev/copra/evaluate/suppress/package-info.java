/**
 * Suppresses the detections of a results file that overlap better ones.
 */
package dev.copra.evaluate.suppress;
