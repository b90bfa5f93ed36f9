package dev.copra.cli.picture;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.ColorOptions;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.WrittenFile;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.cli.option.WrittenPlaces;
import dev.copra.coco.Problems;
import dev.copra.draw.ImageChoice;
import dev.copra.draw.Rendering;
import dev.copra.draw.ShownFindings;
import dev.copra.draw.ShownSet;
import dev.copra.image.ImageStore;
import dev.copra.image.PictureWriter;
import dev.copra.io.Input;
import dev.copra.io.OutputFolder;
import dev.copra.report.Summary;
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

/** {@code copra render}: pictures of images with their annotations. */
@Command(
        name = "render",
        aliases = "show",
        addMethodSubcommands = false,
        description = {
            "Draw annotations over their images: a picture each, contact sheets, truth beside prediction,",
            "the worst first."
        })
public final class RenderCommand implements Callable<Integer>, WrittenPlaces.FileOrFolder {
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
            description = "A folder for the pictures; or, if the name ends in .png, .jpg or .jpeg, one file with all"
                    + " images on one sheet; - is a PNG on standard output.")
    private WrittenFile output;

    @Mixin
    private ImageChoiceOptions which;

    @Mixin
    private LookOptions look;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Predictions for the images of INPUT, which is then the truth: panels show image, truth and"
                    + " prediction, and what is hit, missed and false. Several, with commas between them, add panels"
                    + " (default: none).")
    private List<String> compare = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Other files of the same images, with commas between them; each adds a panel and is held"
                    + " against nothing (default: none).")
    private List<String> against = new ArrayList<>();

    @Option(
            names = {"--image-list", "--image-sizes"},
            paramLabel = "FILE",
            description = "A COCO file that lists the images and categories, for an INPUT that does not "
                    + "(default: INPUT lists them).")
    private String imageList;

    @Option(
            names = "--masks",
            paramLabel = "DIR",
            description = "Where the PNG files of a panoptic INPUT are (default: in the folder beside it that has its"
                    + " name).")
    private Path masks;

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
        PictureWriter file = fileFormat();
        look.check(!compare.isEmpty(), file != null);
        common.console.keepTalk(json);
        images.check();
        Input document = common.console.input(input).spooled();
        Input lists = imageList == null ? null : common.console.input(imageList).spooled();
        ShownFindings found = which.findings(document, lists, images.folder, cutting.threads);
        ImageChoice choice = which.choice(found, file != null);
        Problems notes = common.messages().notes(document.name());
        try (ShownSet shown = new ShownSet(document, lists, masks, choice, cutting.maxPixels, common.messages())) {
            if (shown.size() == 0) {
                throw new CommandException(input + ": this file lists no images"
                        + (imageList == null ? "; for results, add --image-list FILE, which lists the images" : ""));
            }
            for (String other : ListOption.expand(compare)) {
                shown.add(common.console.input(other), true);
            }
            for (String other : ListOption.expand(against)) {
                shown.add(common.console.input(other), false);
            }
            int[] chosen = shown.choose(cutting.threads, look.matchIou());
            if (chosen.length == 0) {
                throw new CommandException(input
                        + (found != null
                                ? ": no image that is asked for has such a finding"
                                : ": none of its images is asked for"));
            }
            Rendering rendering = new Rendering(
                    shown,
                    look.options(!compare.isEmpty(), file),
                    ImageStore.ofPreviews(images.folder, cutting.maxPixels).with(colors.profile),
                    notes);
            if (file == null) {
                folder(rendering, chosen);
            } else {
                BufferedImage sheet = rendering.sheet(chosen, look.columns());
                output.write(common.console, out -> file.write(sheet, out));
            }
            notes.summarize();
            shown.summarize();
            return shown.incomplete() ? ExitCode.NO : ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw new CommandException(input + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean writesFolder() {
        return fileFormat() == null;
    }

    private void folder(Rendering rendering, int[] chosen) throws IOException {
        try (OutputFolder folder = new WrittenFolder(output.name()).open(force)) {
            Rendering.Counts counts = look.rows() > 0
                    ? rendering.sheets(
                            chosen,
                            look.columns(),
                            look.rows(),
                            folder,
                            cutting.threads,
                            common.console.screen(common.quiet))
                    : rendering.pictures(
                            chosen, which.ranked(), folder, cutting.threads, common.console.screen(common.quiet));
            folder.commit();
            common.print(new Summary()
                    .add("images", counts.images())
                    .add("files", counts.files())
                    .line(Summary.count(counts.files(), "picture") + " of " + Summary.count(counts.images(), "image")));
        }
    }

    /** The format of the one file that is written; null for a folder. */
    private PictureWriter fileFormat() {
        String name = output.name();
        PictureWriter format = PictureWriter.of(name);
        if (format == null && (output.isDash() || name.startsWith("/dev/") || name.startsWith("/proc/"))) {
            return PictureWriter.PNG;
        }
        if (format == null && name.matches("(?i).*\\.(gif|webp|bmp|tiff?|svg|pdf)")) {
            throw new CommandException(
                    "-o " + output + ": the name of a picture ends in .png, .jpg or .jpeg; any other is a folder's");
        }
        return format;
    }
}
