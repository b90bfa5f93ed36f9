/**
 * What a format is: how it recognises, reads and writes a data set, what it is asked for, and whom it tells what it finds and what it
 * loses. Nothing here knows a format.
 */
package dev.copra.format.contract;
