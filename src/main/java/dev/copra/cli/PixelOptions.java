package dev.copra.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the strategies that look at pixels. */
final class PixelOptions {
    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Where the images are; strategies that look at them need it." + ImageHelp.RULES)
    Path images;

    @Option(
            names = "--min-confidence",
            paramLabel = "X",
            description = "Use the fallback where the expected IoU is lower (0 to 1; default: 0).")
    double minConfidence;

    @Option(names = "--scores", description = "Write the expected IoU as the member score; 0 for a fallback.")
    boolean scores;

    @Option(names = "--largest-part", description = "Keep only the largest connected part of each mask.")
    boolean largestPart;

    @Option(names = "--fill-holes", description = "Fill the holes of each mask.")
    boolean fillHoles;

    @Mixin
    ImageRunOptions run;
}
