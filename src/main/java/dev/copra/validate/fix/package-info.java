/** Repairs what was found: copies a document with other values in some members. */
package dev.copra.validate.fix;
