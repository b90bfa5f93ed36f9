/** Checks of the document itself, of the ids of its records and of its categories. */
package dev.copra.validate.check.document;
