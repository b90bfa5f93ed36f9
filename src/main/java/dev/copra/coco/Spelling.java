package dev.copra.coco;

/** How a value can be written other than COCO writes it and still have one meaning only. */
public enum Spelling {
    /** Numbers in quotes. */
    QUOTED_NUMBER("numbers in quotes"),
    /** True or false in place of a number. */
    BOOLEAN_NUMBER("true or false in place of a number"),
    /** Keypoints as lists of three numbers. */
    NESTED_KEYPOINTS("keypoints as lists of three numbers"),
    /** Polygons as lists of points. */
    POINT_PAIRS("polygons as lists of points"),
    /** Polygons in one list too many. */
    NESTED_POLYGON("polygons in one list too many"),
    /** Polygons without the list around them. */
    FLAT_POLYGON("polygons without the list around them"),
    /** RLEs in a list. */
    RLE_IN_LIST("RLEs in a list"),
    /** RLE counts as Python prints bytes, b'...'. */
    RLE_BYTES("RLE counts as Python prints bytes, b'...'"),
    /** RLE counts with doubled backslashes. */
    RLE_BACKSLASHES("RLE counts with doubled backslashes");

    private final String label;

    Spelling(String label) {
        this.label = label;
    }

    /** What it is, for a message. */
    public String label() {
        return label;
    }
}
