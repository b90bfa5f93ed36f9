package dev.copra.cli.picture;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.ColorOptions;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.dataset.CocoIndex;
import dev.copra.dataset.crop.CropBackground;
import dev.copra.dataset.crop.CropOptions;
import dev.copra.dataset.crop.CropPadding;
import dev.copra.dataset.crop.Cropping;
import dev.copra.image.ImageStore;
import dev.copra.image.PictureWriter;
import dev.copra.io.Input;
import dev.copra.io.OutputFolder;
import dev.copra.report.dataset.CropReport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra crop}: a picture an instance. */
@Command(
        name = "crop",
        addMethodSubcommands = false,
        description = "Cut each instance out of its image, a folder a category, for classifiers.")
public final class CropCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            description = "A COCO file, or results with --image-list; .gz too; - is standard input.")
    private String input;

    @Mixin
    private ImagesOption images;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUTPUT",
            description = "The folder for the pictures, with crops.jsonl.")
    private WrittenFolder output;

    @Option(
            names = "--background",
            paramLabel = "WHAT",
            description =
                    "What the pixels beside the mask become: keep (default), transparent, black, white, gray, or a"
                            + " colour such as #7f7f7f.")
    private String background = "keep";

    @Option(
            names = "--padding",
            paramLabel = "N",
            description =
                    "Show so many pixels more on each side of the box, such as 8, or such a share of its side, as 10%%"
                            + " (default: 0); as far as the image goes.")
    private String padding = "0";

    @Option(
            names = "--square",
            description =
                    "Make the shorter side as long as the longer one; beyond the image there is background, or black.")
    private boolean square;

    @Option(
            names = "--category",
            paramLabel = "LIST",
            description = "Only these categories: names or ids with commas between them, or @FILE.")
    private List<String> categories = List.of();

    @Option(
            names = "--min-side",
            paramLabel = "PIXELS",
            description = "Leave out boxes with a side of fewer pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 0)
    private double minSide = 1;

    @Option(names = "--crowds", description = "Cut out crowd regions, too, which are no single object.")
    private boolean crowds;

    @Option(names = "--flat", description = "Write all pictures into one folder.")
    private boolean flat;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "png (default), which keeps each pixel, or jpeg, of quality 95.")
    private PictureWriter format = PictureWriter.PNG;

    @Option(
            names = {"--image-list", "--image-sizes"},
            paramLabel = "FILE",
            description = "A COCO file that lists the images and categories, for an INPUT that does not "
                    + "(default: INPUT lists them).")
    private String imageSizes;

    @Option(names = "--force", description = "Write into a folder that is not empty, and replace files of it.")
    private boolean force;

    @Mixin
    private ColorOptions colors;

    @Mixin
    private CuttingOptions cutting;

    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        common.console.keepTalk(json);
        images.check();
        CropBackground behind = ListOption.of("--background", () -> CropBackground.parse(background));
        CropPadding around = ListOption.of("--padding", () -> CropPadding.parse(padding));
        CropOptions options = ListOption.of(
                "--format", () -> new CropOptions(behind, around, square, minSide, crowds, !flat, format));
        Input file = common.console.input(input);
        Messages messages = common.messages();
        Problems problems = messages.problems(file.name());
        Problems notes = messages.notes(file.name());
        try (CocoIndex index =
                        CocoIndex.read(file, imageSizes == null ? null : common.console.input(imageSizes), problems);
                OutputFolder folder = output.open(force)) {
            if (index.imageCount() == 0 && index.summary().lists().isEmpty() && imageSizes == null) {
                throw new CommandException(
                        file.name() + ": this file lists no images; name one that does with --image-list");
            }
            ImageStore store =
                    ImageStore.ofColours(images.folder, cutting.maxPixels).with(colors.profile);
            Cropping.Counts counts = new Cropping(options, store, folder, problems, notes)
                    .run(index, ListOption.expand(categories), cutting.threads, common.console.screen(common.quiet));
            folder.commit();
            index.summary().noteOddities(file.name(), messages);
            problems.summarize();
            notes.summarize();
            common.print(CropReport.of(counts, problems));
        } catch (IllegalArgumentException e) {
            throw new CommandException(file.name() + ": " + e.getMessage(), e);
        }
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }
}
