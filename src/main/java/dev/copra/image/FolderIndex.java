package dev.copra.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The files of a folder and its subfolders by the ends of their paths. Folders that are links, and those whose name begins
 * with a dot, are not entered; one that may not be read counts as empty. Takes about 300 bytes a file.
 */
final class FolderIndex {
    /** Of more files than these with one end none is meant more than the others. */
    private static final int LOOKED_AT = 1000;
    /** Behind each part of a key; below all characters of names. */
    private static final char END = 0;

    /**
     * @param key the folded parts of the path from the last to the first
     * @param path from the folder on, with slashes
     */
    private record Entry(String key, String path) {}

    private final List<Entry> entries = new ArrayList<>();

    FolderIndex(Path folder) {
        try {
            // the folder itself may be a link
            Path real = folder.toRealPath();
            Files.walkFileTree(real, new Collector(real));
        } catch (IOException e) {
            // the visitor passes over what cannot be read; without the folder itself there are no files
            entries.clear();
        }
        entries.sort(Comparator.comparing(Entry::key).thenComparing(Entry::path));
    }

    /**
     * The files that a path means best: that of the whole path, or those that share the longest end of it, case aside; of
     * several those that share the longest end in the same case.
     */
    List<String> find(String path) {
        String[] parts = path.split("/");
        String key = key(parts);
        int end = key.length();
        for (int shared = parts.length; shared > 0; shared--) {
            List<String> files = startingWith(key.substring(0, end));
            if (!files.isEmpty()) {
                return inTheSameCase(parts, files);
            }
            end = key.lastIndexOf(END, end - 2) + 1;
        }
        return List.of();
    }

    private List<String> startingWith(String prefix) {
        List<String> files = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        for (int i = firstFrom(prefix); i < entries.size() && files.size() < LOOKED_AT; i++) {
            Entry entry = entries.get(i);
            if (!entry.key().startsWith(prefix)) {
                break;
            }
            (entry.key().length() == prefix.length() ? whole : files).add(entry.path());
        }
        return whole.isEmpty() ? files : whole;
    }

    private int firstFrom(String key) {
        int from = 0;
        int to = entries.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (entries.get(middle).key().compareTo(key) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static List<String> inTheSameCase(String[] parts, List<String> files) {
        List<String> best = new ArrayList<>();
        int longest = 0;
        for (String file : files) {
            int shared = commonEnd(parts, file.split("/"));
            if (shared > longest) {
                best.clear();
                longest = shared;
            }
            if (shared == longest) {
                best.add(file);
            }
        }
        return best;
    }

    private static int commonEnd(String[] a, String[] b) {
        int common = 0;
        while (common < Math.min(a.length, b.length) && a[a.length - 1 - common].equals(b[b.length - 1 - common])) {
            common++;
        }
        return common;
    }

    private static String key(String[] parts) {
        StringBuilder key = new StringBuilder();
        for (int i = parts.length - 1; i >= 0; i--) {
            key.append(NameReadings.fold(parts[i])).append(END);
        }
        return key.toString();
    }

    private final class Collector extends SimpleFileVisitor<Path> {
        private final Path folder;

        Collector(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(folder)
                    && directory.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
                String path = folder.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                entries.add(new Entry(key(path.split("/")), path));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
