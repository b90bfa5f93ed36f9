package dev.copra.format.mots;

import dev.copra.format.name.ImageNames;
import dev.copra.format.text.TextFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the rows of sequences are. */
final class MotFiles {
    static final String TRUTH = "gt.txt";
    static final String DETECTIONS = "det.txt";
    static final String LABELS = "labels.txt";
    static final String INFO = "seqinfo.ini";

    private MotFiles() {}

    /**
     * The rows of a sequence.
     *
     * @param rows the file
     * @param folder of the sequence; null if the file stands by itself, as the results of a tracker do
     * @param name from the data set's folder on
     */
    record File(Path rows, Path folder, String name) {
        /** Whether the rows are the truth, in which the confidence is a flag. */
        boolean isTruth() {
            return rows.endsWith(TRUTH);
        }

        /** Whether a row is one of a sequence. Eight numbers by themselves are as well a quadrilateral, or a box of VisDrone. */
        boolean looksLikeRow(String line) {
            return MotRow.looksLikeRow(line) && (folder != null || line.strip().split(",").length != 8);
        }
    }

    /** The rows of all sequences: of each the truth, or else the detections. */
    static List<File> of(Path input) throws IOException {
        if (!Files.isDirectory(input)) {
            Path folder = folder(input);
            return List.of(new File(input, folder, folder == null ? stem(input) : name(folder)));
        }
        List<Path> all = ImageNames.files(input, ".txt");
        List<File> files = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (String name : List.of(TRUTH, DETECTIONS)) {
            for (Path file : all) {
                Path folder = file.endsWith(name) ? folder(file) : null;
                if (folder != null && seen.add(folder)) {
                    String relative = folder.startsWith(input) ? ImageNames.name(input, folder) : "";
                    files.add(new File(file, folder, relative.isEmpty() ? name(folder) : relative));
                }
            }
        }
        files.sort(Comparator.comparing(File::name));
        if (files.isEmpty()) {
            for (Path file : all) {
                if (!file.endsWith(TrackClasses.FILE) && !file.endsWith(LABELS)) {
                    String name = ImageNames.name(input, file);
                    files.add(new File(file, null, name.substring(0, name.length() - ".txt".length())));
                }
            }
        }
        return files;
    }

    /** The folder of the sequence that a file has the truth or the detections of, or null. */
    private static Path folder(Path file) {
        boolean isTruth = file.endsWith(TRUTH);
        if (!isTruth && !file.endsWith(DETECTIONS)) {
            return null;
        }
        Path parent = file.getParent() == null ? Path.of("") : file.getParent();
        return name(parent).equals(isTruth ? "gt" : "det") ? parent.resolveSibling("") : parent;
    }

    private static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "sequence" : name.toString();
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("(?i)[.]txt$", "");
    }

    /** Whether a folder has sequences: what the first row looks like says it, or a file about a sequence if there is no row. */
    static boolean areIn(Path folder) throws IOException {
        for (File file : of(folder)) {
            List<String> lines;
            try {
                lines = TextFile.lines(file.rows());
            } catch (FileSystemException e) {
                // another file may be in UTF-8
                continue;
            }
            for (String line : lines) {
                if (!line.isBlank()) {
                    return file.looksLikeRow(line);
                }
            }
        }
        return !ImageNames.files(folder, INFO).isEmpty();
    }
}
