package dev.copra.format.yolo;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.ProblemSink;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.Splits;
import dev.copra.format.text.TextFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which images a data set has, and which label file belongs to each. */
final class YoloFiles {
    private YoloFiles() {}

    /**
     * An image and its labels.
     *
     * @param split empty if the data set has no splits
     * @param name of the image, from its folder on, with slashes
     * @param image its file, which may be missing; null if not even its name is known whole
     * @param labels its label file, which may be missing
     */
    record Entry(String split, String name, Path image, Path labels) {
        /** The folder that the name begins in; null if that is not known. */
        Path folder() {
            Path folder = image;
            for (int i = 0; folder != null && i < Path.of(name).getNameCount(); i++) {
                folder = folder.getParent();
            }
            return folder;
        }
    }

    /**
     * The images of a data set with a {@code data.yaml}.
     *
     * @param problems told of each place of a split that is not there, which is left out
     * @throws IOException if none is there, or one cannot be read
     */
    static List<Entry> ofYaml(Path yaml, DataYaml data, ProblemSink problems) throws IOException {
        Path folder = yaml.toAbsolutePath().getParent();
        Path root = data.path() == null ? folder : folder.resolve(data.path());
        if (!Files.isDirectory(root)) {
            // the path of the machine that it comes from
            root = folder;
        }
        Map<Path, List<String>> places = new LinkedHashMap<>();
        List<AnnotationException> missing = new ArrayList<>();
        for (Map.Entry<String, List<String>> split : data.splits().entrySet()) {
            for (String place : split.getValue()) {
                Path path = place(root, folder, place);
                if (path == null) {
                    missing.add(new AnnotationException(
                            "yolo-split",
                            yaml.toString(),
                            split.getKey() + ": " + place + " is neither there nor beside the file; it is left out"));
                    continue;
                }
                places.computeIfAbsent(path, p -> new ArrayList<>()).add(split.getKey());
            }
        }
        if (places.isEmpty() && !missing.isEmpty()) {
            throw new FileSystemException(
                    yaml.toString(), null, "none of its splits is there: " + String.join(", ", data.places()));
        }
        for (AnnotationException problem : missing) {
            problems.add(problem);
        }
        List<Entry> entries = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (Map.Entry<Path, List<String>> place : places.entrySet()) {
            String split = split(place.getKey(), place.getValue());
            List<Entry> found = found(place.getKey(), root, split);
            if (!found.isEmpty()
                    && Files.isRegularFile(place.getKey())
                    && found.stream().noneMatch(YoloFiles::isThere)) {
                problems.add(new AnnotationException(
                        "yolo-split",
                        place.getKey().toString(),
                        "none of the images that it lists is there, nor are their labels; they are left out"));
                continue;
            }
            for (Entry entry : found) {
                if (seen.add(entry.labels())) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    private static List<Entry> found(Path place, Path root, String split) throws IOException {
        if (!Files.isRegularFile(place)) {
            return ofFolder(place, split);
        }
        return ImageNames.isImage(place.getFileName().toString())
                ? List.of(new Entry(split, nameInImages(place, root, split), place, labelsOf(place)))
                : ofList(place, root, split);
    }

    private static boolean isThere(Entry entry) {
        return Files.isRegularFile(entry.image()) || Files.isRegularFile(entry.labels());
    }

    /** Where a split is. Files made on another machine begin with paths that are not here. */
    private static Path place(Path root, Path folder, String place) {
        for (String name : List.of(place, place.startsWith("../") ? place.substring(3) : place)) {
            for (Path base : List.of(root, folder)) {
                Path path = base.resolve(name).normalize();
                if (Files.exists(path)) {
                    return path;
                }
                // Roboflow names the folder above the images' own, or without the folder of images
                Path images = path.resolveSibling("images").resolve(path.getFileName());
                if (Files.exists(images)) {
                    return images;
                }
            }
        }
        // labels without images
        Path labels = labels(root.resolve(place).normalize());
        if (Files.isDirectory(labels)) {
            return root.resolve(place).normalize();
        }
        for (String tail : tails(place)) {
            for (Path base : List.of(root, folder)) {
                if (Files.exists(base.resolve(tail)) || Files.isDirectory(labels(base.resolve(tail)))) {
                    return base.resolve(tail).normalize();
                }
            }
        }
        return null;
    }

    /** What remains of a path of another machine without its first folders, as long as those do not tell a split. */
    private static List<String> tails(String path) {
        List<String> tails = new ArrayList<>();
        String rest = path.strip().replace('\\', '/');
        for (int slash = rest.indexOf('/'); slash >= 0; slash = rest.indexOf('/')) {
            if (!Splits.inName(rest.substring(0, slash)).isEmpty()) {
                break;
            }
            rest = rest.substring(slash + 1);
            if (!rest.isEmpty() && !rest.startsWith("/") && !rest.startsWith("..")) {
                tails.add(rest);
            }
        }
        return tails;
    }

    /** The split of a place that has several names: data without splits is training and validation data at once. */
    private static String split(Path place, List<String> names) {
        if (names.size() == 1) {
            return names.get(0);
        }
        String last = place.getFileName().toString().replaceFirst("\\.txt$", "");
        return names.contains(last) ? last : "";
    }

    /** The images of a data set that is a folder of labels, with images or without. */
    static List<Entry> ofFolders(Path root) throws IOException {
        Path images = root.resolve("images");
        Path labels = root.resolve("labels");
        List<Entry> entries = new ArrayList<>();
        Path base = Files.isDirectory(images) ? images : Files.isDirectory(labels) ? labels : root;
        for (String split : List.of("train", "val", "valid", "test")) {
            if (Files.isDirectory(base.resolve(split))) {
                entries.addAll(ofFolder(images.resolve(split), Splits.usual(split)));
            } else if (base == root && Files.isDirectory(root.resolve(split).resolve("labels"))) {
                entries.addAll(ofFolder(root.resolve(split).resolve("images"), Splits.usual(split)));
            }
        }
        return entries.isEmpty() ? ofFolder(base == root ? root : images, "") : entries;
    }

    /** All images in a folder and the folders in it; if it has none, all labels that belong to it. */
    private static List<Entry> ofFolder(Path folder, String split) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path image : ImageNames.files(folder)) {
            if (ImageNames.isImage(image.getFileName().toString())) {
                entries.add(new Entry(split, name(folder, image), image, labelsOf(image)));
            }
        }
        if (!entries.isEmpty()) {
            return entries;
        }
        Path labels = labels(folder);
        for (Path file : ImageNames.files(Files.isDirectory(labels) ? labels : folder)) {
            String name = name(Files.isDirectory(labels) ? labels : folder, file);
            if (name.endsWith(".txt") && !name.equals("classes.txt")) {
                entries.add(new Entry(split, name.substring(0, name.length() - 4), null, file));
            }
        }
        return entries;
    }

    /** The images that a file lists, a line each. */
    private static List<Entry> ofList(Path list, Path root, String split) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : TextFile.lines(list)) {
            if (line.isBlank()) {
                continue;
            }
            Path image = (line.startsWith("./") ? list.getParent() : root)
                    .resolve(line.strip())
                    .normalize();
            Entry entry = new Entry(split, nameInImages(image, root, split), image, labelsOf(image));
            entries.add(isThere(entry) ? entry : elsewhere(entry, line, list, root));
        }
        return entries;
    }

    /** The entry of a line of another machine, or one that begins in a folder beside it; the entry itself if that is not there. */
    private static Entry elsewhere(Entry entry, String line, Path list, Path root) {
        List<String> names = new ArrayList<>(tails(line));
        names.add(0, line.strip());
        for (String name : names) {
            for (Path base : List.of(root, list.getParent())) {
                Path image = base.resolve(name).normalize();
                Entry other =
                        new Entry(entry.split(), nameInImages(image, root, entry.split()), image, labelsOf(image));
                if (isThere(other)) {
                    return other;
                }
            }
        }
        return entry;
    }

    private static String nameInImages(Path image, Path root, String split) {
        Path folder = root.resolve("images").normalize();
        if (image.startsWith(folder.resolve(split))) {
            folder = folder.resolve(split);
        } else if (!image.startsWith(folder)) {
            folder = image.startsWith(root) ? root.normalize() : image.getParent();
        }
        return name(folder.normalize(), image);
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** As Ultralytics has it: the last folder {@code images} becomes {@code labels}; else the labels lie beside the image. */
    private static Path labelsOf(Path image) {
        Path labels = labels(image);
        String name = labels.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return labels.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".txt");
    }

    private static Path labels(Path images) {
        for (int i = images.getNameCount() - 1; i >= 0; i--) {
            if (images.getName(i).toString().equals("images")) {
                Path head = i == 0 ? Path.of("") : images.subpath(0, i);
                Path tail = i + 1 < images.getNameCount() ? images.subpath(i + 1, images.getNameCount()) : Path.of("");
                Path labels = head.resolve("labels").resolve(tail).normalize();
                return images.isAbsolute() ? images.getRoot().resolve(labels) : labels;
            }
        }
        return images;
    }
}
