/**
 * Which records of a document stay, and in which output: a first pass fills columns ({@link dev.copra.dataset.select.Survey}), a
 * plan is made from them, and a second pass copies what stays ({@link dev.copra.dataset.select.RecordCopy}).
 */
package dev.copra.dataset.select;
