package dev.copra.format.openimages;

import dev.copra.format.name.ImageNames;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the file of an image is that a table names without its ending; some programs write it with its ending. */
final class PictureFiles {
    private static final List<String> ENDINGS = List.of(".jpg", ".png", ".jpeg", ".JPG", ".webp");

    private static final List<String> AS_WRITTEN = List.of("");

    private final List<Path> roots = new ArrayList<>();

    /** @param file null if it is not there @param name below the folder of its split */
    record Picture(Path file, String name) {
        /** The folder that a name begins in, with which the file's path ends. */
        Path folder(String ending) {
            Path folder = file;
            for (int i = 0; i < Path.of(ending).getNameCount(); i++) {
                folder = folder.getParent();
            }
            return folder;
        }
    }

    /** @param root of the data set @param images a folder that was named, or null */
    PictureFiles(Path root, Path images) {
        if (images != null) {
            roots.add(images);
        }
        roots.add(root.resolve("images"));
        roots.add(root);
        Path above = root.toAbsolutePath().normalize().getParent();
        if (above != null) {
            // the tables may lie in a folder of their own
            roots.add(above.resolve("images"));
            roots.add(above);
        }
    }

    /** The file of an image of a split. */
    Picture find(String split, String id) {
        List<String> endings = ImageNames.isImage(id) ? AS_WRITTEN : ENDINGS;
        try {
            for (Path root : roots) {
                for (String below :
                        split.isEmpty() ? List.of("", "data/") : List.of(split + "/", split + "/data/", "")) {
                    for (String ending : endings) {
                        Path file = root.resolve(below + id + ending);
                        if (Files.isRegularFile(file) && file.normalize().startsWith(root.normalize())) {
                            return new Picture(file, id + ending);
                        }
                    }
                }
            }
        } catch (InvalidPathException e) {
            // such a file cannot be there
            return new Picture(null, id + endings.get(0));
        }
        return new Picture(null, id + endings.get(0));
    }
}
