package dev.copra.image;

/**
 * What is done with the ICC profile that an image file may have, which says what its numbers look like.
 *
 * <p>Pillow, OpenCV and with them most training code take the numbers as they are stored, and so do annotation tools' models.
 */
public enum ColorProfile {
    /** The pixels are those that are stored. */
    IGNORE,
    /** They are converted to sRGB. A profile that is damaged, or of another number of channels, is not applied. */
    APPLY
}
