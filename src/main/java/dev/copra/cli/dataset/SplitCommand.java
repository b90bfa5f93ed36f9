package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Rewrite;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.dataset.ImageCopies;
import dev.copra.dataset.select.Division;
import dev.copra.dataset.select.ImageGroups;
import dev.copra.dataset.select.NearDuplicateImages;
import dev.copra.dataset.select.RecordDivision;
import dev.copra.dataset.select.Split;
import dev.copra.dataset.select.Survey;
import dev.copra.io.OutputFolder;
import dev.copra.json.NonFinitePolicy;
import dev.copra.report.dataset.SplitReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra split}: training, validation and test data of one file. */
@Command(
        name = "split",
        addMethodSubcommands = false,
        description = {
            "Divide a file by image into parts that have their share of the images of every category.",
            "No image is in two parts, and what stays together by --group is in one."
        })
public final class SplitCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "INPUT",
            description = "A COCO file, a results file (a bare list) or JSON lines; .gz too; - is standard input.")
    private String input;

    @Parameters(
            index = "1",
            paramLabel = "PARTS",
            description = "Names and shares, as train:.8,val:.1,test:.1; one part without a share has the rest.")
    private String parts;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The folder that gets a file for each part, as DIR/train.json; it appears when it is whole.")
    private WrittenFolder output;

    @Option(
            names = "--group",
            paramLabel = "RULE",
            description = {
                "Images of one group stay together. RULE is a member of the images, as video_id, or a regular expression",
                "whose first group, or all of it, is found in their file names, as '^([^_]+)_'. Default: no groups."
            })
    private String group;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "The images: files that are the same, byte for byte, stay together (default: the JSON alone)."
                    + ImagesOption.RULES)
    private String images;

    @Option(
            names = "--near-duplicates",
            description =
                    "Pictures that look the same stay together, whatever their size and compression. Needs --images.")
    private boolean near;

    @Option(
            names = "--copy-images",
            description = "Copy the files of the images into a folder for each part, as DIR/train/. Needs --images.")
    private boolean copyImages;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to look at images with (default: all cores).")
    @Within(from = 1)
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed divides otherwise (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--nan",
            paramLabel = "POLICY",
            description = "What becomes of NaN and Infinity: keep (default), null or error.")
    private NonFinitePolicy nonFinite = NonFinitePolicy.KEEP;

    @Option(
            names = "--force",
            description = "Write into a folder that is not empty; files of the same names are replaced.")
    private boolean force;

    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Split split = ListOption.of("PARTS", () -> Split.parse(parts, seed));
        ImageGroups groups = ListOption.of("--group", () -> ImageGroups.of(group));
        if (images == null && (near || copyImages)) {
            throw new CommandException((near ? "--near-duplicates" : "--copy-images")
                    + " needs the images; name their folder with --images");
        }
        Path directory = images == null ? null : ImagesOption.folder("--images", images);
        Rewrite rewrite = new Rewrite(options(), common);
        rewrite.spool();
        try (OutputFolder folder = output.open(force)) {
            Survey survey = split.survey(groups, rewrite.problems());
            rewrite.survey(survey);
            checkGroups(groups, rewrite);
            if (directory != null) {
                NearDuplicateImages.join(
                        rewrite.input(),
                        survey,
                        groups,
                        directory,
                        near,
                        RewriteOptions.MAX_PIXELS,
                        threads,
                        rewrite.problems());
            }
            Division division = split.apply(survey, groups);
            // an image without a file was told already
            ImageCopies files = copyImages ? new ImageCopies(directory, folder, problem -> {}) : null;
            int code = rewrite.divide(
                    new RecordDivision(survey, split, division, files),
                    folder,
                    split.parts().stream()
                            .map(part -> part.name() + Rewrite.ending(survey.kind()))
                            .toList());
            folder.commit();
            rewrite.printSummary(SplitReport.of(split, division, survey, groups, rewrite.problems()));
            return code;
        }
    }

    private RewriteOptions options() {
        RewriteOptions options = new RewriteOptions();
        options.input = input;
        options.nonFinite = nonFinite;
        options.json = json;
        return options;
    }

    private void checkGroups(ImageGroups groups, Rewrite rewrite) {
        if (groups.hasRule() && groups.grouped() == 0) {
            throw new CommandException("--group " + group + ": no image of "
                    + rewrite.input().name() + " has such a member, or a file name with such a part");
        }
    }
}
