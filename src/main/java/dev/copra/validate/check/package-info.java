/** The checks that join the families: which of them an annotation is shown to, and what follows from a dialect. */
package dev.copra.validate.check;
