package dev.copra.format.name;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import dev.copra.format.contract.ReadOptions;
import dev.copra.image.ImageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Folders of label files, one file an image, each beside a folder of the images: {@code train/label_2/a.txt} and
 * {@code train/image_2/a.png}. What stands before the two is the split.
 */
public final class LabelFolders {
    /** So many folders deep a folder of labels may lie. */
    private static final int DEEPEST = 3;

    private final String ending;
    private final String usualEnding;
    private final ReadOptions options;
    private final List<Folder> folders;

    /** @param pictures the folder of images, or null if there is none */
    private record Folder(Path labels, Path pictures, String split) {}

    /** Is shown an image and the file of its labels. */
    public interface Visitor {
        /** Takes an image and its file of labels. */
        void file(DatasetImage image, Path labels) throws IOException;
    }

    /**
     * @param input a folder of a data set, a folder of label files, or one such file
     * @param labels the name of folders of label files
     * @param pictures names of folders of images, of which the first that is there counts
     * @param ending of label files
     * @param usualEnding of images that are not there
     */
    public LabelFolders(
            Path input, String labels, List<String> pictures, String ending, String usualEnding, ReadOptions options)
            throws IOException {
        this.ending = ending;
        this.usualEnding = usualEnding;
        this.options = options;
        folders = new ArrayList<>();
        for (Path found : find(input, labels)) {
            Path beside = besides(found, pictures);
            String split = found.equals(input) ? "" : ImageNames.name(input, found.getParent());
            folders.add(new Folder(found, beside, split));
        }
        if (folders.isEmpty()) {
            Path folder =
                    Files.isDirectory(input) ? input : input.toAbsolutePath().getParent();
            folders.add(new Folder(input, besides(folder, pictures), ""));
        }
        if (files().isEmpty()) {
            throw new FileSystemException(input.toString(), null, "there is no folder " + labels + " with label files");
        }
    }

    private static Path besides(Path labels, List<String> pictures) {
        return pictures.stream()
                .map(labels.toAbsolutePath().normalize()::resolveSibling)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
    }

    /** The folders of a name in a folder, sorted; none if it has none. */
    public static List<Path> find(Path root, String name) throws IOException {
        List<Path> found = new ArrayList<>();
        find(root, name, DEEPEST, found);
        Collections.sort(found);
        return found;
    }

    private static void find(Path folder, String name, int deepest, List<Path> found) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        if (folder.endsWith(name)) {
            found.add(folder);
            return;
        }
        if (deepest > 0) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (Path path : inside) {
                    find(path, name, deepest - 1, found);
                }
            }
        }
    }

    /** All label files. */
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Folder folder : folders) {
            files.addAll(files(folder));
        }
        return files;
    }

    private List<Path> files(Folder folder) throws IOException {
        return Files.isRegularFile(folder.labels())
                ? List.of(folder.labels())
                : ImageNames.files(folder.labels(), ending);
    }

    /** Shows all label files with their images, which have a size where the file of the image is there. */
    public void read(Visitor visitor) throws IOException {
        for (Folder folder : folders) {
            Path pictures = folder.pictures() == null ? options.images() : folder.pictures();
            Map<String, String> byStem = ImageNames.byStem(pictures);
            boolean isFile = Files.isRegularFile(folder.labels());
            ImageFolder images = pictures == null ? null : new ImageFolder(pictures, options.maxPixels());
            for (Path file : files(folder)) {
                String name = isFile ? file.getFileName().toString() : ImageNames.name(folder.labels(), file);
                String stem = name.substring(0, name.length() - ending.length());
                String inSplit = folder.split().isEmpty() ? stem : folder.split() + "/" + stem;
                String found = byStem.getOrDefault(inSplit, byStem.getOrDefault(stem, stem + usualEnding));
                DatasetImage image = sized(
                        new DatasetImage(Id.NONE, found, folder.split(), 0, 0).withFolder(folder.pictures()),
                        images,
                        file);
                // the split says already in which folder it lies
                String below = folder.split() + "/";
                visitor.file(
                        found.startsWith(below)
                                ? image.withFileName(found.substring(below.length()))
                                        .withFolder(
                                                folder.pictures() == null
                                                        ? null
                                                        : folder.pictures().resolve(folder.split()))
                                : image,
                        file);
            }
        }
    }

    private DatasetImage sized(DatasetImage image, ImageFolder images, Path file) throws IOException {
        if (images != null) {
            try {
                return images.sized(image);
            } catch (ImageException e) {
                options.problems().add(new AnnotationException(e.code(), file.toString(), e.getMessage()));
            }
        }
        return image;
    }
}
