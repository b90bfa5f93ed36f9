/** Tables of primitive keys, which box nothing, and random numbers. Knows nothing of what the keys stand for. */
package dev.copra.collect;
