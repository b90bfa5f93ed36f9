package dev.copra.report.validation;

import dev.copra.coco.Messages;
import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.validate.ValidationOptions;
import dev.copra.validate.finding.Baseline;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Validates documents one after the other and answers what was found in each, and in all of them. */
public final class ValidateRun {
    /**
     * How it answers.
     *
     * @param json whether with one JSON value at the end
     * @param verbose whether all places are shown
     * @param places how many places of each code are shown otherwise
     */
    public record Answer(boolean json, boolean verbose, int places, boolean quiet) {}

    /** Shows a part of the answer. */
    public interface Screen {
        /** Shows text, which has its line ends. */
        void show(String text) throws IOException;
    }

    private final ValidationOptions options;
    private final Predicate<Code> wanted;
    private final Baseline known;
    private final String baseline;
    private final Answer answer;
    private final Messages messages;
    private final List<Path> paths = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /** @param baseline where the findings are to be written, or null */
    public ValidateRun(
            ValidationOptions options,
            Predicate<Code> wanted,
            Baseline known,
            String baseline,
            Answer answer,
            Messages messages) {
        this.options = options;
        this.wanted = wanted;
        this.known = known;
        this.baseline = baseline;
        this.answer = answer;
        this.messages = messages;
    }

    /** Whether a report or the baseline goes where the answer would go. */
    public boolean takesStandardOutput(List<ReportFile> files) throws IOException {
        boolean taken = baseline != null && Output.isStandard(baseline);
        for (ReportFile file : files) {
            taken |= file.isStandard();
        }
        return taken;
    }

    /** Checks all inputs; one that cannot be read does not end it. @param reports whether findings are listed elsewhere, too */
    public void check(List<Input> inputs, boolean reports, Screen screen) throws IOException {
        for (Input input : inputs) {
            paths.add(input.path());
            Findings findings = new Findings(wanted, known.of(input.path()), baseline != null);
            Outcome outcome = Outcome.of(input, options, findings);
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Unreadable unreadable) {
                messages.warn(unreadable.file() + ": " + unreadable.reason());
            } else if (!answer.json()) {
                int places = answer.verbose() ? Integer.MAX_VALUE : answer.places();
                screen.show(new TextReport(places, answer.quiet() ? null : messages::behind)
                        .write((Outcome.Checked) outcome));
            }
            if (answer.json() || answer.verbose() || reports) {
                TextReport.notListed(input.name(), findings).forEach(messages::note);
            }
        }
        if (answer.json() || inputs.size() > 1) {
            screen.show(answer.json() ? JsonReport.write(outcomes) : TextReport.total(outcomes));
        }
    }

    /** What became of the inputs so far, in their order. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** Whether an input could not be read; says what is not done therefore. */
    public boolean anyUnreadable() {
        boolean any = outcomes.stream().anyMatch(outcome -> outcome instanceof Outcome.Unreadable);
        if (any && baseline != null) {
            messages.warn(baseline + " is not written, because an INPUT cannot be read");
        }
        return any;
    }

    /** Writes what was found in inputs that could all be read. */
    public void writeBaseline(OutputStream out) throws IOException {
        List<Findings> found = outcomes.stream()
                .map(outcome -> ((Outcome.Checked) outcome).findings())
                .toList();
        Baseline.write(out, Path.of(baseline), paths, found);
    }
}
