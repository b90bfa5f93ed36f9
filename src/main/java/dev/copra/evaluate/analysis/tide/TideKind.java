package dev.copra.evaluate.analysis.tide;

/** The kinds of errors of TIDE (D. Bolya et al., TIDE: A General Toolbox for Identifying Object Detection Errors, 2020), in its order. */
public enum TideKind {
    /** A detection of the wrong category. */
    CLS("Cls"),
    /** A detection that is badly placed. */
    LOC("Loc"),
    /** A detection of the wrong category that is badly placed. */
    BOTH("Both"),
    /** A detection of a truth that another one has found. */
    DUPE("Dupe"),
    /** A detection of background. */
    BKG("Bkg"),
    /** A truth that nothing has found, and that no CLS or LOC would find if it were put right. */
    MISS("Miss");

    private final String title;

    TideKind(String title) {
        this.title = title;
    }

    /** As TIDE writes it. */
    public String title() {
        return title;
    }
}
