package dev.copra.cli.option;

import dev.copra.image.ColorProfile;
import picocli.CommandLine.Option;

/** How the colours of images are read, as an option. */
public final class ColorOptions {
    /** What becomes of the ICC profile of an image. */
    @Option(
            names = "--color-profile",
            paramLabel = "ACTION",
            description =
                    "What to do with the ICC profile of an image: ignore (default) it, as Pillow and OpenCV do, or"
                            + " apply it, so that the pixels are sRGB.")
    public ColorProfile profile = ColorProfile.IGNORE;
}
