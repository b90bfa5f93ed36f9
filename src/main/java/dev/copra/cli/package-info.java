/**
 * The command line: what starts a command, reads its arguments and says what was wrong. The commands, one class each, are in
 * packages by what they are about; what they share is in {@code option} and {@code console}. Nothing else parses arguments,
 * prints or exits. A command may join packages but computes nothing itself.
 */
package dev.copra.cli;
