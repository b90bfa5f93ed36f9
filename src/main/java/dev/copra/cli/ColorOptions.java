package dev.copra.cli;

import dev.copra.image.ColorProfile;
import picocli.CommandLine.Option;

/** How the colours of images are read, as an option. */
final class ColorOptions {
    @Option(
            names = "--color-profile",
            paramLabel = "ACTION",
            description =
                    "What to do with the ICC profile of an image: ignore (default) it, as Pillow and OpenCV do, or"
                            + " apply it, so that the pixels are sRGB.")
    ColorProfile profile = ColorProfile.IGNORE;
}
