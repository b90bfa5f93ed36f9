package dev.copra.evaluate.semantic;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.panoptic.PaintedPicture;
import dev.copra.evaluate.panoptic.PanopticPicture;
import dev.copra.evaluate.panoptic.PanopticPictures;
import dev.copra.evaluate.panoptic.PanopticQuality;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.LabelPng;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Where the classes of the pixels of images come from. */
interface LabelSource {

    /**
     * The classes of an image.
     *
     * @param name of its file
     * @param like a picture of the same image, or null
     */
    PixelClasses of(Id image, String name, PixelClasses like) throws IOException;

    /** PNG files of the images' names. @param classes the class of a pixel's value, or {@link PixelClasses#NONE} */
    static LabelSource folder(Path folder, IntUnaryOperator classes, long maxPixels) {
        ImageFinder finder = new ImageFinder(folder);
        return (image, name, like) -> {
            try {
                Path file = finder.find(png(name), null).file();
                LabelPng picture = LabelPng.read(file, maxPixels);
                if (picture.coloured()) {
                    throw new IOException(file + ": the pixels are colours; indices or grey values are needed");
                }
                int[] labels = new int[picture.values().length];
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = classes.applyAsInt(picture.values()[i]);
                }
                return new PixelClasses(labels, picture.width());
            } catch (FileSystemException e) {
                // without its remedy: how many pixels a picture may have cannot be chosen here
                throw new FileSystemException(e.getFile(), null, e.getReason());
            } catch (ImageException e) {
                throw new IOException(e.getMessage() + "; check the folder of the PNG files");
            }
        };
    }

    /** The name of the PNG file of an image. */
    private static String png(String name) {
        int dot = name.lastIndexOf('.');
        return (dot > name.lastIndexOf('/') ? name.substring(0, dot) : name) + ".png";
    }

    /** Masks that are painted as for panoptic quality. @param classes by category */
    static LabelSource painted(PanopticPictures pictures, Map<Id, Integer> classes, String file) {
        return (image, name, like) -> {
            PanopticPicture before = like == null ? null : new PanopticPicture(like.classes(), like.width());
            PaintedPicture painted = pictures.painted(image, before);
            int[] classOf = new int[painted.segments().size() + 1];
            classOf[0] = PixelClasses.NONE;
            for (PanopticQuality.Segment segment : painted.segments()) {
                Integer known = classes.get(segment.category());
                if (known == null) {
                    throw new IOException(file + ": the truth has no category " + segment.category());
                }
                classOf[segment.id()] = known;
            }
            int[] labels = painted.picture().ids().clone();
            for (int i = 0; i < labels.length; i++) {
                labels[i] = classOf[labels[i]];
            }
            return new PixelClasses(labels, painted.picture().width());
        };
    }
}
