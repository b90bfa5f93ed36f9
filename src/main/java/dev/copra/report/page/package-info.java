/**
 * Pages to look at: what they say as records, which a template writes as HTML. A template escapes by where a value stands, and what
 * scripts read is JSON in which no tag can begin; so names of a file stay text wherever they come from.
 */
package dev.copra.report.page;
