package dev.copra.cli;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.Id;
import dev.copra.draw.AnnotatedImage;
import dev.copra.draw.Item;
import dev.copra.draw.Overlay.Layers;
import dev.copra.draw.SideBySide;
import dev.copra.image.ImageException;
import dev.copra.image.ImageNote;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.json.JsonException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra show}: pictures of images with their boxes and masks. */
@Command(
        name = "show",
        description = "Draw boxes and masks over the images, side by side, as one PNG.",
        sortOptions = false,
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  copra show masks.json --images images/ -o sheet.png",
            "  copra show masks.json --images images/ --image 42,street.jpg --labels -o two.png",
            "  copra show boxes.json --images images/ --panels boxes --against masks.json,truth.json -o compare.png"
        })
final class ShowCommand implements Callable<Integer> {
    private static final int GUTTER = 10;

    /** What a panel shows. */
    private enum Panel {
        IMAGE,
        BOXES,
        MASKS,
        BOTH
    }

    private final Console console;

    @Parameters(paramLabel = "INPUT", description = "A COCO file; .gz too; - is standard input.")
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
            paramLabel = "PNG",
            description = "Where to write the picture; - is standard output.")
    private String output;

    @Option(names = "--image", split = ",", paramLabel = "ID|FILE_NAME", description = "Only these images.")
    private List<String> chosen = new ArrayList<>();

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
    private List<Panel> panels = List.of(Panel.BOXES, Panel.MASKS);

    @Option(
            names = "--against",
            split = ",",
            paramLabel = "FILE",
            description = "Other files of the same images; each adds a panel with its masks.")
    private List<String> against = new ArrayList<>();

    @Option(
            names = "--columns",
            paramLabel = "N",
            description = "Images beside each other (default: ${DEFAULT-VALUE}).")
    private int columns = 2;

    @Option(
            names = "--side",
            paramLabel = "PIXELS",
            description = "The longer side of each panel (default: ${DEFAULT-VALUE}).")
    private int side = 400;

    @Option(names = "--labels", description = "Write each annotation's category.")
    private boolean labels;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    private long maxPixels = RewriteOptions.MAX_PIXELS;

    @Mixin
    private CommonOptions common;

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (limit < 1 || columns < 1 || side < 1) {
            throw new CommandException("--limit, --columns and --side are at least 1");
        }
        List<Problems> problems = new ArrayList<>();
        List<AnnotatedImage> images = read(input, problems);
        if (images.isEmpty()) {
            throw new CommandException(input + ": none of the images is in it");
        }
        List<Map<Id, AnnotatedImage>> others = new ArrayList<>();
        for (String file : against) {
            Map<Id, AnnotatedImage> byId = new HashMap<>();
            read(file, problems).forEach(image -> byId.put(image.id(), image));
            others.add(byId);
        }
        ImageStore store = ImageStore.ofColours(directory, maxPixels);
        List<BufferedImage> pictures = new ArrayList<>();
        Problems missing = new Problems(console.err(), input, common.failFast);
        Problems notes = Problems.notes(console.err(), input);
        problems.add(missing);
        for (AnnotatedImage image : images) {
            try {
                pictures.add(draw(store, image, panels(image, others), notes));
            } catch (ImageException e) {
                missing.add(new AnnotationException(e.code(), "image " + image.id(), e.getMessage()));
            }
        }
        if (pictures.isEmpty()) {
            throw new CommandException(input + ": none of the images can be read; check --images");
        }
        notes.printSummary();
        write(SideBySide.sheet(pictures, columns, GUTTER));
        problems.forEach(Problems::printSummary);
        return problems.stream().allMatch(p -> p.total() == 0) ? ExitCode.DONE : ExitCode.NO;
    }

    private List<AnnotatedImage> read(String name, List<Problems> problems) throws IOException {
        Input file = Rewrite.input(console, name);
        Problems found = new Problems(console.err(), file.name(), common.failFast);
        problems.add(found);
        try {
            return AnnotatedImage.read(file, new AnnotatedImage.Choice(chosen, limit), maxPixels, found);
        } catch (JsonException e) {
            throw new CommandException(file.name() + ": " + e.getMessage(), e);
        }
    }

    private List<SideBySide.Panel> panels(AnnotatedImage image, List<Map<Id, AnnotatedImage>> others) {
        List<SideBySide.Panel> views = new ArrayList<>();
        for (Panel panel : panels) {
            Layers layers = new Layers(
                    panel == Panel.BOXES || panel == Panel.BOTH,
                    panel == Panel.MASKS || panel == Panel.BOTH,
                    labels && panel != Panel.IMAGE);
            views.add(new SideBySide.Panel(image.items(), layers));
        }
        for (Map<Id, AnnotatedImage> other : others) {
            List<Item> items =
                    other.containsKey(image.id()) ? other.get(image.id()).items() : List.of();
            views.add(new SideBySide.Panel(items, new Layers(false, true, labels)));
        }
        return views;
    }

    private BufferedImage draw(ImageStore store, AnnotatedImage image, List<SideBySide.Panel> views, Problems notes)
            throws IOException, ImageException {
        return store.with(image.fileName(), image.cocoUrl(), image.height(), image.width(), picture -> {
            for (ImageNote note : picture.notes()) {
                notes.add(new AnnotationException(note.code(), "image " + image.id(), note.message()));
            }
            return SideBySide.render(picture.toBufferedImage(), views, side);
        });
    }

    private void write(BufferedImage sheet) throws IOException {
        Output.write(output, console.out(), out -> ImageIO.write(sheet, "png", out));
    }
}
