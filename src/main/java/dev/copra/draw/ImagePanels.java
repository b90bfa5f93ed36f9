package dev.copra.draw;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.list.ListedImage;
import dev.copra.draw.colour.CategoryColours;
import dev.copra.draw.colour.Palette;
import dev.copra.draw.item.Item;
import dev.copra.draw.overlay.Layers;
import dev.copra.draw.overlay.Overlay;
import dev.copra.draw.overlay.OverlayStyle;
import dev.copra.draw.sheet.PanelRow;
import dev.copra.image.ImageStore;
import dev.copra.report.Escape;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the panels of an image, whose picture is open. Thread-safe. */
final class ImagePanels {
    private final ShownSet shown;
    private final RenderOptions options;
    /** Whether this system can write. */
    private final boolean lettered;

    private final CategoryColours colours;
    private final LevelSetSteps steps;

    ImagePanels(ShownSet shown, RenderOptions options, boolean lettered) {
        this.shown = shown;
        this.options = options;
        this.lettered = lettered;
        colours = new CategoryColours(shown.main().categoryNames());
        steps = options.steps() ? new LevelSetSteps() : null;
    }

    /** How many panels each image has. */
    int count() {
        return steps != null
                ? steps.count()
                : options.panels().size()
                        + (shown.compared() > 0 ? 1 : 0)
                        + shown.others().size();
    }

    /** How many lines of text stand above the panels. */
    int lines(boolean titled) {
        return lettered ? (titled ? 1 : 0) + (count() > 1 ? 1 : 0) : 0;
    }

    /** Whether an image that stands alone has its name above it. */
    boolean wantsTitle() {
        return count() > 1 || shown.found() != null;
    }

    /** One panel, before it is drawn. */
    private record View(String heading, List<Item> items, Layers layers) {}

    /** What an image's panels are drawn from, and how well others agree with it; NaN if none was held against it. */
    private record Views(List<View> views, double iou) {}

    /**
     * Draws the panels.
     *
     * @param at place of the image in the document
     * @param room what a panel may take; null for the image's own size
     * @param titled whether the image's name stands above them
     * @param sink told of bad records
     */
    PanelRow row(
            int at, ListedImage image, ImageStore.Picture picture, Dimension room, boolean titled, ShownSet.Later sink)
            throws IOException {
        Dimension size = new Dimension(picture.part().width(), picture.part().height());
        Dimension panel = room == null ? own(size, picture) : fitted(size, room);
        BufferedImage pixels = picture.toBufferedImage();
        Views views = steps != null ? steps(at, picture, size, sink) : views(at, size, sink);
        List<String> headings = new ArrayList<>();
        List<BufferedImage> panels = new ArrayList<>();
        for (View view : views.views()) {
            headings.add(view.heading());
            panels.add(Overlay.render(
                    pixels,
                    size,
                    view.items(),
                    view.layers(),
                    steps == null ? options.style() : OverlayStyle.FILL,
                    panel.width,
                    panel.height));
        }
        return new PanelRow(
                titled && lettered ? title(image, views.iou()) : null,
                panels.size() > 1 && lettered ? headings : List.of(),
                panels);
    }

    /** The image's own size; one that is tiny is enlarged by a whole factor. What was subsampled stays so. */
    private Dimension own(Dimension size, ImageStore.Picture picture) {
        int side = Math.max(size.width, size.height);
        if (options.side() > 0) {
            return fitted(size, new Dimension(options.side(), options.side()));
        }
        int factor = side < ENLARGED ? (ENLARGED + side - 1) / side : 1;
        return factor > 1
                ? new Dimension(size.width * factor, size.height * factor)
                : new Dimension(picture.rgb().width, picture.rgb().height);
    }

    /** Images whose longer side has fewer pixels are enlarged: a name would hide too much of them. */
    private static final int ENLARGED = 400;

    private static Dimension fitted(Dimension size, Dimension room) {
        double scale = Math.min(room.width / (double) size.width, room.height / (double) size.height);
        int width = (int) Math.max(1, Math.round(size.width * scale));
        int height = (int) Math.max(1, Math.round(size.height * scale));
        // what differs by rounding alone fills the room
        return Math.abs(width - room.width) <= 1 && Math.abs(height - room.height) <= 1
                ? room
                : new Dimension(width, height);
    }

    private String title(ListedImage image, double iou) {
        StringBuilder title = new StringBuilder(image.fileName() == null ? "" : image.fileName() + "  ");
        title.append(image.id());
        if (!Double.isNaN(iou)) {
            title.append("  mean IoU ").append(two(iou));
        }
        if (shown.found() != null) {
            Set<String> codes = shown.found().ofImage(image.id());
            title.append("  ").append(String.join(", ", codes));
        }
        return Escape.line(title.toString());
    }

    private static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private Views views(int at, Dimension size, ShownSet.Later sink) throws IOException {
        List<ShownObject> truths =
                shown.objects(at, size.height, size.width, problem -> sink.add(shown.problems(), problem));
        List<View> views = new ArrayList<>();
        if (!options.panels().isEmpty()) {
            List<Item> items = truths.stream().map(this::item).toList();
            for (PanelView view : options.panels()) {
                views.add(new View(heading(view), items, view.layers(options.labels() && lettered)));
            }
        }
        double iou = Double.NaN;
        Layers layers = PanelView.OBJECTS.layers(options.labels() && lettered);
        for (int other = 0; other < shown.others().size(); other++) {
            List<ShownObject> objects = shown.objects(other, at, size.height, size.width, sink);
            String name = fileName(other);
            if (other >= shown.compared()) {
                views.add(new View(name, objects.stream().map(this::item).toList(), layers));
                continue;
            }
            ShownPairs pairs = ShownPairs.of(truths, objects, options.matchIou());
            double mean = pairs.meanIou(truths);
            if (other == 0) {
                iou = mean;
                views.add(new View("truth", items(truths, pairs.truths(), true), layers));
            }
            String figure = shown.compared() > 1 && !Double.isNaN(mean) ? ", mean IoU " + two(mean) : "";
            views.add(new View("prediction " + name + figure, items(objects, pairs.predictions(), false), layers));
        }
        return new Views(views, iou);
    }

    private static String heading(PanelView view) {
        return view.name().toLowerCase(Locale.ROOT);
    }

    private String fileName(int other) {
        Path path = shown.others().get(other).input().path();
        return Escape.line(
                path == null || path.getFileName() == null
                        ? shown.others().get(other).input().name()
                        : path.getFileName().toString());
    }

    private Views steps(int at, ImageStore.Picture picture, Dimension size, ShownSet.Later sink) throws IOException {
        if (picture.rgb().width != size.width) {
            sink.add(
                    shown.problems(),
                    new AnnotationException(
                            "image-memory",
                            picture.file().toString(),
                            "there is not enough memory for all its pixels, which the level set looks at"));
            return new Views(List.of(new View("", List.of(), Layers.NONE)), Double.NaN);
        }
        List<ShownObject> objects =
                shown.objects(at, size.height, size.width, problem -> sink.add(shown.problems(), problem));
        List<View> views = new ArrayList<>();
        for (LevelSetSteps.Step step : steps.of(picture.rgb(), objects)) {
            views.add(new View(
                    step.title(), step.objects().stream().map(this::item).toList(), PanelView.OBJECTS.layers(false)));
        }
        return new Views(views, Double.NaN);
    }

    /** An annotation as it is. Where findings are shown, only what has one is named. */
    private Item item(ShownObject object) {
        String label = name(object) + (Double.isNaN(object.score()) ? "" : " " + two(object.score()));
        if (shown.found() != null) {
            Set<String> codes = shown.found().ofAnnotation(object.index());
            label = codes.isEmpty() ? null : name(object) + " " + String.join(", ", codes);
        }
        return item(object, label, colour(object));
    }

    private static Item item(ShownObject object, String label, Color color) {
        return new Item(
                object.mask(),
                object.box(),
                object.corners(),
                object.pose(),
                object.crowd(),
                label == null ? null : Escape.line(label.strip()),
                color);
    }

    private static String name(ShownObject object) {
        return object.name() == null ? "" : object.name();
    }

    private Color colour(ShownObject object) {
        if (options.byInstance() || object.name() == null) {
            return Palette.of(object.id().isLong() ? object.id().number() : object.index());
        }
        return colours.of(object.name());
    }

    /** Annotations of two documents that were held against each other. @param truth whether these are the truths */
    private static List<Item> items(List<ShownObject> objects, double[] ious, boolean truth) {
        List<Item> items = new ArrayList<>(objects.size());
        for (int i = 0; i < ious.length; i++) {
            ShownObject object = objects.get(i);
            boolean hit = !Double.isNaN(ious[i]);
            String score = Double.isNaN(object.score()) ? "" : " " + two(object.score());
            String verdict =
                    hit ? " IoU " + two(ious[i]) : object.crowd() && truth ? " crowd" : truth ? " missed" : " false";
            Color color = hit ? Palette.HIT : truth ? Palette.MISSED : Palette.FALSE;
            items.add(item(object, name(object) + score + verdict, color));
        }
        return items;
    }
}
