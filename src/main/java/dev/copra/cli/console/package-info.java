/**
 * What a command speaks with: the standard streams, the error that ends it, its exit code, the version.
 */
package dev.copra.cli.console;
