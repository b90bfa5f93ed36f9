/**
 * The generator of {@code testdata/}: small scenes painted from signed distance functions with seeded noise, whose masks
 * are known because they come from the same functions, and odd but legal COCO documents. Run by {@code scripts/testdata}.
 * Uses {@link java.lang.StrictMath} wherever the result of a function is not fixed by IEEE 754, so that every JDK paints
 * the same pixels.
 */
package dev.copra.testdata;
