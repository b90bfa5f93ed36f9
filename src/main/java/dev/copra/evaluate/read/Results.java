package dev.copra.evaluate.read;

/**
 * What a results file says.
 *
 * @param objects its detections
 * @param masksByBoxArea whether masks are sorted into ranges of area by their boxes, because the first record has a box
 */
public record Results(Instances objects, boolean masksByBoxArea) {

    /** The number of detections. */
    public int size() {
        return objects.size;
    }
}
