/** Where documents come from and go to: files, standard streams, gzip; a file appears whole or not at all. */
package dev.copra.io;
