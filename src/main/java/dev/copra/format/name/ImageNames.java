package dev.copra.format.name;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a folder and the folders in it. */
public final class ImageNames {
    private static final Set<String> ENDINGS =
            Set.of("jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff", "gif", "dng", "mpo", "avif", "heic", "pfm");
    private static final int DEEPEST = 16;

    private ImageNames() {}

    /** All files, sorted; none if the folder is not there. */
    public static List<Path> files(Path folder) throws IOException {
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> list = new ArrayList<>(files.filter(Files::isRegularFile).toList());
            Collections.sort(list);
            return list;
        }
    }

    /** All files with an end of their names, in lower or upper case, sorted. */
    public static List<Path> files(Path folder, String end) throws IOException {
        return files(folder).stream()
                .filter(f -> f.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(end))
                .toList();
    }

    /** Whether a name has the end of an image's. */
    public static boolean isImage(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The name of a file from a folder on, with slashes. */
    public static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** The names of the images in a folder, by their names without ends; empty if the folder is not there. */
    public static Map<String, String> byStem(Path folder) throws IOException {
        Map<String, String> names = new HashMap<>();
        for (Path file : files(folder)) {
            String name = name(folder, file);
            if (isImage(name)) {
                names.putIfAbsent(NameTable.stem(name), name);
            }
        }
        return names;
    }
}
