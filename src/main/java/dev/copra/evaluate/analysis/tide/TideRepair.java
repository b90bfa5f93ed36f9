package dev.copra.evaluate.analysis.tide;

/** Which errors are put right. */
enum TideRepair {
    NOTHING(null),
    CLS(TideKind.CLS),
    LOC(TideKind.LOC),
    BOTH(TideKind.BOTH),
    DUPE(TideKind.DUPE),
    BKG(TideKind.BKG),
    MISS(TideKind.MISS),
    /** All wrong detections get the lowest score. */
    FALSE_POSITIVES(null),
    /** All truths that are not found are removed. */
    FALSE_NEGATIVES(null);

    private final TideKind kind;

    TideRepair(TideKind kind) {
        this.kind = kind;
    }

    static TideRepair of(TideKind kind) {
        return valueOf(kind.name());
    }

    /** Whether errors of a kind are put right. */
    boolean repairs(TideKind error) {
        return kind == error;
    }
}
