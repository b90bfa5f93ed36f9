package dev.copra.evaluate.analysis;

import java.util.List;

/**
 * The steps of COCO's error analysis ({@code analyze} of CocoEval.m, after D. Hoiem et al., Diagnosing Error in Object Detectors, 2012).
 * Each forgives what those before it do, and one kind of error more.
 */
public enum CocoErrorKind {
    /** Nothing is forgiven, at IoU 0.75. */
    C75("C75"),
    /** Nothing is forgiven, at IoU 0.5. */
    C50("C50"),
    /** Truths are found from IoU 0.1 on. */
    LOC("Loc"),
    /** Detections of a truth of another category with the same supercategory do not count. */
    SIM("Sim"),
    /** Detections of a truth of any other category do not count. */
    OTH("Oth"),
    /** All wrong detections do not count. */
    BG("BG"),
    /** No truth is missed. */
    FN("FN");

    /** Those that matching tells, in the order of their bits in what is kept of a detection. */
    static final List<CocoErrorKind> MATCHED = List.of(LOC, C50, C75, SIM, OTH);

    private final String title;

    CocoErrorKind(String title) {
        this.title = title;
    }

    /** As COCO writes it. */
    public String title() {
        return title;
    }
}
