package dev.copra.format.name;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.ImageHeader;
import dev.copra.io.OutputFolder;
import dev.copra.io.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The images of a data set that is converted: their sizes and files, by the rule that all commands have. */
public final class ImageFolder {
    private final Path beside;
    private final ImageFinder finder;
    private final Map<Path, ImageFinder> others = new ConcurrentHashMap<>();
    private final long maxPixels;

    /** @param folder of all images; if null, each image is looked for in the folder that it comes from */
    public ImageFolder(Path folder, long maxPixels) {
        this(folder, null, maxPixels);
    }

    /** @param beside where images seem to be that are read, if no folder was named; may be null */
    private ImageFolder(Path folder, Path beside, long maxPixels) {
        this.beside = beside;
        this.finder = folder == null ? null : new ImageFinder(folder);
        this.maxPixels = maxPixels;
    }

    /** An image's failure as that of a record. @param where the record */
    public static AnnotationException problem(ImageException failure, String where) {
        return new AnnotationException(failure.code(), where, failure.getMessage())
                .with(Remedy.ofImage(failure.code()));
    }

    /** The images of a data set that is read. */
    public static ImageFolder of(ReadOptions options) {
        return new ImageFolder(options.images(), options.beside(), options.maxPixels());
    }

    /** The file of an image. @throws ImageException if there is none, or more than one */
    public Path file(DatasetImage image) throws ImageException {
        if (finder != null) {
            return find(finder, image);
        }
        if (image.folder() == null) {
            throw new ImageException("image-missing", "no folder of images was named");
        }
        return find(others.computeIfAbsent(image.folder(), ImageFinder::new), image);
    }

    /** The file by its name, or of several of that name, the one in the folder of the image's split. */
    private static Path find(ImageFinder finder, DatasetImage image) throws ImageException {
        try {
            return finder.find(image.fileName(), null).file();
        } catch (ImageException e) {
            if (e.code().equals("image-ambiguous") && !image.split().isEmpty()) {
                List<String> splits = new ArrayList<>(Splits.NAMES);
                splits.removeIf(split -> !Splits.usual(split).equals(Splits.usual(image.split())));
                splits.add(image.split());
                for (String split : splits) {
                    Path file = finder.directory().resolve(split).resolve(image.fileName());
                    if (Files.isRegularFile(file)) {
                        return finder.find(split + "/" + image.fileName(), null).file();
                    }
                }
            }
            throw e;
        }
    }

    /**
     * An image with its size: as it is if it has one, else by its file's header, as its pixels are stored.
     *
     * @throws ImageException if its file is not there or cannot be read, or the image is too large
     */
    public DatasetImage sized(DatasetImage image) throws ImageException {
        return image.hasSize() ? image : sized(image, file(image), maxPixels);
    }

    /**
     * An image that was read, with its size: as it is if it has one, else by its file's header. Where no folder was named, its file may be
     * missing, and then it stays as it is.
     *
     * @param place of what states no size, for messages
     * @throws AnnotationException if its file is not there or cannot be read, or the image is too large
     */
    public DatasetImage sized(DatasetImage image, String place) throws AnnotationException {
        if (finder == null) {
            return sizedIfKnown(image.folder() == null ? image.withFolder(beside) : image);
        }
        try {
            return sized(image);
        } catch (ImageException e) {
            throw problem(e, place);
        }
    }

    /** An image with its size, or as it is where that cannot be known. */
    public DatasetImage sizedIfKnown(DatasetImage image) {
        try {
            return sized(image);
        } catch (ImageException e) {
            return image;
        }
    }

    /** An image with the size of a file's header. */
    public static DatasetImage sized(DatasetImage image, Path file, long maxPixels) throws ImageException {
        ImageHeader header;
        try {
            header = ImageHeader.read(file);
        } catch (IOException e) {
            throw new ImageException("image-unreadable", file + " cannot be read: " + e.getMessage());
        }
        if (header.width() < 1 || header.height() < 1) {
            throw new ImageException("image-unreadable", file + " ends before it says how large it is");
        }
        if ((long) header.width() * header.height() > maxPixels) {
            throw new ImageException(
                    "image-too-large",
                    file + " has " + header.width() + " x " + header.height() + " pixels, more than " + maxPixels);
        }
        return image.withSize(header.width(), header.height());
    }

    /** Puts the file of an image into an output, as the user asked. @throws ImageException if it is not there */
    public void transfer(DatasetImage image, WriteOptions.Transfer transfer, OutputFolder folder, String name)
            throws IOException, ImageException {
        if (transfer == WriteOptions.Transfer.COPY) {
            folder.copy(file(image), name);
        } else if (transfer == WriteOptions.Transfer.LINK) {
            folder.link(file(image), name);
        }
    }
}
