/**
 * The command line: one class a subcommand, and what they share. Nothing else parses arguments, prints or exits. A command may
 * join packages but computes nothing itself.
 */
package dev.copra.cli;
