package dev.copra.format.openimages;

import dev.copra.coco.AnnotationException;
import dev.copra.format.name.NameTable;
import dev.copra.image.LabelPng;
import dev.copra.io.Remedy;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The PNGs of masks: what is not 0 belongs to the instance. Those of Open Images may have another size than their images, and are then
 * enlarged or made smaller, each pixel being the nearest one.
 */
final class MaskFiles {
    private final Path root;
    private final long maxPixels;
    /** Where the last one was. */
    private Path last;

    /** @param scaled whether the PNG has another size than the image */
    record Mask(Rle rle, boolean scaled) {}

    MaskFiles(Path root, long maxPixels) {
        this.root = root;
        this.maxPixels = maxPixels;
    }

    /**
     * Reads a mask.
     *
     * @param name from the folder of masks on
     * @param place file and line, for messages
     */
    Mask read(String name, ImageTable table, String split, int width, int height, String place)
            throws AnnotationException {
        Path file = file(name, table, split, place);
        LabelPng picture;
        try {
            picture = LabelPng.read(file, maxPixels);
        } catch (FileSystemException e) {
            throw new AnnotationException(
                            "mask-file",
                            place,
                            e.getFile() + ": " + (e.getReason() == null ? "there is no such file" : e.getReason()))
                    .with(Remedy.of(e));
        } catch (IOException e) {
            throw new AnnotationException("mask-file", place, file + ": " + e.getMessage());
        }
        byte[] pixels = new byte[width * height];
        for (int x = 0; x < width; x++) {
            int column = (int) ((long) x * picture.width() / width);
            for (int y = 0; y < height; y++) {
                int row = (int) ((long) y * picture.height() / height);
                pixels[y + height * x] = (byte) (picture.values()[row * picture.width() + column] == 0 ? 0 : 1);
            }
        }
        return new Mask(Rle.ofDense(pixels, height, width), picture.width() != width || picture.height() != height);
    }

    private Path file(String name, ImageTable table, String split, String place) throws AnnotationException {
        String relative = NameTable.relative(name);
        try {
            if (last != null && Files.isRegularFile(last.resolve(relative))) {
                return last.resolve(relative);
            }
            for (Path folder : folders(table, split, relative)) {
                if (Files.isRegularFile(folder.resolve(relative))) {
                    last = folder;
                    return folder.resolve(relative);
                }
            }
        } catch (InvalidPathException e) {
            throw new AnnotationException("mask-file", place, "this is no name of a file: " + name);
        }
        throw new AnnotationException(
                "mask-file",
                place,
                "there is no " + relative + " in " + root.resolve("masks").resolve(split) + "; unpack the masks there");
    }

    /** Where masks may be: as they come, as this program, CVAT and FiftyOne put them. */
    private List<Path> folders(ImageTable table, String split, String name) {
        Path own = table.file().toAbsolutePath().getParent();
        List<Path> folders = new ArrayList<>();
        for (Path base : List.of(root, own, own.resolveSibling(""))) {
            for (String below : List.of(
                    "masks/" + split, "masks", split + "-masks", split + "/masks", split + "/labels/masks", "")) {
                Path folder = base.resolve(below);
                folders.add(folder);
                // parts of the masks are packed by the first digit of their names
                folders.add(folder.resolve(name.substring(0, 1).toUpperCase(Locale.ROOT)));
                folders.add(folder.resolve(name.substring(0, 1)));
            }
        }
        return folders;
    }
}
