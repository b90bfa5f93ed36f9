/**
 * The COCO document: finding its records in a stream of bytes, reading their members, and writing them back with only the
 * changed members changed.
 *
 * <p>A document is never a tree in memory. {@link dev.copra.json.JsonScanner} finds where a record and its members start
 * and end, strictly; what a command wants of a record is parsed from there, by Jackson where it is not a number or an RLE.
 * What is made of records is in {@code list}, {@code region} and {@code dialect}, which stand on this package; ids, below it, in
 * {@code id}.
 */
package dev.copra.coco;
