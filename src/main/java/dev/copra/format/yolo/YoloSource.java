package dev.copra.format.yolo;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.IndexedSource;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.ImageNames;
import dev.copra.format.text.TextFile;
import dev.copra.image.ImageException;
import dev.copra.io.FileRefusedException;
import dev.copra.io.Remedy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads label files with the sizes of their images. */
final class YoloSource implements IndexedSource {
    /** Where names of classes are, if there is no {@code data.yaml}. */
    private static final List<String> NAME_FILES = List.of(
            "classes.txt",
            "obj.names",
            "labels/classes.txt",
            "_darknet.labels",
            "darknet.labels",
            "train/_darknet.labels");

    private static final byte[] NOTHING = {};

    private final ReadOptions options;
    private final ImageFolder images;
    private final Catalog catalog;
    private final List<YoloFiles.Entry> entries;
    private final RowReader rows;
    /** Folders of images, and whether they are there. */
    private final Map<Path, Boolean> folders = new ConcurrentHashMap<>();
    /** The names of images by their names without ends; null until one is asked for. */
    private Map<String, String> byStem;

    YoloSource(Path input, YoloKind kind, ReadOptions options) throws IOException {
        this.options = options;
        images = new ImageFolder(options.images(), options.maxPixels());
        Path yaml = yaml(input);
        DataYaml data = yaml == null ? null : DataYaml.read(yaml);
        List<String> names =
                !options.classes().isEmpty() ? options.classes() : data != null ? data.names() : namesBeside(input);
        entries = data != null && !data.splits().isEmpty()
                ? YoloFiles.ofYaml(yaml, data, options.problems())
                : YoloFiles.ofFolders(
                        Files.isDirectory(input)
                                ? input
                                : input.toAbsolutePath().getParent());
        int[] shape = data == null ? null : data.keypointShape();
        if (kind == YoloKind.POSE && shape == null) {
            throw new FileSystemException(
                    input.toString(), null, "no kpt_shape in data.yaml says how many keypoints a row has");
        }
        rows = new RowReader(kind, names.size(), shape);
        List<DatasetCategory> categories = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<String> keypoints =
                    kind == YoloKind.POSE ? data.keypointNames().getOrDefault(i, List.of()) : List.of();
            categories.add(new DatasetCategory(Id.NONE, names.get(i), null, keypoints, List.of(), Map.of()));
        }
        catalog = new Catalog(categories);
    }

    /** The file that describes a data set, or null. */
    static Path yaml(Path input) throws IOException {
        if (!Files.isDirectory(input)) {
            return input;
        }
        for (String name : List.of("data.yaml", "dataset.yaml", "data.yml", "dataset.yml")) {
            if (Files.isRegularFile(input.resolve(name))) {
                return input.resolve(name);
            }
        }
        List<Path> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(input, "*.{yaml,yml}")) {
            files.forEach(found::add);
        }
        return found.size() == 1 ? found.get(0) : null;
    }

    private static List<String> namesBeside(Path folder) throws IOException {
        for (String name : NAME_FILES) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return TextFile.lines(folder.resolve(name)).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
            }
        }
        throw new FileRefusedException(
                folder.toString(),
                "there is no data.yaml and no classes.txt with the names of the classes",
                Remedy.CLASSES);
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Notes notes() {
        return options.notes();
    }

    @Override
    public void read(int at, Notes notes, Visitor visitor) throws IOException {
        YoloFiles.Entry entry = entries.get(at);
        DatasetImage image = new DatasetImage(Id.NONE, name(entry), entry.split(), 0, 0).withFolder(entry.folder());
        byte[] text = NOTHING;
        try {
            text = TextFile.bytes(entry.labels());
        } catch (IOException e) {
            // without a file, the image has no instance
            if (Files.isRegularFile(entry.labels())) {
                if (!(e instanceof FileSystemException bad)) {
                    throw e;
                }
                notes.add(new AnnotationException(
                        "encoding",
                        bad.getFile(),
                        bad.getReason() == null ? "the file cannot be read" : bad.getReason()));
            }
        }
        try {
            image = entry.image() != null && isThere(entry.image())
                    ? ImageFolder.sized(image, entry.image(), options.maxPixels())
                    : images.sized(image);
        } catch (ImageException e) {
            if (new String(text, StandardCharsets.UTF_8).isBlank()) {
                visitor.image(image, List.of());
            } else {
                notes.add(new AnnotationException(
                                e.code(), image.fileName(), "its labels are fractions of its size: " + e.getMessage())
                        .with(Remedy.ofImage(e.code())));
            }
            return;
        }
        visitor.image(image, instances(text, image, entry.labels(), notes));
    }

    /** Whether an image's file is there. Often all are elsewhere, and then its folder is not there, which is asked once. */
    private boolean isThere(Path image) {
        Path folder = image.getParent();
        return (folder == null || folders.computeIfAbsent(folder, Files::isDirectory)) && Files.isRegularFile(image);
    }

    /** The name of an image, of which not more may be known than that of its labels. */
    private String name(YoloFiles.Entry entry) throws IOException {
        if (entry.image() != null) {
            return entry.name();
        }
        Map<String, String> known = byStem();
        String inSplit = entry.split().isEmpty() ? entry.name() : entry.split() + "/" + entry.name();
        return known.getOrDefault(entry.name(), known.getOrDefault(inSplit, entry.name() + ".jpg"));
    }

    private synchronized Map<String, String> byStem() throws IOException {
        if (byStem == null) {
            byStem = options.images() == null ? Map.of() : ImageNames.byStem(options.images());
        }
        return byStem;
    }

    private List<Instance> instances(byte[] file, DatasetImage image, Path name, Notes notes) throws IOException {
        List<Instance> instances = new ArrayList<>();
        // numbers are read with a look at what is behind them
        byte[] text = Arrays.copyOf(file, file.length + 1);
        int line = 1;
        for (int from = 0; from < file.length; line++) {
            int to = from;
            while (to < file.length && text[to] != '\n' && text[to] != '\r') {
                to++;
            }
            if (text[from] > ' ' || !new String(text, from, to - from, StandardCharsets.UTF_8).isBlank()) {
                try {
                    instances.add(rows.read(text, from, to, image, name + ":" + line, notes.ledger()));
                } catch (AnnotationException e) {
                    notes.add(e);
                }
            }
            from = to + (text[to] == '\r' && text[to + 1] == '\n' ? 2 : 1);
        }
        return instances;
    }
}
