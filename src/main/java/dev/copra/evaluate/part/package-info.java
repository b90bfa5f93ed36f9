/** Parts of an evaluation as files: lines of JSON that say what kind they are of, and what must be the same in parts that are put together. */
package dev.copra.evaluate.part;
