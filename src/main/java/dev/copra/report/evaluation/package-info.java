/** Reports of evaluations: scores, comparisons, analyses and their plots; suppression. */
package dev.copra.report.evaluation;
