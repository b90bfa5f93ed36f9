package dev.copra.format.name;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the images of a document seem to be, as those who hand out data lay them: beside it (Roboflow: {@code train/a.json} and
 * {@code train/a.jpg}), in a folder beside it or beside its {@code annotations} that has the name of its split (COCO:
 * {@code annotations/instances_train2017.json} and {@code train2017}, or {@code images/train2017}), or in {@code images} or {@code data}
 * there.
 */
public final class ImagesBeside {
    private static final List<String> PICTURES = List.of("images", "data", "JPEGImages");

    /** How folders begin that have the masks of a panoptic document, which are PNGs, too. */
    private static final String MASKS = "panoptic";

    private ImagesBeside() {}

    /** The folder of a document's images; null if there is none, or folders cannot be read. */
    public static Path of(Path document) {
        try {
            return find(document);
        } catch (IOException e) {
            return null;
        }
    }

    private static Path find(Path document) throws IOException {
        Path folder = document.toAbsolutePath().normalize().getParent();
        boolean inAnnotations = isNamed(folder, Splits.ANNOTATIONS);
        Path root = inAnnotations && folder.getParent() != null ? folder.getParent() : folder;
        if (!inAnnotations && hasImages(folder)) {
            return folder;
        }
        List<Path> bases = new ArrayList<>();
        for (String name : PICTURES) {
            if (Files.isDirectory(root.resolve(name))) {
                bases.add(root.resolve(name));
            }
        }
        bases.add(root);
        for (Path base : bases) {
            Path split = ofSplit(base, document);
            if (split != null) {
                return split;
            }
        }
        for (Path base : bases) {
            if (!base.equals(root) || hasImages(base)) {
                return base;
            }
        }
        return hasImages(folder) ? folder : null;
    }

    /** The folder that a document's name ends with, or the only one that is called as its split is; null if there is none. */
    private static Path ofSplit(Path base, Path document) throws IOException {
        String stem = NameTable.stem(document.getFileName().toString()).toLowerCase(Locale.ROOT);
        String split = Splits.told(document);
        Path longest = null;
        List<Path> called = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(base, Files::isDirectory)) {
            for (Path path : inside) {
                String name = path.getFileName().toString();
                if (name.startsWith(MASKS)) {
                    continue;
                }
                if (isEnd(stem, name.toLowerCase(Locale.ROOT))
                        && (longest == null
                                || name.length()
                                        > longest.getFileName().toString().length())) {
                    longest = path;
                }
                if (!split.isEmpty() && Splits.inName(name).equals(split)) {
                    called.add(path);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return longest != null ? longest : called.size() == 1 ? called.get(0) : null;
    }

    /** Whether a name ends with another one, which may have a mark before it. */
    private static boolean isEnd(String stem, String name) {
        int before = stem.length() - name.length() - 1;
        return stem.endsWith(name) && (before < 0 || !Character.isLetterOrDigit(stem.charAt(before)));
    }

    private static boolean isNamed(Path folder, String name) {
        return folder.getFileName() != null && folder.getFileName().toString().equalsIgnoreCase(name);
    }

    /** Whether a folder itself has an image. */
    private static boolean hasImages(Path folder) throws IOException {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(
                folder, file -> ImageNames.isImage(file.getFileName().toString()) && Files.isRegularFile(file))) {
            return inside.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
