package dev.copra.image;

/**
 * Something about an image that its reader should know and that is no failure.
 *
 * @param code stable, short and readable, as those of {@link ImageException}
 * @param message what was done
 */
public record ImageNote(String code, String message) {}
