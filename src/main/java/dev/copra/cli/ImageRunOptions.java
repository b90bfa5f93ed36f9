package dev.copra.cli;

import dev.copra.run.Shard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How a run over images goes, as options. */
final class ImageRunOptions {
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

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Only the first N images; the output has only these (default: all).")
    int limit = Integer.MAX_VALUE;

    void check() {
        if (threads < 1 || limit < 1) {
            throw new CommandException("--threads and --limit are at least 1");
        }
    }

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
