/**
 * Parallel, resumable work over the images of a file: the journal that survives a killed run, shards, progress. Knows no
 * strategy: a unit of work is a number, its result is bytes.
 */
package dev.copra.run;
