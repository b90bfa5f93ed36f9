package dev.copra.report.validation;

import dev.copra.io.Input;
import dev.copra.io.TemporaryFile;
import dev.copra.validate.Validation;
import dev.copra.validate.ValidationOptions;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.fix.FixLog;
import dev.copra.validate.fix.FixOptions;
import dev.copra.validate.fix.Fixing;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.function.Consumer;

/** Fixes a document. What came out is validated, too, wherever it goes. */
public final class FixRun implements Closeable {
    private final Input file;
    private final FixOptions options;
    private final int threads;
    private final Findings before;
    private FileChannel fixed;
    private Input result;

    /**
     * Validates the document.
     *
     * @param file can be read again
     * @param threads to check images with
     */
    public FixRun(Input file, FixOptions options, int threads) throws IOException {
        this.file = file;
        this.options = options;
        this.threads = threads;
        before = validate(file);
    }

    /** Whether boxes are converted as the options say. */
    public boolean convertsBoxes() {
        return Fixing.converts(options, before);
    }

    /** Fixes it, into a temporary file. */
    public FixReport fix() throws IOException {
        FixLog log = new FixLog(null);
        fixed = TemporaryFile.of(copy -> Fixing.run(file, options, before, copy, log));
        result = Input.temporary(file.name(), fixed);
        return FixReport.of(log, before, validate(result));
    }

    /** Writes what came out. */
    public void write(OutputStream out) throws IOException {
        try (InputStream in = result.open()) {
            in.transferTo(out);
        }
    }

    /** Tells all changes, which are found again, so that none needs memory. @param lines receives a line a change */
    public void tellChanges(Consumer<String> lines) throws IOException {
        Fixing.run(file, options, before, OutputStream.nullOutputStream(), new FixLog(lines));
    }

    private Findings validate(Input document) throws IOException {
        Findings findings = Findings.counts(options.wanted());
        Validation.run(
                document,
                new ValidationOptions(threads, null, options.images(), null, null, null, List.of(), false),
                findings);
        return findings;
    }

    @Override
    public void close() throws IOException {
        if (fixed != null) {
            fixed.close();
        }
    }
}
