package dev.copra.box2mask;

import java.util.List;

/**
 * Which annotations get a mask.
 *
 * @param only by what mask they have
 * @param categories names or ids; empty selects all
 * @param crowds whether crowd regions are selected too
 */
public record Selection(Only only, List<String> categories, boolean crowds) {

    /** Which annotations get a mask, by what they have. */
    public enum Only {
        /** Those without a segmentation: absent, null, {@code []}, {@code [[]]} or {@code {}}. */
        MISSING,
        /** Also those whose segmentation is the box's own rectangle. */
        BOXES,
        /** All. */
        ALL
    }
}
