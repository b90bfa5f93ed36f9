package dev.copra.draw;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.Id;
import dev.copra.coco.ListedImage;
import dev.copra.coco.ProblemSink;
import dev.copra.draw.Overlay.Layers;
import dev.copra.image.ImageException;
import dev.copra.image.ImageNote;
import dev.copra.image.ImageStore;
import dev.copra.io.Remedy;
import dev.copra.report.Escape;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws images with their annotations, side by side, as one picture. */
public final class ImageSheet {
    private static final int GUTTER = 10;

    /** What a panel shows. */
    public enum View {
        IMAGE,
        BOXES,
        MASKS,
        BOTH
    }

    /**
     * How the sheet looks.
     *
     * @param views the panels of each image
     * @param columns images beside each other
     * @param side the longer side of each panel in pixels
     * @param labels whether categories are written
     */
    public record Style(List<View> views, int columns, int side, boolean labels) {}

    private final Style style;
    private final ImageStore store;
    private final ProblemSink missing;
    private final ProblemSink notes;

    /**
     * @param missing told of images that cannot be read; they are left out
     * @param notes told of what was guessed about images, and of captions that cannot be written
     */
    public ImageSheet(Style style, ImageStore store, ProblemSink missing, ProblemSink notes) {
        this.style = style;
        this.store = store;
        this.missing = missing;
        this.notes = notes;
    }

    /**
     * Draws.
     *
     * @param others the same images in other files, by id: each file adds a panel with its masks
     * @return null if none of the images can be read
     */
    public BufferedImage draw(List<AnnotatedImage> images, List<Map<Id, AnnotatedImage>> others) throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        for (AnnotatedImage image : images) {
            try {
                pictures.add(draw(image.image(), panels(image, others)));
            } catch (ImageException e) {
                missing.add(new AnnotationException(
                                e.code(), "image " + image.image().id(), e.getMessage())
                        .with(Remedy.ofImage(e.code())));
            }
        }
        return pictures.isEmpty() ? null : SideBySide.sheet(pictures, style.columns(), GUTTER);
    }

    private List<SideBySide.Panel> panels(AnnotatedImage image, List<Map<Id, AnnotatedImage>> others) {
        List<SideBySide.Panel> panels = new ArrayList<>();
        for (View view : style.views()) {
            Layers layers = new Layers(
                    view == View.BOXES || view == View.BOTH,
                    view == View.MASKS || view == View.BOTH,
                    style.labels() && view != View.IMAGE);
            panels.add(new SideBySide.Panel(image.items(), layers));
        }
        for (Map<Id, AnnotatedImage> other : others) {
            List<Item> items = other.containsKey(image.image().id())
                    ? other.get(image.image().id()).items()
                    : List.of();
            panels.add(new SideBySide.Panel(items, new Layers(false, true, style.labels())));
        }
        return panels;
    }

    private BufferedImage draw(ListedImage image, List<SideBySide.Panel> panels) throws IOException, ImageException {
        return store.with(image.fileName(), image.cocoUrl(), image.height(), image.width(), picture -> {
            for (ImageNote note : picture.notes()) {
                note(note.code(), image, note.message());
            }
            Dimension size =
                    new Dimension(picture.part().width(), picture.part().height());
            return captioned(SideBySide.render(picture.toBufferedImage(), size, panels, style.side()), image);
        });
    }

    private BufferedImage captioned(BufferedImage picture, ListedImage image) throws IOException {
        try {
            return SideBySide.captioned(picture, Escape.line(image.fileName() + "  " + image.id()));
        } catch (IllegalStateException e) {
            note("no-font", image, "no caption: " + e.getMessage());
            return picture;
        }
    }

    private void note(String code, ListedImage image, String message) throws IOException {
        notes.add(new AnnotationException(code, "image " + image.id(), message));
    }

    /** The format that the name of an output asks for: png, for standard output too, or jpeg; null if it is neither. */
    public static String format(String output) {
        String name = output.toLowerCase(Locale.ROOT);
        if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
            return "jpeg";
        }
        return name.equals("-") || name.endsWith(".png") || name.startsWith("/dev/") || name.startsWith("/proc/")
                ? "png"
                : null;
    }

    /** Writes a picture. @param format png or jpeg */
    public static void write(BufferedImage sheet, String format, OutputStream out) throws IOException {
        BufferedImage written = sheet;
        if (format.equals("jpeg")) {
            // JPEG has no transparency: what is between the pictures becomes white
            written = new BufferedImage(sheet.getWidth(), sheet.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = written.createGraphics();
            graphics.drawImage(sheet, 0, 0, Color.WHITE, null);
            graphics.dispose();
        }
        ImageIO.write(written, format, out);
    }
}
