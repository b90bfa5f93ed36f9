/** Arrays of numbers outside the heap, with a type and a shape: what models take and give. */
package dev.copra.model.tensor;
