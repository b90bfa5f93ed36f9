/**
 * The checks of a COCO document. A family of checks is a class that looks at one record and reports {@link
 * dev.copra.validate.Finding findings}; each has a stable {@link dev.copra.validate.Code code}. {@link
 * dev.copra.validate.Validation} shows every record to all families, annotations in parallel, and does what needs several
 * records. Severity follows one rule: an error is what readers refuse, drop or score wrongly without a word; what is legal
 * but likely not meant is a warning.
 */
package dev.copra.validate;
