package dev.copra.evaluate;

import dev.copra.coco.CocoReader;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.ImageSizes;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.read.LabelExpansion;
import dev.copra.evaluate.read.LabelHierarchy;
import dev.copra.evaluate.read.ResultReader;
import dev.copra.evaluate.read.Results;
import dev.copra.evaluate.read.Truth;
import dev.copra.evaluate.read.TruthReader;
import dev.copra.evaluate.read.TurnedBoxes;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Protocol;
import dev.copra.evaluate.rules.Rules;
import dev.copra.io.Input;
import dev.copra.run.Background;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A truth and its results, as they were read.
 *
 * @param rejectedTruths records of the truth that are left out
 * @param rejectedResults records of the results that are left out
 * @param notes what is odd in the results but used
 */
public record EvaluationFiles(
        Truth truth, Results results, Problems rejectedTruths, Problems rejectedResults, Problems notes) {

    /**
     * Reads both, at a time where there are threads. Problems are told in the order truth, results.
     *
     * @param agnostic whether categories do not matter
     */
    public static EvaluationFiles read(
            Input truthInput,
            Input resultsInput,
            Kind kind,
            boolean lvis,
            boolean agnostic,
            int threads,
            Messages messages)
            throws IOException {
        return read(
                truthInput,
                resultsInput,
                kind,
                TurnedBoxes.USUAL,
                lvis ? Protocol.LVIS : Protocol.COCO,
                agnostic,
                threads,
                messages);
    }

    /** As the other one. @param turned how turned boxes are read, if the kind is of them */
    public static EvaluationFiles read(
            Input truthInput,
            Input resultsInput,
            Kind kind,
            TurnedBoxes turned,
            Protocol protocol,
            boolean agnostic,
            int threads,
            Messages messages)
            throws IOException {
        return read(truthInput, List.of(resultsInput), kind, turned, protocol, agnostic, threads, messages)
                .get(0);
    }

    /** Reads a truth and several results, which share it. What is wrong in the truth is told by the first alone. */
    public static List<EvaluationFiles> read(
            Input truthInput,
            List<Input> resultsInputs,
            Kind kind,
            TurnedBoxes turned,
            Protocol protocol,
            boolean agnostic,
            int threads,
            Messages messages)
            throws IOException {
        Problems notes = messages.oddities(truthInput.name());
        Problems truths = messages.problems(truthInput.name());
        // a pixel limit is not needed: what is made of masks are their runs
        TruthReader truthReader = new TruthReader(kind, turned, protocol, agnostic, Integer.MAX_VALUE, truths, notes);
        CompletableFuture<Truth> truth = new CompletableFuture<>();
        List<ReadResults> reading = new ArrayList<>();
        for (Input input : resultsInputs) {
            reading.add(ReadResults.start(input, kind, turned, agnostic, truth, threads, messages));
        }
        try {
            CocoReader.Summary summary = CocoReader.read(truthInput, truthReader, threads);
            summary.noteOddities(truthInput.name(), messages);
            if (summary.kind() != DocumentKind.DATASET) {
                throw new IllegalArgumentException(truthInput.name() + ": this is a list; a truth is an object with"
                        + " images, categories and annotations. The truth is named first, then the results");
            }
            truth.complete(truthReader.truth());
        } catch (IOException | RuntimeException e) {
            truth.completeExceptionally(e);
            throw e;
        }
        List<EvaluationFiles> files = new ArrayList<>();
        for (ReadResults results : reading) {
            Results read = results.results.get();
            if (files.isEmpty()) {
                notes.summarize();
            }
            results.later.release();
            if (read.size() + results.rejected.total() == 0) {
                messages.note(results.name + ": there is no detection in it");
            }
            Problems ofTruth = files.isEmpty() ? truths : Messages.none().problems("");
            files.add(new EvaluationFiles(truth.join(), read, ofTruth, results.rejected, results.notes));
        }
        return files;
    }

    /** Results that are read while the truth is, and what is to be told of them after it. */
    private record ReadResults(
            String name, Background<Results> results, Messages.Later later, Problems rejected, Problems notes) {
        private static final long SHORT = 1 << 20;

        static ReadResults start(
                Input input,
                Kind kind,
                TurnedBoxes turned,
                boolean agnostic,
                CompletableFuture<Truth> truth,
                int threads,
                Messages messages)
                throws IOException {
            Messages.Later later = messages.later();
            Problems rejected = later.messages().problems(input.name());
            Problems odd = later.messages().oddities(input.name());
            ResultReader reader = new ResultReader(kind, turned, agnostic, new Sizes(truth), rejected, odd);
            // a short file is read before a second thread has begun
            Background<Results> results = Background.start(
                    input.size() < SHORT ? 1 : threads, new Reading(input, reader, threads / 2, later.messages()));
            return new ReadResults(input.name(), results, later, rejected, odd);
        }
    }

    /** Waits for the truth. These are classes, because lambdas take longer to link than a small file takes to be read. */
    private record Sizes(CompletableFuture<Truth> truth) implements Supplier<ImageSizes> {
        @Override
        public ImageSizes get() {
            return truth.join().sizes();
        }
    }

    private record Reading(Input input, ResultReader reader, int threads, Messages messages)
            implements Callable<Results> {
        @Override
        public Results call() throws IOException {
            CocoReader.Summary summary = CocoReader.read(input, reader, threads);
            if (summary.kind() == DocumentKind.DATASET && !summary.lists().contains(Section.ANNOTATIONS)) {
                throw new IllegalArgumentException(
                        input.name() + ": this object has no list of annotations; results are a list of detections");
            }
            summary.noteOddities(input.name(), messages);
            return reader.results();
        }
    }

    /** Says how many records of each kind there were, if not all were shown. */
    public void summarize() {
        rejectedTruths.summarize();
        rejectedResults.summarize();
        notes.summarize();
    }

    /**
     * Expands the labels of the truth by a hierarchy, before it is evaluated.
     *
     * @param withResults whether results are expanded too, for models that answer with the narrowest category alone
     * @throws IllegalArgumentException if the truth has none of its labels
     */
    public void expand(LabelHierarchy hierarchy, boolean withResults) {
        LabelExpansion expansion = new LabelExpansion(truth, hierarchy);
        expansion.expand(truth.objects());
        expansion.expand(truth.labels());
        if (withResults) {
            expansion.expand(results.objects());
        }
    }

    /** Evaluates them. @param images only these, or null @param categories only these, or null */
    public Evaluation evaluation(Rules rules, Predicate<Id> images, Predicate<Id> categories, int threads)
            throws IOException {
        return new Evaluation(
                truth, results, rules, images, categories, threads, rejectedTruths, rejectedResults, notes);
    }

    /** The same files; what is found in them again is not told again. */
    public EvaluationFiles silent() {
        Problems none = Messages.none().problems("");
        return new EvaluationFiles(truth, results, none, none, none);
    }

    /** Whether a record was left out. */
    public boolean incomplete() {
        return rejectedTruths.total() + rejectedResults.total() > 0;
    }
}
