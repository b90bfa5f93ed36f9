package dev.copra.validate.finding;

/**
 * Something that is wrong at a place.
 *
 * @param message what is wrong there, in one line, with the values that show it
 */
public record Finding(Code code, String message, Place place) {

    /** What a baseline knows this finding by: code, record by its id, member. */
    public String key() {
        return code.name() + " " + place.key();
    }
}
