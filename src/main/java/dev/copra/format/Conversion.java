package dev.copra.format;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.io.Output;
import dev.copra.io.OutputFolder;
import dev.copra.io.TemporaryFile;
import dev.copra.run.ReadAhead;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Converts a data set to a format. */
public final class Conversion {
    private final DatasetSource source;
    private final SourceFindings findings;
    private final int threads;
    private final Format format;
    private final WriteOptions options;
    private final Set<String> splits = new HashSet<>();
    private long images;
    private long negatives;
    private long instances;

    /** A conversion by one thread, of a source that tells by itself what it finds. */
    public Conversion(DatasetSource source, Format format, WriteOptions options) {
        this(source, new SourceFindings(options.problems()), format, options, 1);
    }

    /**
     * @param findings what the source was opened with
     * @param threads how many may be at work
     */
    public Conversion(DatasetSource source, SourceFindings findings, Format format, WriteOptions options, int threads) {
        this.source = source;
        this.findings = findings;
        this.threads = threads;
        this.format = format;
        this.options = options;
    }

    /**
     * What was converted.
     *
     * @param written whether the output is in its place
     */
    public record Tally(long images, long negatives, long instances, int categories, boolean written) {}

    /** When the output is put into its place. */
    public enum Condition {
        ALWAYS,
        /** Only if nothing was lost. */
        WITHOUT_LOSS,
        NEVER
    }

    /**
     * Writes the data set.
     *
     * @param output a file, {@code -} for standard output, or a folder, if the format needs one or the output is one or ends with a slash
     * @param overwrites whether a folder that is not empty is written into
     */
    public Tally write(String output, OutputStream standardOutput, boolean overwrites, Condition condition)
            throws IOException {
        if (format instanceof FileFormat file && !isFolder(output)) {
            return writeFile(file, output, standardOutput, condition);
        }
        if (output.equals("-")) {
            throw new IOException(format.name() + " is a folder of files, which standard output cannot hold");
        }
        try (OutputFolder folder = OutputFolder.open(Path.of(output), overwrites)) {
            try (DatasetSink sink = sink(folder)) {
                pass(sink, false);
            }
            if (!commits(condition)) {
                return tally(false);
            }
            folder.commit();
            return tally(true);
        }
    }

    private DatasetSink sink(OutputFolder folder) throws IOException {
        if (format instanceof FileFormat file) {
            return new SplitFiles(folder, file, options);
        }
        if (format instanceof FolderFormat several) {
            return several.sink(folder, options);
        }
        throw new IOException(format.name() + " can only be read");
    }

    private Tally writeFile(FileFormat file, String output, OutputStream standardOutput, Condition condition)
            throws IOException {
        try (Output out = Output.open(output, standardOutput)) {
            if (condition == Condition.ALWAYS || Output.isFile(output)) {
                convert(file, out.stream());
                return tally(commits(condition), out);
            }
            // what may not be wanted must not have gone to standard output or to a device already
            try (FileChannel kept = TemporaryFile.of(stream -> convert(file, stream))) {
                boolean commits = commits(condition);
                if (commits) {
                    TemporaryFile.read(kept).transferTo(out.stream());
                }
                return tally(commits, out);
            }
        }
    }

    private void convert(FileFormat file, OutputStream out) throws IOException {
        try (DatasetSink sink = file.sink(out, options)) {
            pass(sink, !file.keepsSplits());
        }
    }

    private Tally tally(boolean commits, Output out) throws IOException {
        if (commits) {
            out.commit();
        }
        return tally(commits);
    }

    private static boolean isFolder(String output) {
        return !output.equals("-") && (output.endsWith("/") || Files.isDirectory(Path.of(output)));
    }

    private boolean commits(Condition condition) {
        return condition == Condition.ALWAYS
                || condition == Condition.WITHOUT_LOSS && options.ledger().isEmpty();
    }

    private void pass(DatasetSink sink, boolean losesSplits) throws IOException {
        sink.begin(source.catalog());
        ReadAhead.<SourceFindings.Event>run(
                threads,
                queue -> {
                    findings.wait(queue);
                    source.read((image, all) -> {
                        List<Instance> kept = List.copyOf(all);
                        queue.accept(() -> write(sink, image, kept, losesSplits));
                    });
                },
                SourceFindings.Event::happen);
        findings.wait(null);
        options.ledger().add(findings.ledger());
        sink.finish();
    }

    private void write(DatasetSink sink, DatasetImage image, List<Instance> all, boolean losesSplits)
            throws IOException {
        images++;
        negatives += all.isEmpty() ? 1 : 0;
        instances += all.size();
        if (losesSplits && splits.add(image.split()) && splits.size() == 2) {
            options.ledger().lose(Loss.SPLIT, "several splits in one file; name a folder to keep them");
        }
        sink.image(image, all);
    }

    private Tally tally(boolean written) throws IOException {
        return new Tally(
                images, negatives, instances, source.catalog().categories().size(), written);
    }
}
