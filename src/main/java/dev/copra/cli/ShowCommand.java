package dev.copra.cli;

import dev.copra.draw.AnnotatedImage;
import dev.copra.draw.ImageSheet;
import dev.copra.draw.ShownFiles;
import dev.copra.image.ImageStore;
import dev.copra.io.Output;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra show}: pictures of images with their boxes and masks. */
@Command(
        name = "show",
        description = "Draw boxes and masks over the images, side by side, as one picture.",
        addMethodSubcommands = false)
final class ShowCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            description = "A COCO file, or results with --image-list; .gz too; - is standard input.")
    private String input;

    @Option(
            names = "--images",
            required = true,
            paramLabel = "DIR",
            description = "Where the images are." + ImageHelp.RULES)
    private Path directory;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where to write the picture: a name that ends in .png, .jpg or .jpeg; - is a PNG on standard"
                    + " output.")
    private String output;

    @Option(names = "--image", split = ",", paramLabel = "ID|FILE_NAME", description = "Only these images.")
    private List<String> chosen = new ArrayList<>();

    @Option(
            names = {"--image-list", "--image-sizes"},
            paramLabel = "FILE",
            description = "A COCO file that lists the images and categories, for an INPUT that does not "
                    + "(default: INPUT lists them).")
    private String imageSizes;

    @Option(
            names = "--category",
            paramLabel = "LIST",
            description = "Only annotations of these categories: names or ids with commas between them, or @FILE.")
    private List<String> categories = new ArrayList<>();

    @Option(
            names = "--min-score",
            paramLabel = "S",
            description = "Leave out annotations with a lower score, from 0 to 1 (default: draw all).")
    private double minScore = Double.NEGATIVE_INFINITY;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many images, without --image (default: ${DEFAULT-VALUE}).")
    private int limit = 12;

    @Option(
            names = "--panels",
            split = ",",
            paramLabel = "PANEL",
            description = "The views of each image: image, boxes, masks, both (default: boxes,masks).")
    private List<ImageSheet.View> panels = List.of(ImageSheet.View.BOXES, ImageSheet.View.MASKS);

    @Option(
            names = "--against",
            split = ",",
            paramLabel = "FILE",
            description = "Other files of the same images; each adds a panel with its masks (default: " + "none).")
    private List<String> against = new ArrayList<>();

    @Option(
            names = "--columns",
            paramLabel = "N",
            description = "Images beside each other (default: ${DEFAULT-VALUE}).")
    private int columns = 2;

    @Option(
            names = "--side",
            paramLabel = "PIXELS",
            description = "The longer side of each panel in pixels (default: ${DEFAULT-VALUE}).")
    private int side = 400;

    @Option(names = "--labels", description = "Write each annotation's category.")
    private boolean labels;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    private long maxPixels = RewriteOptions.MAX_PIXELS;

    @Mixin
    private ColorOptions colors;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        if (limit < 1 || columns < 1 || side < 1) {
            throw new CommandException("--limit, --columns and --side are at least 1");
        }
        String format = ImageSheet.format(output);
        if (format == null) {
            throw new CommandException("-o " + output + ": the name of the picture ends in .png, .jpg or .jpeg");
        }
        AnnotatedImage.Choice choice =
                new AnnotatedImage.Choice(chosen, limit, ListOption.expand(categories), minScore);
        ShownFiles files = new ShownFiles(
                common.console.input(input).spooled(),
                imageSizes == null ? null : common.console.input(imageSizes).spooled(),
                choice,
                maxPixels,
                common.messages());
        if (files.images().isEmpty()) {
            throw new CommandException(input + ": none of the images is in it"
                    + (imageSizes == null ? "; for results, add --image-list FILE, which lists the images" : ""));
        }
        for (String file : against) {
            files.compareWith(common.console.input(file));
        }
        ImageSheet.Style style = new ImageSheet.Style(panels, columns, side, labels);
        BufferedImage sheet =
                files.draw(style, ImageStore.ofPreviews(directory, maxPixels).with(colors.profile));
        if (sheet == null) {
            throw new CommandException(input + ": none of the images can be read; check --images");
        }
        Output.write(output, common.console.out(), out -> ImageSheet.write(sheet, format, out));
        return files.incomplete() ? ExitCode.NO : ExitCode.DONE;
    }
}
