package dev.copra.validate;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.image.ContentKey;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.ImageHeader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;

/**
 * The files of the images: there, whole, of the size that their records state, each there once. Of a file its header is
 * read, its end, and two blocks of 4 KiB by which equal files are found; no pixel is decoded.
 */
final class ImageFileChecks {
    static final Code MISSING = Code.error(
                    "image-file-missing",
                    "an image whose file is not in the folder",
                    "Loaders open it when its turn comes, hours into the training, and end with a FileNotFoundError.")
            .fix(
                    "writes the name of the file that differs in upper and lower case or in Unicode's form only, if there is one");
    static final Code UNREADABLE = Code.error(
            "image-file-unreadable",
            "an image whose file is no image",
            "It is empty, another format, an error page that was saved under the image's name, or may not be read: loaders"
                    + " end with an exception.");
    static final Code CUT_OFF = Code.error(
            "image-file-truncated",
            "an image whose file is cut off",
            "A download or copy broke off. Pillow ends with 'image file is truncated', OpenCV fills the rest with grey and"
                    + " says nothing. Files that are damaged within are not noticed: that takes decoding.");
    static final Code SIZE = Code.error(
            "image-file-size",
            "an image whose file has another size than its record",
            "The annotations belong to another version of the picture. detectron2 ends with a SizeMismatchError, others train"
                    + " with boxes that are beside their objects.");
    static final Code SWAPPED = Code.error(
                    "image-file-swapped",
                    "an image whose record exchanges the sides of its file",
                    "Height and width were mixed up, or the picture was annotated as EXIF turns it. Readers that take the pixels"
                            + " as they are stored (Pillow, torchvision, DETR) then find the objects elsewhere.")
            .fix("exchanges the sides, if the image's annotations lie within it then and not as it stands");
    static final Code EXIF = Code.warning(
            "image-file-exif",
            "an image whose EXIF orientation exchanges its sides",
            "OpenCV, mmdetection, detectron2 and browsers turn it, Pillow, torchvision and DETR do not: the same annotations"
                    + " fit with one half of the readers only. Turn the pixels (exiftran -ai, jpegtran) and drop the tag.");
    static final Code DUPLICATE = Code.warning(
            "image-file-duplicate",
            "two images whose files are the same, byte for byte",
            "The picture counts twice, and annotations of one are missing in the other. Of two splits' copies one leaks.");
    static final List<Code> CODES = List.of(MISSING, UNREADABLE, CUT_OFF, SIZE, SWAPPED, EXIF, DUPLICATE);

    private final ImageFinder folder;
    private final ContentIndex contents;

    ImageFileChecks(ImageFinder folder) {
        this.folder = folder;
        contents = new ContentIndex(folder.directory());
    }

    /** What a file shows by itself. @param file null if there is none that can be compared */
    record Looked(Subject image, Path file, long key) {}

    /** Called by many threads. */
    Looked look(CocoRecord record) {
        Subject image = new Subject(record, DocumentKind.DATASET);
        Path file = exact(folder, image.text("file_name"));
        if (file == null) {
            return new Looked(image, null, 0);
        }
        try {
            if (Files.isRegularFile(file)) {
                checkHeader(image, ImageHeader.read(file));
                return new Looked(image, file, ContentKey.of(file));
            }
            Path other = otherSpelling(folder, image.text("file_name"));
            image.report(
                    MISSING,
                    "file_name",
                    "'" + image.text("file_name") + "' is not in " + folder.directory()
                            + (other == null ? "" : ", but '" + other + "' is"));
        } catch (ImageException e) {
            image.report(UNREADABLE, "file_name", "'" + image.text("file_name") + "': " + e.getMessage());
        } catch (AccessDeniedException e) {
            image.report(UNREADABLE, "file_name", "'" + image.text("file_name") + "' may not be read");
        } catch (IOException e) {
            image.report(
                    UNREADABLE, "file_name", "'" + image.text("file_name") + "' cannot be read: " + e.getMessage());
        }
        return new Looked(image, null, 0);
    }

    /** The file that loaders open, be it there or not; null for names that have findings of their own. */
    static Path exact(ImageFinder folder, String name) {
        if (name == null || name.isEmpty() || FileNameChecks.isAbsolute(name)) {
            return null;
        }
        try {
            return folder.resolve(name.replace('\\', '/'));
        } catch (ImageException e) {
            return null;
        }
    }

    /** The path of a file whose name differs in case or Unicode's form only, relative to the folder and with slashes; or null. */
    static String otherSpellingName(ImageFinder folder, String name) {
        Path other = otherSpelling(folder, name);
        return other == null ? null : other.toString().replace('\\', '/');
    }

    private static Path otherSpelling(ImageFinder folder, String name) {
        for (Normalizer.Form form : new Normalizer.Form[] {Normalizer.Form.NFC, Normalizer.Form.NFD}) {
            String spelt = Normalizer.normalize(name, form).replace('\\', '/');
            try {
                Path found =
                        folder.directory().relativize(folder.find(spelt, null).file());
                // the finder also goes by the last part of a name alone, which is another file's name
                if (found.getNameCount() == Path.of(spelt).normalize().getNameCount()) {
                    return found;
                }
            } catch (ImageException e) {
                continue;
            }
        }
        return null;
    }

    private static void checkHeader(Subject image, ImageHeader header) {
        String name = "'" + image.text("file_name") + "'";
        if (header.cutOff() != null) {
            image.report(CUT_OFF, "file_name", name + " is cut off: " + header.cutOff());
        }
        double width = image.number("width");
        double height = image.number("height");
        if (header.width() == 0 || header.height() == 0 || !(width > 0 && height > 0)) {
            return;
        }
        String sizes = name + " has " + header.width() + " x " + header.height() + " pixels (width x height)";
        String stated = ", the record says " + BoxChecks.number(width) + " x " + BoxChecks.number(height);
        if (width == header.width() && height == header.height()) {
            if (header.turnsSides() && width != height) {
                image.report(
                        EXIF,
                        "file_name",
                        sizes + ", which its EXIF orientation (" + header.orientation() + ") turns to "
                                + header.height() + " x " + header.width());
            }
        } else if (width == header.height() && height == header.width()) {
            image.report(
                    SWAPPED,
                    "width",
                    sizes
                            + stated
                            + (header.turnsSides()
                                    ? ", as its EXIF orientation (" + header.orientation() + ") turns it"
                                    : ": the sides are exchanged"));
        } else {
            image.report(SIZE, "width", sizes + stated);
        }
    }

    /** What a file shows among the others. Called in the order of the images. */
    List<Finding> checkInOrder(Looked looked) {
        if (looked.file() != null) {
            String twin = contents.add(looked.key(), looked.file());
            if (twin != null && !folder.directory().resolve(twin).equals(looked.file())) {
                looked.image()
                        .report(
                                DUPLICATE,
                                "file_name",
                                "'" + looked.image().text("file_name") + "' is the same file as '" + twin + "'");
            }
        }
        return looked.image().findings();
    }
}
