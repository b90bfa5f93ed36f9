package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Within;
import dev.copra.coco.Messages;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.protocol.OpenImagesCollector;
import dev.copra.evaluate.protocol.OpenImagesPartial;
import dev.copra.evaluate.read.LabelHierarchy;
import dev.copra.evaluate.rules.Rules;
import dev.copra.io.Input;
import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Option;

/** How results are evaluated by the rules of Open Images, as options. */
final class OpenImagesOptions {
    /** Options of the command that have a meaning with them. */
    static final Set<String> ALLOWED = Set.of(
            "--openimages",
            "--hierarchy",
            "--expand-results",
            "--group-weight",
            "--iou",
            "--category",
            "--images",
            "--csv",
            "--min-ap",
            "--partial");

    @Option(
            names = "--hierarchy",
            paramLabel = "FILE",
            description =
                    "For --openimages: which labels are kinds of which, as bbox_labels_600_hierarchy.json; objects are"
                            + " then of all categories above theirs too (default: labels are as they are).")
    private String hierarchy;

    @Option(
            names = "--expand-results",
            description = "For --hierarchy: detections are of all categories above theirs too.")
    private boolean expandResults;

    @Option(
            names = "--group-weight",
            paramLabel = "W",
            description = "For --openimages: how much a group counts, from 0 to 1; 0 passes over groups, and over what"
                    + " finds them (default: ${DEFAULT-VALUE}).")
    @Within(from = 0, to = 1)
    private double groupWeight = 1;

    /** @throws CommandException if one of them is given though nothing is evaluated so */
    void checkUnused() {
        if (hierarchy != null || expandResults || groupWeight != 1) {
            throw new CommandException("--hierarchy, --expand-results and --group-weight go with --openimages");
        }
    }

    /** @throws CommandException if an option has no value that makes sense */
    void check() {
        if (expandResults && hierarchy == null) {
            throw new CommandException("--expand-results needs --hierarchy");
        }
    }

    /** Expands labels, if the user asked for it. */
    void expand(EvaluationFiles files) throws IOException {
        if (hierarchy != null) {
            LabelHierarchy labels = LabelHierarchy.read(Input.path(hierarchy));
            ListOption.of("--hierarchy", () -> {
                files.expand(labels, expandResults);
                return null;
            });
        }
    }

    /** What the figures are made of. */
    OpenImagesPartial evaluate(
            Evaluation evaluation, Rules rules, EvaluationFiles files, String truthName, Messages messages) {
        if (!files.truth().hasVerifiedLabels()) {
            messages.note(
                    truthName + ": no image has pos_category_ids or neg_category_ids, so that detections count only of"
                            + " categories that are annotated in the image");
        }
        return new OpenImagesPartial(
                OpenImagesCollector.of(evaluation, rules.iouThresholds()[0], files.truth()::isVerified), groupWeight);
    }
}
