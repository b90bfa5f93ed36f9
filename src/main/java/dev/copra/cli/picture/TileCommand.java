package dev.copra.cli.picture;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.ColorOptions;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.cli.option.WrittenPlaces;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.coco.region.Encoding;
import dev.copra.dataset.CocoIndex;
import dev.copra.dataset.tile.SeamRule;
import dev.copra.dataset.tile.TileGrid;
import dev.copra.dataset.tile.TileOptions;
import dev.copra.dataset.tile.TileTally;
import dev.copra.dataset.tile.Tiling;
import dev.copra.dataset.tile.Untiling;
import dev.copra.image.ImageStore;
import dev.copra.image.PictureWriter;
import dev.copra.io.Input;
import dev.copra.io.OutputFolder;
import dev.copra.report.dataset.TileReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra tile}: images and annotations in tiles, and results on tiles back on the whole images. */
@Command(
        name = "tile",
        description = "Cut images and their annotations into tiles; put results on tiles back onto the images.",
        addMethodSubcommands = false)
public final class TileCommand implements Callable<Integer>, WrittenPlaces.FileOrFolder {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(?:x(\\d{1,6}))?");

    @Parameters(
            paramLabel = "INPUT",
            description = "A COCO file; with --untile also results; .gz too; - is standard input.")
    private String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "The folder for the tiles, with annotations.json and images/; without it nothing is cut. With"
                    + " --untile the file to write; .gz packs; default: standard output.")
    private WrittenFile output;

    @Option(
            names = "--size",
            paramLabel = "W[xH]",
            description = "Width and height of a tile in pixels, such as 640 or 640x480; cutting needs it.")
    private String size;

    @Option(
            names = "--overlap",
            paramLabel = "SHARE",
            description = "Share of its side that a tile has in common with the next, from 0 to 1"
                    + " (default: ${DEFAULT-VALUE}).")
    @Within(from = 0, below = 1)
    private double overlap = .2;

    @Option(
            names = "--edge",
            paramLabel = "HOW",
            description =
                    "shift (default): the last tile of a row is moved inwards; pad: it keeps its place, and is black"
                            + " beyond the image.")
    private TileGrid.Edge edge = TileGrid.Edge.SHIFT;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Where the images are; without it only annotations are cut." + ImagesOption.RULES)
    private Path images;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "png (default), which keeps each pixel, or jpeg, of quality 95.")
    private PictureWriter format = PictureWriter.PNG;

    @Option(
            names = "--min-visible",
            paramLabel = "SHARE",
            description =
                    "Leave out parts with a smaller share of the object, of its pixels or else of its box, from 0 to"
                            + " 1 (default: ${DEFAULT-VALUE}); 0 keeps all.")
    @Within(from = 0, to = 1)
    private double minVisible = .1;

    @Option(
            names = "--segmentation",
            paramLabel = "ENCODING",
            description = "How parts are written: rle, counts or polygon (default: as the object is).")
    private Encoding encoding;

    @Option(names = "--drop-empty", description = "Leave out tiles without an annotation.")
    private boolean dropEmpty;

    @Option(names = "--force", description = "Write into a folder that is not empty, and replace files of it.")
    private boolean force;

    @Option(
            names = "--untile",
            paramLabel = "TILES",
            description =
                    "Put INPUT, which is on the tiles of the file TILES, back onto the whole images (default: cut).")
    private String tiles;

    @Option(
            names = "--seams",
            paramLabel = "ACTION",
            description =
                    "Of what several tiles found of one object: merge (default), suppress all but the best, or keep.")
    private SeamRule.Action seams = SeamRule.Action.MERGE;

    @Option(
            names = "--seam-iou",
            paramLabel = "IOU",
            description =
                    "Two are one object if their IoU within the strip that both tiles show is more than this, from 0"
                            + " to 1 (default: ${DEFAULT-VALUE}).")
    @Within(from = 0, to = 1)
    private double seamIou = .5;

    @Option(names = "--agnostic", description = "Those of different categories may be one object, too.")
    private boolean agnostic;

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
        Input file = common.console.input(input);
        Problems problems = common.messages().problems(file.name());
        try {
            return tiles == null ? tile(file, problems) : untile(file, problems);
        } catch (IllegalArgumentException e) {
            throw new CommandException(file.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean writesFolder() {
        return tiles == null;
    }

    private int tile(Input file, Problems problems) throws IOException {
        if (size == null || output == null) {
            throw new CommandException("name the size of the tiles with --size, and the folder for them with -o");
        }
        if (images != null) {
            ImagesOption.folder("--images", images.toString());
        }
        TileGrid grid = ListOption.of("--size, --overlap", this::grid);
        TileOptions options =
                ListOption.of("--min-visible", () -> new TileOptions(grid, minVisible, encoding, format, dropEmpty));
        Messages messages = common.messages();
        Problems notes = messages.notes(file.name());
        try (CocoIndex index = CocoIndex.read(file, null, problems);
                OutputFolder folder = new WrittenFolder(output.name()).open(force)) {
            ImageStore store = images == null
                    ? null
                    : ImageStore.ofColours(images, cutting.maxPixels).with(colors.profile);
            TileTally.Counts counts = new Tiling(options, store, folder, problems, notes)
                    .run(index, cutting.threads, common.console.screen(common.quiet));
            folder.commit();
            index.summary().noteOddities(file.name(), messages);
            problems.summarize();
            notes.summarize();
            common.print(TileReport.of(counts, minVisible, problems));
        }
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private TileGrid grid() {
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches()) {
            throw new IllegalArgumentException("'" + size + "' is no size such as 640 or 640x480");
        }
        int width = Integer.parseInt(sides.group(1));
        return new TileGrid(width, sides.group(2) == null ? width : Integer.parseInt(sides.group(2)), overlap, edge);
    }

    private int untile(Input file, Problems problems) throws IOException {
        SeamRule rule = ListOption.of("--seam-iou", () -> new SeamRule(seams, seamIou, agnostic));
        try (CocoIndex index = CocoIndex.read(file, common.console.input(tiles), problems)) {
            Untiling untiling = new Untiling(index, rule, problems);
            Untiling.Counts[] counts = new Untiling.Counts[1];
            (output == null ? WrittenFile.STANDARD_OUTPUT : output)
                    .write(common.console, out -> counts[0] = untiling.write(out, cutting.threads));
            problems.summarize();
            common.print(TileReport.of(counts[0], problems));
        }
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }
}
