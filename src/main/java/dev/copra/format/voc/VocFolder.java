package dev.copra.format.voc;

import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameTable;
import dev.copra.format.text.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the files of a data set are.
 *
 * @param root of the data set
 * @param file the one annotation to read, or null for all
 */
record VocFolder(Path root, Path file) {
    /** The split list of images that belong to no split, as Datumaro and CVAT call it. */
    static final String NO_SPLIT = "default";

    /** What the folder of the annotations is called: by VOC itself, and by many who copy it. */
    static final List<String> ANNOTATIONS = List.of("Annotations", "annotations");

    static VocFolder of(Path input) {
        if (Files.isDirectory(input)) {
            return new VocFolder(input, null);
        }
        Path folder = input.toAbsolutePath().getParent();
        boolean inside = ANNOTATIONS.contains(String.valueOf(folder.getFileName()));
        return new VocFolder(inside ? folder.getParent() : folder, input);
    }

    /** The folder of the annotations: {@code Annotations} or {@code annotations}, or the root itself. */
    Path annotations() {
        for (String name : ANNOTATIONS) {
            if (Files.isDirectory(root.resolve(name))) {
                return root.resolve(name);
            }
        }
        return root;
    }

    /** The folder of the images; null if there is none. */
    Path images() {
        for (String name : List.of("JPEGImages", "images")) {
            if (Files.isDirectory(root.resolve(name))) {
                return root.resolve(name);
            }
        }
        return annotations().equals(root) ? root : null;
    }

    /**
     * The split of each image, by its name without the end.
     *
     * @param task the folder in {@code ImageSets}, such as {@code Main}
     */
    Map<String, String> splits(String task) throws IOException {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (Path list : ImageNames.files(root.resolve("ImageSets").resolve(task), ".txt")) {
            String split =
                    NameTable.stem(ImageNames.name(root.resolve("ImageSets").resolve(task), list));
            List<String> stems = stems(list);
            if (stems != null) {
                lists.put(split, stems);
            }
        }
        if (lists.containsKey("train") || lists.containsKey("val")) {
            // both at once
            lists.remove("trainval");
        }
        Map<String, String> splits = new HashMap<>();
        lists.forEach(
                (split, stems) -> stems.forEach(stem -> splits.putIfAbsent(stem, split.equals(NO_SPLIT) ? "" : split)));
        return splits;
    }

    /** The names in a list; null for a list of one class, which says with -1, 0 or 1 whether an image has it. */
    private static List<String> stems(Path list) throws IOException {
        List<String> stems = new ArrayList<>();
        for (String line : TextFile.lines(list)) {
            String name = line.strip();
            if (name.matches(".*\\s(-1|0|1)")) {
                return null;
            }
            if (!name.isEmpty()) {
                // some tools list the file, or its path
                String stem = ImageNames.isImage(name) ? NameTable.stem(name) : name;
                stems.add(stem.replaceFirst("^.*JPEGImages/", ""));
            }
        }
        return stems;
    }

    /** The names and colours in {@code labelmap.txt}, or in {@code labels.txt}; empty if there is neither. */
    VocLabels labels() throws IOException {
        for (String name : List.of("labelmap.txt", "labels.txt")) {
            if (Files.isRegularFile(root.resolve(name))) {
                return VocLabels.read(root.resolve(name));
            }
        }
        return VocLabels.NONE;
    }
}
