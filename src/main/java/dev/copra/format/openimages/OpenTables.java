package dev.copra.format.openimages;

import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.format.name.ImageNames;
import dev.copra.io.Input;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of a data set, by what their first lines say that they hold, and by split. */
final class OpenTables implements Closeable {
    static final String BOXES = "annotations-bbox.csv";
    static final String MASKS = "annotations-object-segmentation.csv";
    /** Which images there are, under which names, and how large they are; Copra's own. */
    static final String LIST = "images.csv";

    static final String CLASSES = "oidv6-class-descriptions.csv";

    private static final List<String> BOX_COLUMNS = List.of("imageid", "labelname", "xmin", "xmax", "ymin", "ymax");
    private static final List<String> MASK_COLUMNS = List.of("maskpath", "imageid", "labelname");
    private static final List<String> LIST_COLUMNS = List.of("imageid", "filename");
    private static final Pattern CLASS_ROW = Pattern.compile("/[a-z]/[^,]+,[^,]+.*");
    private static final Pattern OWN_SPLIT = Pattern.compile(
            "(?:oidv[0-9]+-)?(?:(.+)-)?(?:annotations-bbox|annotations-object-segmentation|images)[.]csv(?:[.]gz)?");
    private static final Pattern USUAL_SPLIT = Pattern.compile("(?<![a-z])(train|validation|val|test)(?![a-z])");
    private static final int HEAD = 1 << 12;

    private final Map<String, Split> splits = new TreeMap<>();
    private Path classes;

    /** The tables of a split. */
    record Split(List<ImageTable> list, List<ImageTable> boxes, List<ImageTable> masks) {
        /** In the order in which images are looked for. */
        List<ImageTable> all() {
            List<ImageTable> all = new ArrayList<>(list);
            all.addAll(boxes);
            all.addAll(masks);
            return all;
        }
    }

    /** What a table holds. */
    enum Kind {
        BOXES,
        MASKS,
        LIST,
        CLASSES,
        /** Something else about images, such as labels of whole ones. */
        OTHER,
        /** Nothing of Open Images. */
        NONE
    }

    /**
     * Finds the tables of a folder, or opens a single one.
     *
     * @param ledger counts tables that are left out
     */
    OpenTables(Path input, Ledger ledger) throws IOException {
        boolean isFile = Files.isRegularFile(input);
        for (Path file : isFile ? beside(input) : files(input)) {
            Kind kind = kind(file);
            if (kind == Kind.CLASSES && classes == null) {
                classes = file;
            } else if (kind == Kind.OTHER) {
                ledger.lose(Loss.CATALOG, file + ", which is a table of something else than boxes and masks");
            }
            if (kind != Kind.BOXES && kind != Kind.MASKS && kind != Kind.LIST || isFile && !file.equals(input)) {
                continue;
            }
            Split split = splits.computeIfAbsent(
                    split(input, file), s -> new Split(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            (kind == Kind.BOXES ? split.boxes() : kind == Kind.MASKS ? split.masks() : split.list())
                    .add(new ImageTable(file));
        }
    }

    /** A table and the descriptions of classes beside it. */
    private static List<Path> beside(Path file) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var all = Files.newDirectoryStream(file.toAbsolutePath().getParent(), "*.csv")) {
            for (Path other : all) {
                if (kind(other) == Kind.CLASSES) {
                    files.add(other);
                }
            }
        }
        files.sort(null);
        files.add(file);
        return files;
    }

    private static List<Path> files(Path folder) throws IOException {
        return ImageNames.files(folder).stream()
                .filter(f -> f.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*[.]csv([.]gz)?"))
                .toList();
    }

    /** Whether a folder has tables of boxes or masks. */
    static boolean areIn(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Kind kind = kind(file);
            if (kind == Kind.BOXES || kind == Kind.MASKS) {
                return true;
            }
        }
        return false;
    }

    private static Kind kind(Path file) throws IOException {
        try (InputStream in = Input.file(file).open()) {
            return kind(file.getFileName().toString(), new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
        } catch (java.util.zip.ZipException e) {
            return Kind.NONE;
        }
    }

    /** What a table holds by its name and its start. */
    static Kind kind(String name, String start) {
        String line = start.replace("\uFEFF", "").lines().findFirst().orElse("");
        Set<String> header = new HashSet<>();
        Arrays.stream(line.split(",")).forEach(c -> header.add(c.strip().toLowerCase(Locale.ROOT)));
        if (header.containsAll(MASK_COLUMNS)) {
            return Kind.MASKS;
        }
        if (header.containsAll(BOX_COLUMNS)) {
            return Kind.BOXES;
        }
        if (header.containsAll(LIST_COLUMNS)) {
            return Kind.LIST;
        }
        if (header.contains("imageid")) {
            return Kind.OTHER;
        }
        boolean described = header.equals(Set.of("labelname", "displayname"))
                || CLASS_ROW.matcher(line).matches()
                || name.contains("class-descriptions");
        return described ? Kind.CLASSES : Kind.NONE;
    }

    /** The split of a table: what stands before its usual name, else a usual name of a split in its own or in those of its folders. */
    private static String split(Path input, Path file) {
        Matcher own = OWN_SPLIT.matcher(file.getFileName().toString());
        if (own.matches()) {
            return own.group(1) == null ? "" : own.group(1);
        }
        String name = Files.isDirectory(input)
                ? ImageNames.name(input, file)
                : file.getFileName().toString();
        Matcher usual = USUAL_SPLIT.matcher(name.toLowerCase(Locale.ROOT));
        return usual.find() ? usual.group() : "";
    }

    /** By name. */
    Map<String, Split> splits() {
        return splits;
    }

    /** The descriptions of classes, or null. */
    Path classes() {
        return classes;
    }

    @Override
    public void close() throws IOException {
        for (Split split : splits.values()) {
            for (ImageTable table : split.all()) {
                table.close();
            }
        }
    }
}
