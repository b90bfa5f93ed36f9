/** Detections: instance models over whole images, and the results files that come of it. */
package dev.copra.detect;
