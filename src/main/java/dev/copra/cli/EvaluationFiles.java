package dev.copra.cli;

import dev.copra.coco.CocoReader;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Section;
import dev.copra.evaluate.Kind;
import dev.copra.evaluate.ResultReader;
import dev.copra.evaluate.Results;
import dev.copra.evaluate.Truth;
import dev.copra.evaluate.TruthReader;
import dev.copra.io.Input;
import dev.copra.run.Background;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a truth and its results, both at a time where there are threads. Problems are told in the order truth, results.
 *
 * @param rejectedTruths records of the truth that are left out
 * @param rejectedResults records of the results that are left out
 * @param notes what is odd in the results but used
 */
record EvaluationFiles(
        Truth truth, Results results, Problems rejectedTruths, Problems rejectedResults, Problems notes) {

    static EvaluationFiles read(
            Console console,
            String truthName,
            String resultsName,
            Kind kind,
            boolean lvis,
            boolean agnostic,
            int threads,
            CommonOptions common)
            throws IOException {
        if (truthName.equals("-") && resultsName.equals("-")) {
            throw new CommandException("standard input cannot be both TRUTH and RESULTS");
        }
        Input truthInput = Rewrite.input(console, truthName);
        Input resultsInput = Rewrite.input(console, resultsName);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream later = new PrintStream(said, false, StandardCharsets.UTF_8);
        Problems notes = new Problems(console.notes(common.quiet), truthInput.name(), false);
        Problems truths = new Problems(console.err(), truthInput.name(), common.failFast);
        Problems results = new Problems(later, resultsInput.name(), common.failFast);
        Problems oddResults = new Problems(common.quiet ? console.notes(true) : later, resultsInput.name(), false);

        // a pixel limit is not needed: what is made of masks are their runs
        TruthReader truthReader = new TruthReader(kind, lvis, agnostic, Integer.MAX_VALUE, truths, notes);
        CompletableFuture<Truth> truth = new CompletableFuture<>();
        ResultReader resultReader =
                new ResultReader(kind, agnostic, () -> truth.join().sizes(), results, oddResults);
        Background<Results> reading = Background.start(threads, () -> {
            CocoReader.Summary summary = Rewrite.read(resultsInput, resultReader);
            if (summary.kind() == DocumentKind.DATASET && !summary.lists().contains(Section.ANNOTATIONS)) {
                throw new CommandException(resultsInput.name()
                        + ": this object has no list of annotations; results are a list of detections");
            }
            if (!common.quiet) {
                Rewrite.reportSpellings(later, resultsInput, summary);
            }
            return resultReader.results();
        });
        try {
            CocoReader.Summary summary = Rewrite.read(truthInput, truthReader);
            if (!common.quiet) {
                Rewrite.reportSpellings(console.err(), truthInput, summary);
            }
            if (summary.kind() != DocumentKind.DATASET) {
                throw new CommandException(truthInput.name() + ": this is a list; a truth is an object with images,"
                        + " categories and annotations. The truth is named first, then the results");
            }
            truth.complete(truthReader.truth());
        } catch (IOException | RuntimeException e) {
            truth.completeExceptionally(e);
            throw e;
        }
        Results read = reading.get();
        truths.printSummary();
        notes.printSummary();
        results.to(console.err(), said);
        said.reset();
        if (!common.quiet) {
            oddResults.to(console.err(), said);
            if (read.size() + results.total() == 0) {
                console.err().println("copra: " + resultsInput.name() + ": there is no detection in it");
            }
        }
        return new EvaluationFiles(truth.join(), read, truths, results, oddResults);
    }

    /** The same files; what is found in them again is not told again. */
    EvaluationFiles silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Problems none = new Problems(nowhere, "", false);
        return new EvaluationFiles(truth, results, none, none, none);
    }

    /** Whether a record was left out. */
    boolean incomplete() {
        return rejectedTruths.total() + rejectedResults.total() > 0;
    }
}
