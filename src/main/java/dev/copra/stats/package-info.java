/**
 * What is in data sets, as figures. A {@link dev.copra.stats.DatasetCollector} takes in records, merges with others that have read
 * other parts of the same data set, and gives a {@link dev.copra.stats.DatasetStats}, which is the same, to the last bit, however
 * the records were divided and in whatever order they came.
 */
package dev.copra.stats;
