package dev.copra.format;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Format;
import dev.copra.format.contract.IndexedSource;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.PreparingSink;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.Output;
import dev.copra.io.OutputFolder;
import dev.copra.io.TemporaryFile;
import dev.copra.run.OrderedJobs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        /** Whatever was lost. */
        ALWAYS,
        /** Only if nothing was lost. */
        WITHOUT_LOSS,
        /** A trial, of which the account alone is wanted. */
        NEVER
    }

    /** Whether what is written is a folder. @param output as of {@link #write} */
    public static boolean writesFolder(Format format, String output) {
        return !(format instanceof FileFormat) || isFolder(output);
    }

    /**
     * Writes the data set.
     *
     * @param output a file, {@code -} for standard output, or a folder, if the format needs one or the output is one or ends with a slash
     * @param overwrites whether a folder that is not empty is written into
     */
    public Tally write(String output, OutputStream standardOutput, boolean overwrites, Condition condition)
            throws IOException {
        if (!writesFolder(format, output)) {
            return writeFile((FileFormat) format, output, standardOutput, condition);
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
        OrderedJobs.run(threads, taker -> {
            findings.wait(taker);
            if (threads > 1 && source instanceof IndexedSource indexed) {
                int size = indexed.size();
                for (int i = 0; i < size; i++) {
                    int at = i;
                    taker.accept(() -> read(indexed, at, sink, losesSplits));
                }
            } else {
                source.read((image, all) -> {
                    List<Instance> kept = List.copyOf(all);
                    taker.accept(() -> made(sink, image, kept, losesSplits));
                });
            }
        });
        findings.wait(null);
        options.ledger().add(findings.ledger());
        sink.finish();
    }

    /** Reads an image and makes what is to be written of it, in any thread. */
    private OrderedJobs.End read(IndexedSource indexed, int at, DatasetSink sink, boolean losesSplits) {
        List<OrderedJobs.End> ends = new ArrayList<>(2);
        Ledger lost = new Ledger();
        try {
            indexed.read(
                    at,
                    new Notes(problem -> ends.add(() -> findings.tell(problem)), lost),
                    (image, all) -> ends.add(made(sink, image, all, losesSplits)));
        } catch (IOException e) {
            // after what was found before it
            ends.add(() -> {
                throw e;
            });
        }
        return () -> {
            findings.ledger().add(lost);
            for (OrderedJobs.End end : ends) {
                end.run();
            }
        };
    }

    /** Makes what is to be written of an image, in any thread. */
    private OrderedJobs.End made(DatasetSink sink, DatasetImage image, List<Instance> all, boolean losesSplits)
            throws IOException {
        OrderedJobs.End writing =
                sink instanceof PreparingSink preparing ? preparing.prepared(image, all) : () -> sink.image(image, all);
        return () -> {
            count(image, all, losesSplits);
            writing.run();
        };
    }

    private void count(DatasetImage image, List<Instance> all, boolean losesSplits) {
        images++;
        negatives += all.isEmpty() ? 1 : 0;
        instances += all.size();
        if (losesSplits && splits.add(image.split()) && splits.size() == 2) {
            options.ledger().lose(Loss.SPLIT, "several splits in one file; name a folder to keep them");
        }
    }

    private Tally tally(boolean written) throws IOException {
        return new Tally(
                images, negatives, instances, source.catalog().categories().size(), written);
    }
}
