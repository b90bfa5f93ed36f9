package dev.copra.format;

import dev.copra.format.contract.Format;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.StreamFormat;
import dev.copra.format.name.Splits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is in a folder that is of no format itself, as COCO, Roboflow and CVAT hand out their data: documents in it, in its
 * {@code annotations}, or in folders that are called as splits are, which may also be data sets by themselves.
 */
public final class SplitFolder {
    /** {@code root/train/annotations/a.json} */
    private static final int DEEPEST = 2;

    private static final List<String> ENDS = List.of(".json", ".xml", ".csv", ".ndjson", ".jsonl", ".gz");

    private SplitFolder() {}

    /** A data set in a folder: a file or a folder of a format. */
    public record Place(Path path, Format format) {}

    /**
     * The data sets in a folder, in the order of their names.
     *
     * @param only the format that counts, or null for all
     * @throws IOException if a folder or a file cannot be read
     */
    public static List<Place> places(Path folder, Format only) throws IOException {
        List<Place> places = new ArrayList<>();
        collect(folder, only, 0, places);
        return places;
    }

    private static void collect(Path folder, Format only, int depth, List<Place> places) throws IOException {
        for (String name : Probe.of(folder).names()) {
            Path path = folder.resolve(name);
            String lower = name.toLowerCase(Locale.ROOT);
            boolean directory = Files.isDirectory(path);
            if (directory ? depth == DEEPEST || !isPart(lower) : ENDS.stream().noneMatch(lower::endsWith)) {
                continue;
            }
            Format format = Formats.of(Probe.of(path));
            if (format != null && (directory || format instanceof StreamFormat)) {
                if (only == null || format == only) {
                    places.add(new Place(path, format));
                }
            } else if (directory) {
                collect(path, only, depth + 1, places);
            }
        }
    }

    private static boolean isPart(String name) {
        return name.equals(Splits.ANNOTATIONS) || !Splits.inName(name).isEmpty();
    }
}
