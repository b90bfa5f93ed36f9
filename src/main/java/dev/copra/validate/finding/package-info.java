/** What is found: a code, where, how bad; and all that was found in a document. */
package dev.copra.validate.finding;
