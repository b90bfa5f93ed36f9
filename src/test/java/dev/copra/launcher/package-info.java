/** Tests of {@code scripts/copra} as a process, on the jar that the build has just made. */
package dev.copra.launcher;
