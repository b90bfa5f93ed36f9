package dev.copra.validate.fix;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Edit;
import dev.copra.coco.region.SegmentationWriter;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.ImageGuess;
import dev.copra.image.ImageHeader;
import dev.copra.validate.check.image.FileNameChecks;
import dev.copra.validate.check.image.ImageChecks;
import dev.copra.validate.check.image.ImageFileChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Repairs the record of an image: its name and its sides, by its file where the folder of the images is known. */
final class ImageFix {
    private final Predicate<Code> wanted;
    private final ImageFinder folder;
    private final Extents extents;

    /** @param folder or null @param extents of the annotations of each image */
    ImageFix(Predicate<Code> wanted, ImageFinder folder, Extents extents) {
        this.wanted = wanted;
        this.folder = folder;
        this.extents = extents;
    }

    void fix(Subject image, Edit.Builder edit) {
        String name = image.text("file_name");
        String repaired = name == null ? null : repairedName(name);
        if (name != null && !repaired.equals(name)) {
            edit.set("file_name", string(repaired));
        }
        if (wanted.test(ImageChecks.SIZE_TYPE)) {
            fixSpelling(image, "height", edit);
            fixSpelling(image, "width", edit);
        }
        ImageHeader header = header(repaired);
        if (header != null && header.width() > 0 && header.height() > 0) {
            fixSides(image, header, edit);
        }
    }

    private String repairedName(String name) {
        String normalized = FileNameChecks.normalized(
                name, wanted.test(FileNameChecks.BACKSLASH), wanted.test(FileNameChecks.NOT_NFC));
        ImageFinder.Found found = wanted.test(ImageFileChecks.MISSING) ? find(normalized) : null;
        // other guesses than these may mean another file
        boolean sameName = found != null && (found.guess() == ImageGuess.CASE || found.guess() == ImageGuess.UNICODE);
        return sameName ? folder.name(found.file()) : normalized;
    }

    private ImageFinder.Found find(String name) {
        try {
            return folder == null || name == null ? null : folder.find(name, null);
        } catch (ImageException e) {
            // found by the validation
            return null;
        }
    }

    private ImageHeader header(String name) {
        ImageFinder.Found found = find(name);
        try {
            return found == null ? null : ImageHeader.read(found.file());
        } catch (IOException | ImageException e) {
            // found by the validation
            return null;
        }
    }

    private static void fixSpelling(Subject image, String member, Edit.Builder edit) {
        double side = image.number(member);
        String text = image.record().excerpt(member);
        if (side > 0 && side <= Known.MAX_SIDE && side == Math.rint(side) && !text.matches("[0-9]+")) {
            edit.set(member, SegmentationWriter.number(side));
        }
    }

    private void fixSides(Subject image, ImageHeader header, Edit.Builder edit) {
        double width = image.number("width");
        double height = image.number("height");
        boolean swapped = width == header.height() && height == header.width() && width != height;
        boolean exchange = swapped
                && wanted.test(ImageFileChecks.SWAPPED)
                && extents.proveExchange(image.id("id"), (int) width, (int) height, header.turnsSides());
        if (exchange || lacks(image, "width", width)) {
            edit.set("width", SegmentationWriter.number(header.width()));
        }
        if (exchange || lacks(image, "height", height)) {
            edit.set("height", SegmentationWriter.number(header.height()));
        }
    }

    /** Whether a side is absent, or no length that an image can have. */
    private boolean lacks(Subject image, String member, double side) {
        CocoRecord record = image.record();
        if (record.isNull(member)) {
            return wanted.test(ImageChecks.SIZE_MISSING);
        }
        if (Double.isNaN(side) || side != Math.rint(side)) {
            return wanted.test(ImageChecks.SIZE_TYPE);
        }
        return side <= 0 && wanted.test(ImageChecks.SIZE_ZERO);
    }

    static byte[] string(String value) {
        return ('"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"')
                .getBytes(StandardCharsets.UTF_8);
    }
}
