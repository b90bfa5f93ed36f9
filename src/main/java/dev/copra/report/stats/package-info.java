/** Reports of what is in a data set: its contents, its figures and their plots, anchors. */
package dev.copra.report.stats;
