package dev.copra.evaluate.panoptic;

import dev.copra.coco.id.Id;
import dev.copra.coco.list.ImageSizes;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.LabelPng;
import dev.copra.io.Input;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The pictures of a panoptic file, read from PNG files or painted from the masks of its segments. */
public final class PanopticPictures {
    private final String file;
    private final PanopticContents contents;
    private final ImageFinder folder;
    private final long maxPixels;
    private final PanopticPainter painter;

    PanopticPictures(String file, PanopticContents contents, Path folder, long maxPixels, Set<Id> things) {
        this.file = file;
        this.contents = contents;
        this.folder = folder == null ? null : new ImageFinder(folder);
        this.maxPixels = maxPixels;
        painter = new PanopticPainter(things);
    }

    /**
     * Pictures that are painted from the masks of a document or of results.
     *
     * @param maxPixels images of more pixels are refused
     * @param otherSizes of images that the file does not list, or null
     * @param things categories that come before others, or null for those that the file calls things
     */
    public static PanopticPictures ofMasks(Input input, long maxPixels, ImageSizes otherSizes, Set<Id> things)
            throws IOException {
        PanopticContents contents = PanopticContents.read(input, false, maxPixels, otherSizes);
        Set<Id> first = things == null ? new HashSet<>(contents.categories(true)) : things;
        return new PanopticPictures(input.name(), contents, null, maxPixels, first);
    }

    /** The categories that the file calls things. */
    public Set<Id> things() {
        return new HashSet<>(contents.categories(true));
    }

    /** The picture of an image. @param like a picture of the same image, or null if this is the first */
    public PaintedPicture painted(Id image, PanopticPicture like) throws IOException {
        if (folder != null) {
            PanopticContents.Picture picture = contents.pictures.get(image);
            if (picture == null) {
                throw new IOException(file + ": there is nothing for the image " + image);
            }
            return new PaintedPicture(pixels(file(picture.file())), picture.segments());
        }
        List<PanopticPainter.Masked> masks = contents.masked.getOrDefault(image, List.of());
        ImageSizes.Size size = contents.sizes.get(image);
        int height = size != null
                ? size.height()
                : like != null ? like.height() : masks.get(0).mask().height();
        int width = size != null
                ? size.width()
                : like != null ? like.width() : masks.get(0).mask().width();
        for (PanopticPainter.Masked masked : masks) {
            if (masked.mask().height() != height || masked.mask().width() != width) {
                throw new IOException(file + ": image " + image + ": a mask is "
                        + masked.mask().height() + " x "
                        + masked.mask().width() + " but its image is " + height + " x " + width
                        + " (height x width)");
            }
        }
        return painter.paint(image, masks, height, width);
    }

    /** What was made of masks that overlap, for a message; null if none do. */
    public String overlaps() {
        return painter.overlaps() == null ? null : file + ": " + painter.overlaps();
    }

    private Path file(String name) throws IOException {
        try {
            return folder.find(name, null).file();
        } catch (ImageException e) {
            throw new IOException(e.getMessage() + "; check the folder of the PNG files");
        }
    }

    private PanopticPicture pixels(Path path) throws IOException {
        try {
            LabelPng picture = LabelPng.read(path, maxPixels);
            return new PanopticPicture(picture.segmentIds(path.toString()), picture.width());
        } catch (FileSystemException e) {
            // without its remedy: how many pixels a picture may have cannot be chosen here
            throw new FileSystemException(e.getFile(), null, e.getReason());
        }
    }
}
