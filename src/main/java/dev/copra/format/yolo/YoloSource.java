package dev.copra.format.yolo;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.ImageFolder;
import dev.copra.format.ImageNames;
import dev.copra.format.ReadOptions;
import dev.copra.format.TextFile;
import dev.copra.image.ImageException;
import dev.copra.io.FileRefusedException;
import dev.copra.io.Remedy;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads label files with the sizes of their images. */
final class YoloSource implements DatasetSource {
    /** Where names of classes are, if there is no {@code data.yaml}. */
    private static final List<String> NAME_FILES =
            List.of("classes.txt", "obj.names", "labels/classes.txt", "_darknet.labels", "train/_darknet.labels");

    private final ReadOptions options;
    private final ImageFolder images;
    private final Catalog catalog;
    private final List<YoloFiles.Entry> entries;
    private final RowReader rows;

    YoloSource(Path input, YoloKind kind, ReadOptions options) throws IOException {
        this.options = options;
        images = new ImageFolder(options.images(), options.maxPixels());
        Path yaml = yaml(input);
        DataYaml data = yaml == null ? null : DataYaml.read(yaml);
        List<String> names =
                !options.classes().isEmpty() ? options.classes() : data != null ? data.names() : namesBeside(input);
        entries = data != null && !data.splits().isEmpty()
                ? YoloFiles.ofYaml(yaml, data)
                : YoloFiles.ofFolders(
                        Files.isDirectory(input)
                                ? input
                                : input.toAbsolutePath().getParent());
        int[] shape = data == null ? null : data.keypointShape();
        if (kind == YoloKind.POSE && shape == null) {
            throw new FileSystemException(
                    input.toString(), null, "no kpt_shape in data.yaml says how many keypoints a row has");
        }
        rows = new RowReader(kind, names.size(), shape, options.ledger());
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
    public void read(Visitor visitor) throws IOException {
        Map<String, String> byStem = null;
        for (YoloFiles.Entry entry : entries) {
            String name = entry.name();
            if (entry.image() == null) {
                if (byStem == null) {
                    byStem = options.images() == null ? Map.of() : ImageNames.byStem(options.images());
                }
                String split = entry.split().isEmpty() ? name : entry.split() + "/" + name;
                name = byStem.getOrDefault(name, byStem.getOrDefault(split, name + ".jpg"));
            }
            DatasetImage image = new DatasetImage(Id.NONE, name, entry.split(), 0, 0);
            List<String> lines;
            try {
                lines = Files.isRegularFile(entry.labels()) ? TextFile.lines(entry.labels()) : List.of();
            } catch (FileSystemException e) {
                options.problems().add(new AnnotationException("encoding", e.getFile(), e.getReason()));
                lines = List.of();
            }
            try {
                image = entry.image() != null && Files.isRegularFile(entry.image())
                        ? ImageFolder.sized(image, entry.image(), options.maxPixels())
                        : images.sized(image);
            } catch (ImageException e) {
                if (lines.stream().allMatch(String::isBlank)) {
                    visitor.image(image, List.of());
                } else {
                    options.problems()
                            .add(new AnnotationException(
                                            e.code(), name, "its labels are fractions of its size: " + e.getMessage())
                                    .with(Remedy.ofImage(e.code())));
                }
                continue;
            }
            visitor.image(image, instances(lines, image, entry.labels()));
        }
    }

    private List<Instance> instances(List<String> lines, DatasetImage image, Path file) throws IOException {
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            try {
                instances.add(rows.read(lines.get(i), image, file + ":" + (i + 1)));
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        return instances;
    }
}
