package dev.copra.report.model;

import dev.copra.coco.Problems;
import dev.copra.learn.LearnRun;
import dev.copra.learn.Trainer;
import dev.copra.report.Summary;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a network was trained on, and what came of it. */
public final class LearnReport {
    private LearnReport() {}

    /** A line for an epoch, with the parts of the loss. */
    public static String line(Trainer.Epoch epoch, int epochs) {
        return epoch.number() == 0
                ? "start: " + parts(epoch)
                : "epoch " + epoch.number() + " of " + epochs + ": " + text(epoch.training()) + " | " + parts(epoch)
                        + (epoch.best() ? ", the best so far" : "");
    }

    private static String parts(Trainer.Epoch epoch) {
        return String.format(Locale.ROOT, "held out %.4f (%s)", epoch.total(), text(epoch.heldOut()));
    }

    private static String text(Map<String, Double> losses) {
        return losses.entrySet().stream()
                .map(loss -> String.format(Locale.ROOT, "%s %.4f", loss.getKey(), loss.getValue()))
                .collect(Collectors.joining(", "));
    }

    /**
     * What is told at the end.
     *
     * @param output where the network was written
     * @param problems records that were left out
     */
    public static Summary of(LearnRun.Result result, String output, Problems problems) {
        Trainer.Outcome outcome = result.outcome();
        Summary summary = new Summary()
                .add("boxes", result.boxes())
                .add("masks", result.masks())
                .add("images", result.images())
                .add("repeated", result.repeated())
                .add("epochs", outcome.epochs())
                .add("best_epoch", outcome.bestEpoch())
                .add("end", outcome.end().name().toLowerCase(Locale.ROOT))
                .add("loss_before", outcome.start())
                .add("loss", outcome.best())
                .add("rejected", problems.counts());
        summary.line("learned from " + Summary.count(result.boxes(), "box", "boxes")
                + (result.masks() > 0 ? ", " + result.masks() + " of them with a mask," : "") + " of "
                + Summary.count(result.images(), "image"));
        if (result.repeated() > 0) {
            summary.line(Summary.count(result.repeated(), "box", "boxes")
                    + " left out, because the image has the same box already");
        }
        summary.line(end(outcome));
        summary.line(
                outcome.bestEpoch() == 0
                        ? output + ": no epoch was better than the network it began with, so this is that network"
                        : String.format(
                                Locale.ROOT,
                                "%s: the network of epoch %d, loss %.4f, %.4f at the start",
                                output,
                                outcome.bestEpoch(),
                                outcome.best(),
                                outcome.start()));
        if (problems.total() > 0) {
            summary.line(Summary.count(problems.total(), "bad record") + " left out");
        }
        return summary;
    }

    private static String end(Trainer.Outcome outcome) {
        String epochs = Summary.count(outcome.epochs(), "epoch");
        return switch (outcome.end()) {
            case DONE -> epochs + " done";
            case TIME -> "the time was over after " + epochs;
            case PATIENCE -> "ended after " + epochs + ", because it did not become better";
            case DIVERGED ->
                "stopped after " + epochs + ", because a loss was no number; a lower learning rate may help";
        };
    }
}
