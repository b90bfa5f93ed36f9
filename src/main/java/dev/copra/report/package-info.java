/** Results as records and the writers that turn them into text and files; the one place that escapes what comes from input. */
package dev.copra.report;
