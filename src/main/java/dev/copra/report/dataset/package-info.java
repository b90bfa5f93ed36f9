/** Reports of what was done with a data set: converted, cut, compared, joined, chosen from, divided. */
package dev.copra.report.dataset;
