/**
 * {@code mask}, {@code eval} and {@code stats} on Apache Spark, for data sets of millions of images. The only package that knows
 * Spark and Hadoop; it is in a jar of its own.
 *
 * <p>The records of a document are grouped by image ({@link dev.copra.spark.GroupedRecords}). Each group is a small COCO document, and
 * what is done with it is what the command line does with a whole one.
 */
package dev.copra.spark;
