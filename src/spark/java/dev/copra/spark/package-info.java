/**
 * {@code mask}, {@code eval}, {@code stats} and {@code validate} on Apache Spark, for data sets of millions of images. The only package
 * that knows Spark and Hadoop; it is in a jar of its own.
 *
 * <p>The records of a document are grouped by image ({@link dev.copra.spark.GroupedRecords}). Each group is a small COCO document, and
 * what is done with it is what the command line does with a whole one. A validation alone is the command line's in the driver, which has
 * single annotations examined by tasks ({@link dev.copra.spark.StagedExaminer}).
 */
package dev.copra.spark;
