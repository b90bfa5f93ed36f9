/**
 * Results as records and the writers that turn them into text and files; the one place that escapes what comes from input. Here is
 * what all reports are written with; the reports are below, by what is reported.
 */
package dev.copra.report;
