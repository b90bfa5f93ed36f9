/** What validate and fix found and did: as text for people and as the formats that CI systems read. */
package dev.copra.report.validation;
