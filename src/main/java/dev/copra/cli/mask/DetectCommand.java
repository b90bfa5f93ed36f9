package dev.copra.cli.mask;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.console.Version;
import dev.copra.cli.option.ColorOptions;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.CategoryNames;
import dev.copra.detect.CategoryIds;
import dev.copra.detect.DetectionRules;
import dev.copra.detect.DetectionRun;
import dev.copra.detect.ImageList;
import dev.copra.image.ImageStore;
import dev.copra.model.ModelSpec;
import dev.copra.model.contract.InstanceModel;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.graph.ModelException;
import dev.copra.report.model.DetectReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code copra detect}: an instance model over whole images. */
@Command(
        name = "detect",
        description = "Find the instances of images with a model of your own, and write a COCO results file.",
        addMethodSubcommands = false)
public final class DetectCommand implements Callable<Integer> {
    @Mixin
    private ModelChoice choice;

    @Mixin
    private ImagesOption where;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "Where to write; .gz packs. Default: standard output.")
    private WrittenFile output = WrittenFile.STANDARD_OUTPUT;

    @Option(
            names = {"--truth", "--image-ids"},
            paramLabel = "FILE",
            description = "A COCO file that lists the images, with their ids, and the categories; its "
                    + "annotations are not looked at. Without it every image below DIR is taken, see "
                    + "below.")
    private String truth;

    @Option(
            names = "--category-map",
            paramLabel = "LABEL:ID,...",
            description =
                    "The category ids of the model's labels, as --truth has them, or @FILE with one pair a line (default:"
                            + " see below).")
    private List<String> categoryMap = new ArrayList<>();

    @Option(
            names = "--min-score",
            paramLabel = "S",
            description = "Leave out detections with a lower score, from 0 to 1 (default: " + "${DEFAULT-VALUE}).")
    @Within(from = 0, to = 1)
    private double minScore = .05;

    @Option(
            names = "--nms",
            paramLabel = "IOU",
            description = "Of boxes of one category that overlap by more, as an IoU from 0 to 1, keep the "
                    + "best; 1 keeps all. Default: .7 for a YOLO that does not do so itself, else 1.")
    @Within(from = 0, to = 1)
    private Double nms;

    @Option(names = "--agnostic", description = "Boxes of other categories suppress, too.")
    private boolean agnostic;

    @Option(
            names = "--max-per-image",
            paramLabel = "N",
            description = "Keep no more than the best N detections of an image (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private int maxPerImage = 100;

    @Option(names = "--boxes-only", description = "Write boxes without masks, which is faster.")
    private boolean boxesOnly;

    @Mixin
    private ColorOptions colors;

    @Mixin
    private ImageRunOptions images;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private long maxPixels = RewriteOptions.MAX_PIXELS;

    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        common.console.keepTalk(json);
        check();
        ModelSpec spec = choice.spec(1);
        try (SegmentationModel opened = spec.open()) {
            if (opened instanceof InstanceModel model) {
                return detect(model, spec);
            }
            throw new CommandException(choice.model + ": this model needs boxes; use it with 'copra mask --model'");
        } catch (ModelException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private void check() throws IOException {
        if (choice.model == null) {
            throw new CommandException("there is no model; add --model FILE");
        }
        where.check();
        images.check(output);
    }

    private int detect(InstanceModel model, ModelSpec spec) throws IOException, ModelException {
        String name = truth == null ? where.folder.toString() : truth;
        Messages messages = common.messages();
        Problems problems = messages.problems(name);
        Problems notes = messages.notes(where.folder.toString());
        ImageList list = truth == null
                ? ImageList.ofDirectory(where.folder)
                : ImageList.ofDocument(common.console.input(truth), maxPixels, problems);
        if (list.images().isEmpty()) {
            throw new CommandException(name + ": there is no image");
        }
        double overlap = nms != null ? nms : model.suppression();
        DetectionRun.Done done = new DetectionRun(list, images.shard, images.limit)
                .run(
                        model,
                        spec,
                        new DetectionRules(minScore, overlap, agnostic, maxPerImage, !boxesOnly),
                        categories(list.names()),
                        ImageStore.ofColours(where.folder, maxPixels).with(colors.profile),
                        images.threads,
                        Version.text(),
                        images.journaled(output, common),
                        problems,
                        notes);
        problems.summarize();
        notes.summarize();
        common.print(DetectReport.of(done, problems));
        boolean none = done.tally().detections() == 0 && done.tally().unknown() > 0;
        return problems.total() > 0 || none ? ExitCode.NO : ExitCode.DONE;
    }

    private Map<Integer, Id> categories(CategoryNames names) throws IOException {
        return ListOption.of("--category-map", () -> CategoryIds.parse(ListOption.expand(categoryMap), names));
    }
}
