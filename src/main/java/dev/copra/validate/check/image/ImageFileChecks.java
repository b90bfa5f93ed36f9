package dev.copra.validate.check.image;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.image.ContentKey;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.ImageHeader;
import dev.copra.image.Orientation;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.record.NumberText;
import dev.copra.validate.record.Subject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of the images: there, whole, of the size that their records state, each there once. Of a file its header is
 * read, its end, and two blocks of 4 KiB by which equal files are found; no pixel is decoded.
 */
public final class ImageFileChecks {
    public static final Code MISSING = Code.error(
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
    public static final Code SWAPPED = Code.error(
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
    static final Code ORIENTATION = Code.info(
            "image-file-orientation",
            "an image that its EXIF orientation mirrors or turns within its sides",
            "Whether its boxes are of the picture as it is shown or as it is stored, the record's sides cannot tell. Copra takes"
                    + " the pixels as they are stored; if the boxes are of the picture as it is shown, turn the pixels (exiftran"
                    + " -ai, jpegtran) and drop the tag.");
    static final Code DUPLICATE = Code.warning(
            "image-file-duplicate",
            "two images whose files are the same, byte for byte",
            "The picture counts twice, and annotations of one are missing in the other. Of two splits' copies one leaks.");

    /** All that this family reports. */
    public static final List<Code> CODES =
            List.of(MISSING, UNREADABLE, CUT_OFF, SIZE, SWAPPED, EXIF, ORIENTATION, DUPLICATE);

    private final ImageFinder folder;
    private final ContentIndex contents;

    /** Looks for files in a folder. */
    public ImageFileChecks(ImageFinder folder) {
        this.folder = folder;
        contents = new ContentIndex(folder.directory());
    }

    /** What a file shows by itself. @param file null if there is none that can be compared */
    public record Looked(Subject image, Path file, long key) {}

    /** Called by many threads. */
    public Looked look(CocoRecord record) {
        Subject image = new Subject(record, DocumentKind.DATASET);
        String name = image.text("file_name");
        String url = image.text("coco_url");
        if ((name == null || name.isEmpty()) && (url == null || url.isEmpty())) {
            return new Looked(image, null, 0);
        }
        Path file = find(image, name, url);
        if (file == null) {
            return new Looked(image, null, 0);
        }
        String shown = "'" + folder.name(file) + "'";
        try {
            checkHeader(image, shown, ImageHeader.read(file));
            return new Looked(image, file, ContentKey.of(file));
        } catch (ImageException e) {
            image.report(UNREADABLE, "file_name", shown + ": " + e.getMessage());
        } catch (AccessDeniedException e) {
            image.report(UNREADABLE, "file_name", shown + " may not be read");
        } catch (IOException e) {
            image.report(UNREADABLE, "file_name", shown + " cannot be read: " + e.getMessage());
        }
        return new Looked(image, null, 0);
    }

    private Path find(Subject image, String name, String url) {
        String member = name == null || name.isEmpty() ? "coco_url" : "file_name";
        try {
            ImageFinder.Found found = folder.find(name, url);
            if (found.guess() != null && !FileNameChecks.hasFinding(name) && !isBehindFolder(name, found.file())) {
                image.report(
                        MISSING,
                        member,
                        "'" + name + "' is not in " + folder.directory() + ", but '" + folder.name(found.file())
                                + "' is (found " + found.guess().how() + ")");
            }
            return found.file();
        } catch (ImageException e) {
            // a name that leaves the folder has a finding of its own
            if (!e.code().equals("image-path") || !FileNameChecks.hasFinding(name)) {
                image.report(MISSING, member, e.getMessage());
            }
            return null;
        }
    }

    /** Whether a name is right from the folder above on: the folder's own name stands before the file's. */
    private boolean isBehindFolder(String name, Path file) {
        Path own = folder.directory().getFileName();
        return own != null && ("/" + name).endsWith("/" + own + "/" + folder.name(file));
    }

    private static void checkHeader(Subject image, String name, ImageHeader header) {
        if (header.cutOff() != null) {
            image.report(CUT_OFF, "file_name", name + " is cut off: " + header.cutOff());
        }
        double width = image.number("width");
        double height = image.number("height");
        if (header.width() == 0 || header.height() == 0 || !(width > 0 && height > 0)) {
            return;
        }
        String sizes = name + " has " + header.width() + " x " + header.height() + " pixels (width x height)";
        String stated = ", the record says " + NumberText.of(width) + " x " + NumberText.of(height);
        if (width == header.width() && height == header.height()) {
            if (Orientation.isHidden(header)) {
                image.report(
                        ORIENTATION,
                        "file_name",
                        name + " is shown " + Orientation.name(header.orientation()) + " by its EXIF orientation ("
                                + header.orientation() + "); Copra takes the pixels as they are stored");
            } else if (header.turnsSides()) {
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
    public List<Finding> checkInOrder(Looked looked) {
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
