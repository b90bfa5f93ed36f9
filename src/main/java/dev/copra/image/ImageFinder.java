package dev.copra.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one rule by which an image's record finds its file, in all commands. In this order: {@code file_name} as it is written
 * below the folder; with slashes, in NFC or NFD, with its percent codes decoded, without query and fragment; the part of its
 * path behind the folder's own name; the file in the folder and its subfolders that shares the longest end of the path,
 * upper and lower case as one, if there is just one such file; then the same by {@code coco_url}.
 *
 * <p>What is found lies in the folder, links resolved; the folder itself may be a link. Thread-safe. The folder is listed once,
 * and only when a name is not found without that.
 */
public final class ImageFinder {
    private final Path directory;
    /** Folders that lie in the directory, links resolved, so that each of their files need not be asked. */
    private final Set<Path> insideFolders = ConcurrentHashMap.newKeySet();

    private Path realDirectory;
    private FolderIndex index;

    /** Finds images below a folder. */
    public ImageFinder(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * @param file an existing file in the directory
     * @param guess how it was found; null where it has the name that the record says
     */
    public record Found(Path file, ImageGuess guess) {}

    /** The directory, absolute. */
    public Path directory() {
        return directory;
    }

    /**
     * The file that a record means, as leniently as the class says.
     *
     * @param fileName the record's {@code file_name}, or null
     * @param cocoUrl the record's {@code coco_url}, or null
     * @throws ImageException if there is none or more than one, or the name or a link leads out of the directory
     */
    public Found find(String fileName, String cocoUrl) throws ImageException {
        boolean named = fileName != null && !fileName.isEmpty();
        Found found = named ? search(fileName) : null;
        if (found == null && cocoUrl != null && !cocoUrl.isEmpty()) {
            found = search(cocoUrl);
            if (found != null) {
                return new Found(found.file(), named ? ImageGuess.URL : null);
            }
        }
        if (found != null) {
            return found;
        }
        if (!named) {
            throw new ImageException("image-missing", "the image has no file_name");
        }
        Path written = inside(fileName.replace('\\', '/'));
        if (written == null) {
            throw new ImageException(
                    "image-path",
                    "file_name '" + fileName + "' leaves the image directory, and no file in " + directory
                            + " has its last part");
        }
        throw new ImageException(
                "image-missing",
                fileName + (Files.isDirectory(written) ? " is a directory in " : " is not in ") + directory);
    }

    /** The path of a file from the directory on, with slashes. */
    public String name(Path file) {
        return directory
                .relativize(file)
                .toString()
                .replace(directory.getFileSystem().getSeparator(), "/");
    }

    /**
     * Where the file of a name can lie in a folder that cannot be listed: paths below it, with slashes, the likeliest first. They are
     * those of the rule but for upper and lower case, and for files of subfolders that the name does not have.
     *
     * @param folder its own name, without those of the folders around it
     * @param name a record's {@code file_name} or {@code coco_url}
     */
    public static Set<String> places(String folder, String name) {
        Set<String> places = new LinkedHashSet<>();
        List<List<String>> paths = new ArrayList<>();
        for (String reading : NameReadings.of(name).keySet()) {
            String path = reading.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*/", "");
            String direct = direct(path);
            if (!direct.isEmpty()) {
                places.add(direct);
            }
            paths.add(List.of(withoutDots(path).split("/")));
        }
        for (List<String> path : paths) {
            for (int i = 1; i < path.size(); i++) {
                if (path.get(i - 1).equals(folder)) {
                    places.add(String.join("/", path.subList(i, path.size())));
                }
            }
        }
        for (List<String> path : paths) {
            for (int i = 0; i < path.size(); i++) {
                places.add(String.join("/", path.subList(i, path.size())));
            }
        }
        places.remove("");
        return places;
    }

    private Found search(String name) throws ImageException {
        Path written = existing(name);
        if (written != null) {
            return new Found(written, null);
        }
        Map<String, ImageGuess> readings = NameReadings.of(name);
        for (Map.Entry<String, ImageGuess> reading : readings.entrySet()) {
            Path file = existing(reading.getKey());
            if (file != null) {
                return new Found(file, reading.getValue());
            }
        }
        for (String reading : readings.keySet()) {
            Path file = behindFolderName(reading);
            if (file != null) {
                return new Found(file, ImageGuess.TAIL);
            }
        }
        for (String reading : readings.keySet()) {
            String path = withoutDots(reading);
            List<String> files = path.isEmpty() ? List.of() : index().find(path);
            if (files.size() > 1) {
                throw new ImageException(
                        "image-ambiguous",
                        name + " is not in " + directory + ", and several files may be meant: "
                                + String.join(", ", files.subList(0, Math.min(3, files.size())))
                                + (files.size() > 3 ? ", and " + (files.size() - 3) + " more" : ""));
            }
            Path file = files.isEmpty() ? null : existing(files.get(0));
            if (file != null) {
                return new Found(file, guess(path, files.get(0)));
            }
        }
        return null;
    }

    private static ImageGuess guess(String path, String file) {
        if (!NameReadings.fold(path).equals(NameReadings.fold(file))) {
            return ImageGuess.TAIL;
        }
        return path.equalsIgnoreCase(file) ? ImageGuess.CASE : ImageGuess.UNICODE;
    }

    /** The rest of a path behind the name of the directory, as val2017/1.jpg for images in .../val2017. */
    private Path behindFolderName(String path) throws ImageException {
        Path folder = directory.getFileName();
        String[] parts = withoutDots(path).split("/");
        for (int i = 1; folder != null && i < parts.length; i++) {
            if (parts[i - 1].equals(folder.toString())) {
                Path file = existing(String.join("/", Arrays.asList(parts).subList(i, parts.length)));
                if (file != null) {
                    return file;
                }
            }
        }
        return null;
    }

    /** The place that a path leads to; empty if it leads out of its folder. */
    private static String direct(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..") && parts.isEmpty()) {
                return "";
            } else if (part.equals("..")) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    /** A path without empty parts and those of one dot, from behind the last part of two dots. */
    private static String withoutDots(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.clear();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    /** The file of a path, or null. @throws ImageException if a link leads out of the directory */
    private Path existing(String path) throws ImageException {
        Path file = inside(path);
        if (file == null) {
            return null;
        }
        try {
            if (insideFolders.contains(file.getParent())
                    && Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .isRegularFile()) {
                return file;
            }
            if (!Files.isRegularFile(file)) {
                return null;
            }
            Path real = file.toRealPath();
            if (real.startsWith(realDirectory())) {
                if (real.getParent().equals(file.getParent().toRealPath())) {
                    insideFolders.add(file.getParent());
                }
                return file;
            }
            throw new ImageException(
                    "image-path",
                    path + " is a link that leads out of " + directory + ", to " + real
                            + "; name the directory that holds the files themselves");
        } catch (IOException e) {
            return null;
        }
    }

    /** Where a path points to, or null if it is no path or leads out of the directory, links aside. */
    private Path inside(String path) {
        try {
            Path file = directory.resolve(path).normalize();
            return file.startsWith(directory) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private synchronized Path realDirectory() throws IOException {
        if (realDirectory == null) {
            realDirectory = directory.toRealPath();
        }
        return realDirectory;
    }

    private synchronized FolderIndex index() {
        if (index == null) {
            index = new FolderIndex(directory);
        }
        return index;
    }
}
