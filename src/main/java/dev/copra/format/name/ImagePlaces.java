package dev.copra.format.name;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.format.contract.WriteOptions;
import dev.copra.image.ImageException;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Where the images of a data set go in an output folder: each gets a name that no other has, its size, and its file if the user asked for
 * it. Images for which that fails are told, and left out.
 */
public final class ImagePlaces {
    private final WriteOptions options;
    private final OutputFolder folder;
    private final UnaryOperator<String> stem;
    private final ImageFolder images;
    private final NameTable names = new NameTable();

    /** Which images must have a size. */
    public enum Size {
        /** All: those without one are left out. */
        ALL,
        /** Those with instances: the places of these are fractions of it. */
        WITH_INSTANCES,
        /** Those that have one, or whose file is there. */
        WHERE_KNOWN,
        /** None: it is not written. */
        NONE
    }

    /**
     * Where an image goes.
     *
     * @param image with its size, as far as it was asked for
     * @param name of its file below the folder of its split, with slashes
     * @param stem the name of what belongs to it, below the folder of all splits: its split and its name without its ending
     */
    public record Place(DatasetImage image, String name, String stem) {}

    /**
     * The place that an image is to have, if no other image has it.
     *
     * @param place null if the image has no name that can be written
     * @param original the image as the source has it
     * @param picture where its file goes
     * @param problem why it cannot be written, or null
     */
    public record Wish(Place place, DatasetImage original, String picture, AnnotationException problem) {
        /** Whether the image can be written, if its place is free. */
        public boolean isPossible() {
            return problem == null;
        }

        /** The image, with its size as far as it was asked for. */
        public DatasetImage image() {
            return place.image();
        }

        /** The name of its file below the folder of its split, with slashes. */
        public String name() {
            return place.name();
        }

        /** The name of what belongs to it, below the folder of all splits, without an ending. */
        public String stem() {
            return place.stem();
        }
    }

    /** Files that belong to an image have its name without its ending. */
    public ImagePlaces(WriteOptions options, OutputFolder folder) {
        this(options, folder, NameTable::stem);
    }

    /** @param stem makes from an image's name that of the files that belong to it */
    public ImagePlaces(WriteOptions options, OutputFolder folder, UnaryOperator<String> stem) {
        this.options = options;
        this.folder = folder;
        this.stem = stem;
        images = new ImageFolder(options.images(), Long.MAX_VALUE);
    }

    /**
     * Takes a place for an image and puts its file there.
     *
     * @param split the folder of its split, with a slash at its end, or empty
     * @param pictures the folder of all image files, with a slash at its end, or empty
     * @param isEmpty whether it has no instance
     * @return null if the image is left out, which has been told
     */
    public Place take(DatasetImage image, String split, String pictures, Size size, boolean isEmpty)
            throws IOException {
        return take(image, split, name -> pictures + split + name, size, isEmpty);
    }

    /**
     * Takes a place for an image and puts its file there.
     *
     * @param split the folder of its split, with a slash at its end, or empty
     * @param picture makes from an image's name where its file goes
     * @param isEmpty whether it has no instance
     * @return null if the image is left out, which has been told
     */
    public Place take(DatasetImage image, String split, UnaryOperator<String> picture, Size size, boolean isEmpty)
            throws IOException {
        Wish wish = wish(image, split, picture, size, isEmpty);
        return take(wish) ? wish.place() : null;
    }

    /**
     * Looks for a place for an image; any thread may do so.
     *
     * @param split the folder of its split, with a slash at its end, or empty
     * @param pictures the folder of all image files, with a slash at its end, or empty
     * @param isEmpty whether it has no instance
     */
    public Wish wish(DatasetImage image, String split, String pictures, Size size, boolean isEmpty) {
        return wish(image, split, name -> pictures + split + name, size, isEmpty);
    }

    private Wish wish(DatasetImage image, String split, UnaryOperator<String> picture, Size size, boolean isEmpty) {
        String name;
        try {
            name = NameTable.relative(image.fileName());
        } catch (AnnotationException e) {
            return new Wish(null, image, null, e);
        }
        DatasetImage sized = image;
        AnnotationException problem = null;
        try {
            sized = sized(image, size, isEmpty);
        } catch (ImageException e) {
            problem = ImageFolder.problem(e, image.fileName());
        }
        return new Wish(new Place(sized, name, split + stem.apply(name)), image, picture.apply(name), problem);
    }

    /**
     * Takes the place of an image and puts its file there: in the order of the images, by one thread at a time.
     *
     * @return whether it has it; if not, the image is left out, which has been told
     */
    public boolean take(Wish wish) throws IOException {
        try {
            if (wish.place() != null) {
                names.take(wish.stem());
            }
            if (wish.problem() != null) {
                throw wish.problem();
            }
            images.transfer(wish.original(), options.transfer(), folder, wish.picture());
            return true;
        } catch (AnnotationException e) {
            options.problems().add(e);
        } catch (ImageException e) {
            options.problems().add(ImageFolder.problem(e, wish.original().fileName()));
        }
        return false;
    }

    private DatasetImage sized(DatasetImage image, Size size, boolean isEmpty) throws ImageException {
        return switch (size) {
            case ALL -> images.sized(image);
            case WITH_INSTANCES -> isEmpty ? images.sizedIfKnown(image) : images.sized(image);
            case WHERE_KNOWN -> images.sizedIfKnown(image);
            case NONE -> image;
        };
    }

    /** The folder of a split: its name and a slash, or nothing if there are no splits. */
    public static String below(String split) {
        return split.isEmpty() ? "" : split + "/";
    }
}
