package dev.copra.evaluate;

/**
 * A range of areas, both ends included.
 *
 * @param name such as small
 * @param low in pixels
 * @param high in pixels
 */
public record AreaRange(String name, double low, double high) {
    public static final AreaRange ALL = new AreaRange("all", 0, 1e10);
    public static final AreaRange SMALL = new AreaRange("small", 0, 1024);
    public static final AreaRange MEDIUM = new AreaRange("medium", 1024, 9216);
    public static final AreaRange LARGE = new AreaRange("large", 9216, 1e10);

    /** Whether an area is not in the range. An area that is not a number is in every range, as pycocotools has it. */
    boolean excludes(double area) {
        return area < low || area > high;
    }
}
