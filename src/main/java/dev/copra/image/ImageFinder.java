package dev.copra.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds an image's file: at {@code file_name} below the directory, by the last part of {@code file_name} in it, by the
 * last part of {@code coco_url}; then the same with upper and lower case as one. Thread-safe; a directory is listed once,
 * and only when a name is not found as it is.
 */
public final class ImageFinder {
    private final Path directory;
    private final Map<Path, Map<String, Path>> listings = new ConcurrentHashMap<>();

    public ImageFinder(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * @param file an existing file below the directory
     * @param otherCase whether its name differs from the one asked for in upper and lower case
     */
    public record Found(Path file, boolean otherCase) {}

    /** The directory, absolute. */
    public Path directory() {
        return directory;
    }

    /**
     * The file that a record means, as leniently as the class says.
     *
     * @throws ImageException if there is none, or the name leaves the directory
     */
    public Found find(String fileName, String cocoUrl) throws ImageException {
        String name = fileName == null ? "" : fileName.replace('\\', '/');
        String[] candidates = {name, last(name), last(cocoUrl == null ? "" : cocoUrl)};
        if (!name.isEmpty()) {
            resolve(name); // a name that leaves the directory is an error even if its last part would be found
        }
        for (String candidate : candidates) {
            if (!candidate.isEmpty() && Files.isRegularFile(resolve(candidate))) {
                return new Found(resolve(candidate), false);
            }
        }
        for (String candidate : candidates) {
            Path file = candidate.isEmpty() ? null : inAnyCase(resolve(candidate));
            if (file != null) {
                return new Found(file, true);
            }
        }
        throw new ImageException(
                "image-missing",
                (name.isEmpty() ? "the image has no file_name" : name + " is not in " + directory)
                        + "; check --images");
    }

    /** Where a name points to, whether or not there is a file. @throws ImageException if it leaves the directory */
    public Path resolve(String name) throws ImageException {
        try {
            Path file = directory.resolve(name).normalize();
            if (file.startsWith(directory) && !file.equals(directory)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new ImageException("image-path", "file_name '" + name + "' is no path: " + e.getReason(), e);
        }
        throw new ImageException("image-path", "file_name '" + name + "' leaves the image directory");
    }

    private Path inAnyCase(Path file) {
        Path at = directory;
        for (Path part : directory.relativize(file)) {
            Path exact = at.resolve(part);
            at = Files.exists(exact) ? exact : listing(at).get(lower(part));
            if (at == null) {
                return null;
            }
        }
        return Files.isRegularFile(at) ? at : null;
    }

    private Map<String, Path> listing(Path folder) {
        return listings.computeIfAbsent(folder, ImageFinder::list);
    }

    private static Map<String, Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            // sorted, so that of several names that differ in case only the first one is taken everywhere
            return files.sorted()
                    .collect(Collectors.toMap(
                            file -> lower(file.getFileName()), file -> file, (first, second) -> first));
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String lower(Path name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
