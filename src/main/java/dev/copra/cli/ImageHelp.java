package dev.copra.cli;

/** What the help of each command with {@code --images} says of how images are found and turned: the rules are the same. */
final class ImageHelp {
    static final String RULES = " A file is found by its file_name, or else by the end of that path if just one file in"
            + " DIR fits; what was guessed is told. EXIF orientation turns the pixels only where the image's width and"
            + " height are those of the turned picture.";

    private ImageHelp() {}
}
