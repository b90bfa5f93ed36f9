/**
 * A server for the browser on the same machine, and for nobody else: it listens on the loopback interface alone, its address has a random
 * word, and it answers no request that another page may have caused.
 */
package dev.copra.serve;
