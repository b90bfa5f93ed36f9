/** Tables of primitive keys, which box nothing. Knows nothing of what the keys stand for. */
package dev.copra.collect;
