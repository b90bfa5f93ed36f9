/** Protocols that match by rules of their own: those of DOTA and of Open Images. */
package dev.copra.evaluate.protocol;
