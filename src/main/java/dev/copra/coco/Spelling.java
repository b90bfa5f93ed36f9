package dev.copra.coco;

/** How a value can be written other than COCO writes it and still have one meaning only. */
public enum Spelling {
    QUOTED_NUMBER("numbers in quotes"),
    BOOLEAN_NUMBER("true or false in place of a number"),
    NESTED_KEYPOINTS("keypoints as lists of three numbers"),
    POINT_PAIRS("polygons as lists of points"),
    NESTED_POLYGON("polygons in one list too many"),
    FLAT_POLYGON("polygons without the list around them"),
    RLE_IN_LIST("RLEs in a list"),
    RLE_BYTES("RLE counts as Python prints bytes, b'...'"),
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
