package dev.copra.format.labelbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.image.LabelPng;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The masks of objects, which Labelbox keeps at addresses of its own: their files, where they were downloaded. */
final class DownloadedMasks {
    private static final String FOLDER = "masks";

    private final List<Path> folders;
    private final long maxPixels;

    /** @param list the file of the export; null if it came from standard input */
    DownloadedMasks(Path list, long maxPixels) {
        Path parent = list == null ? null : list.toAbsolutePath().getParent();
        folders = parent == null ? List.of() : List.of(parent.resolve(FOLDER), parent);
        this.maxPixels = maxPixels;
    }

    /** The mask of an object. @throws AnnotationException if its file is not there, cannot be read, or is of another size */
    Rle read(JsonNode object, DatasetImage image, String place) throws AnnotationException {
        boolean isComposite = object.has("composite_mask");
        JsonNode mask = object.path(isComposite ? "composite_mask" : "mask");
        String feature = object.path("feature_id").asText("");
        String address = mask.path("url").asText("");
        Path file = find(feature, address);
        if (file == null) {
            throw new AnnotationException(
                    "labelbox-mask",
                    place,
                    "the mask is at " + (address.isEmpty() ? "no address" : address)
                            + ", and no file of it is here; download it to the folder " + FOLDER + " beside the list"
                            + (isName(feature) ? ", as " + feature + ".png" : ""));
        }
        LabelPng picture;
        try {
            picture = LabelPng.read(file, maxPixels);
        } catch (IOException e) {
            throw new AnnotationException("labelbox-mask", place, "the mask cannot be read: " + e.getMessage());
        }
        if (picture.width() != image.width() || picture.height() != image.height()) {
            throw new AnnotationException(
                    "labelbox-mask",
                    place,
                    file + " has " + picture.width() + " x " + picture.height() + " pixels, its image " + image.width()
                            + " x " + image.height());
        }
        int colour = isComposite ? colour(mask.path("color_rgb"), place) : 0;
        byte[] dense = new byte[picture.values().length];
        for (int i = 0; i < dense.length; i++) {
            int value = picture.values()[i];
            int rgb = picture.rgb(value) >= 0 ? picture.rgb(value) : value * 0x010101;
            if (isComposite ? rgb == colour : value != 0) {
                dense[i % picture.width() * picture.height() + i / picture.width()] = 1;
            }
        }
        return Rle.ofDense(dense, picture.height(), picture.width());
    }

    private static int colour(JsonNode rgb, String place) throws AnnotationException {
        int colour = 0;
        for (int i = 0; i < 3; i++) {
            int level = rgb.path(i).asInt(-1);
            if (rgb.size() != 3 || level < 0 || level > 255) {
                throw new AnnotationException(
                        "labelbox-mask", place, "color_rgb of the composite mask is no list of three levels");
            }
            colour = colour << 8 | level;
        }
        return colour;
    }

    private Path find(String feature, String address) {
        String path = address.replaceAll("[?#].*", "").replace('\\', '/');
        String last = path.substring(path.lastIndexOf('/') + 1);
        List<String> names = new ArrayList<>();
        if (isName(feature)) {
            names.add(feature + ".png");
        }
        if (isName(last)) {
            names.add(last);
            names.add(last + ".png");
        }
        for (Path folder : folders) {
            for (String name : names) {
                try {
                    if (Files.isRegularFile(folder.resolve(name))) {
                        return folder.resolve(name);
                    }
                } catch (InvalidPathException e) {
                    // a file of this name cannot be there
                    continue;
                }
            }
        }
        return null;
    }

    /** Whether a text can be the name of a file in a folder, and not lead out of it. */
    private static boolean isName(String text) {
        return !text.isEmpty() && !text.startsWith(".") && text.indexOf('/') < 0 && text.indexOf('\\') < 0;
    }
}
