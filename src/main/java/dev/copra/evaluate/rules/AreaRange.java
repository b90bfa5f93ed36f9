package dev.copra.evaluate.rules;

import java.util.List;

/**
 * A range of areas, both ends included.
 *
 * @param name such as small
 * @param low in pixels
 * @param high in pixels
 */
public record AreaRange(String name, double low, double high) {
    /** Every object: areas from 0 to 1e10 square pixels. */
    public static final AreaRange ALL = new AreaRange("all", 0, 1e10);
    /** COCO's small objects: up to 32 x 32 pixels. */
    public static final AreaRange SMALL = new AreaRange("small", 0, 1024);
    /** COCO's medium objects: from 32 x 32 to 96 x 96 pixels. */
    public static final AreaRange MEDIUM = new AreaRange("medium", 1024, 9216);
    /** COCO's large objects: from 96 x 96 pixels. */
    public static final AreaRange LARGE = new AreaRange("large", 9216, 1e10);

    /** Reads {@code NAME:LOW:HIGH}. @throws IllegalArgumentException says what is wrong */
    public static AreaRange parse(String text) {
        String[] parts = text.split(":");
        if (parts.length != 3 || parts[0].isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is not NAME:LOW:HIGH");
        }
        double[] ends = Thresholds.numbers(List.of(parts[1], parts[2]));
        if (!(ends[0] <= ends[1])) {
            throw new IllegalArgumentException("in '" + text + "' the low end is above the high one");
        }
        return new AreaRange(parts[0], ends[0], ends[1]);
    }

    /** Whether an area is not in the range. An area that is not a number is in every range, as pycocotools has it. */
    public boolean excludes(double area) {
        return area < low || area > high;
    }
}
