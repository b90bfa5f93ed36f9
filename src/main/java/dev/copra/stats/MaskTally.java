package dev.copra.stats;

/** The masks of one category. */
final class MaskTally {
    private final IntCounts parts = new IntCounts();
    private final IntCounts holes = new IntCounts();
    private final IntCounts vertices = new IntCounts();

    void add(MaskMeter.Figures mask) {
        parts.add(mask.parts());
        holes.add(mask.holes());
        if (mask.vertices() >= 0) {
            vertices.add(mask.vertices());
        }
    }

    void addAll(MaskTally others) {
        parts.addAll(others.parts);
        holes.addAll(others.holes);
        vertices.addAll(others.vertices);
    }

    /** @param fill of the masks @return null if there is no mask */
    DatasetStats.Masks result(Quantiles fill) {
        return parts.count() == 0
                ? null
                : new DatasetStats.Masks(
                        parts.count(),
                        vertices.count(),
                        parts.atLeast(2),
                        holes.atLeast(1),
                        parts.quantiles(),
                        holes.quantiles(),
                        vertices.quantiles(),
                        fill);
    }
}
