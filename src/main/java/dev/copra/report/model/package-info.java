/** Reports of what models did or are: masks, detections, training, the file itself. */
package dev.copra.report.model;
