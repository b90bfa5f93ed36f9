/** Findings as text for people and as the formats that CI systems read. */
package dev.copra.validate.report;
