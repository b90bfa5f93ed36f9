/**
 * Options that several commands have, and what they ask for: kinds of values with what they take, places to write to, input
 * and output, the rewriting of a document, images, plots.
 */
package dev.copra.cli.option;
