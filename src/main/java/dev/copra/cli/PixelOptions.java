package dev.copra.cli;

import dev.copra.run.Shard;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Options of the strategies that look at pixels. */
final class PixelOptions {
    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Where the images are; strategies that look at them need it.")
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

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Images to work on at once (default: all cores). The result does not depend on it.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--resume",
            description = "Continue a run that was killed, from OUTPUT.journal; the result is that of an unbroken run.")
    boolean resume;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = ShardConverter.class,
            description = "Only the I-th of N parts of the images, for N machines; the output has only these.")
    Shard shard = Shard.ALL;

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N images; the output has only these.")
    int limit = Integer.MAX_VALUE;

    /** Reads {@code 3/16}. */
    private static final class ShardConverter implements ITypeConverter<Shard> {
        @Override
        public Shard convert(String value) {
            try {
                return Shard.parse(value);
            } catch (IllegalArgumentException e) {
                throw new picocli.CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }
}
