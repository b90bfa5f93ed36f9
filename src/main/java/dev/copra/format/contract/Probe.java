package dev.copra.format.contract;

import dev.copra.io.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A look at an input, by which formats recognise theirs: the start of a file, or the names in a folder. */
public final class Probe {
    private static final int START = 1 << 16;
    /** A folder of images has hundreds of thousands of files; so many say enough. */
    private static final int MOST_NAMES = 2000;

    private final Path path;
    private final boolean folder;
    private final String start;
    private final List<String> names;

    private Probe(Path path, boolean folder, String start, List<String> names) {
        this.path = path;
        this.folder = folder;
        this.start = start;
        this.names = names;
    }

    /** Looks at a file or a folder. @throws IOException if it cannot be read */
    public static Probe of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new Probe(path, true, "", names(path));
        }
        try (InputStream in = Input.file(path).open()) {
            return new Probe(path, false, new String(in.readNBytes(START), StandardCharsets.UTF_8), List.of());
        }
    }

    /** What is looked at. */
    public Path path() {
        return path;
    }

    /** Whether it is a folder. */
    public boolean isFolder() {
        return folder;
    }

    /** The first 64 KiB of a file as UTF-8, unpacked if it is gzip; empty for a folder. */
    public String start() {
        return start;
    }

    /** The first character that is no space and no byte order mark, or 0. */
    public char first() {
        for (int i = 0; i < start.length(); i++) {
            char c = start.charAt(i);
            if (c > ' ' && c != '\uFEFF') {
                return c;
            }
        }
        return 0;
    }

    /** Whether the start of a file holds a text. */
    public boolean has(String text) {
        return start.contains(text);
    }

    /** Whether the start of a JSON file holds a member, at whatever depth. */
    public boolean hasMember(String name) {
        return start.contains('"' + name + '"');
    }

    /** Whether the name of the input has an end, upper and lower case as one. */
    public boolean endsWith(String end) {
        Path name = path.getFileName();
        return name != null && name.toString().toLowerCase(Locale.ROOT).endsWith(end);
    }

    /** Names of the files and folders in a folder, sorted; empty for a file. */
    public List<String> names() {
        return names;
    }

    /** Whether a folder has a file or a folder of a relative name. */
    public boolean contains(String name) {
        return folder && Files.exists(path.resolve(name));
    }

    /** The first file in a folder, or in one below it, of a name with an end, upper and lower case as one; or null. */
    public Path firstFile(String below, String end) throws IOException {
        Path directory = below.isEmpty() ? path : path.resolve(below);
        if (!Files.isDirectory(directory)) {
            return null;
        }
        for (String name : names(directory)) {
            if (name.toLowerCase(Locale.ROOT).endsWith(end) && Files.isRegularFile(directory.resolve(name))) {
                return directory.resolve(name);
            }
        }
        return null;
    }

    private static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                names.add(file.getFileName().toString());
                if (names.size() == MOST_NAMES) {
                    break;
                }
            }
        }
        Collections.sort(names);
        return names;
    }
}
