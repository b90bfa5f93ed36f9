package dev.copra.cli.mask;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.run.JournaledRun;
import dev.copra.run.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How a run over images goes, as options. */
final class ImageRunOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Images to work on at once (default: all cores). The result does not depend on it.")
    @Within(from = 1)
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
    @Within(from = 1)
    int limit = Integer.MAX_VALUE;

    /** @param output that the results go to */
    void check(WrittenFile output) throws IOException {
        if (resume && !output.isFile()) {
            throw new CommandException("--resume needs an output file, with its journal beside it; add -o FILE");
        }
    }

    /** The run with its journal. */
    JournaledRun journaled(WrittenFile output, CommonOptions common) {
        Path journal = JournaledRun.beside(output.name());
        if (!resume && Files.exists(journal)) {
            common.messages()
                    .note(journal
                            + " is what an unfinished run left; this run starts anew (--resume would continue it)");
        }
        return new JournaledRun(output.name(), common.console.out(), resume, common.console.screen(common.quiet));
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
