/**
 * What is in a document and what is wrong with it: counts, statistics, anchors, validation and repairs.
 */
package dev.copra.cli.inspection;
