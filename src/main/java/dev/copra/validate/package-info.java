/**
 * Validation of a COCO document. {@link dev.copra.validate.Validation} shows every record to all families of checks, annotations
 * in parallel, and does what needs several records. A family is a class in {@code check} that looks at one record and reports
 * {@link dev.copra.validate.finding.Finding findings}; each has a stable {@link dev.copra.validate.finding.Code code}. Severity
 * follows one rule: an error is what readers refuse, drop or score wrongly without a word; what is legal but likely not meant is a
 * warning.
 */
package dev.copra.validate;
