/**
 * What differs between two documents, and patches that make one of the other. A document is compared as it stands: its lists
 * element by element, its other members as values; elements are matched by id, or annotations by their overlap. A patch names bytes,
 * so that what it makes is the other document byte for byte.
 */
package dev.copra.dataset.diff;
