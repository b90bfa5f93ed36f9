package dev.copra.format.kitti;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.LabelFolders;
import dev.copra.format.text.TextFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Reads a label file an image. The files are read twice: what the categories are is known only after the last one. */
final class KittiSource implements DatasetSource {
    private final LabelFolders folders;
    private final ReadOptions options;
    private final KittiTypes types;

    KittiSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        folders = new LabelFolders(input, KittiFormat.labels(input), KittiFormat.PICTURES, ".txt", ".png", options);
        Path classes = input.resolve(KittiFormat.CLASSES);
        List<String> names = !options.classes().isEmpty() || !Files.isRegularFile(classes)
                ? options.classes()
                : TextFile.lines(classes);
        TreeSet<String> met = new TreeSet<>();
        for (Path file : folders.files()) {
            for (String line : lines(file, false)) {
                if (KittiRow.looksLikeRow(line)) {
                    met.add(KittiRow.words(line)[0]);
                }
            }
        }
        types = new KittiTypes(names, met);
    }

    private List<String> lines(Path file, boolean tells) throws IOException {
        try {
            return TextFile.lines(file);
        } catch (FileSystemException e) {
            if (e.getReason() == null) {
                throw e;
            }
            if (tells) {
                options.problems().add(new AnnotationException("encoding", file.toString(), e.getReason()));
            }
            return List.of();
        }
    }

    @Override
    public Catalog catalog() {
        return types.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        folders.read((image, file) -> image(visitor, image, file));
    }

    private void image(Visitor visitor, DatasetImage image, Path file) throws IOException {
        List<Instance> instances = new ArrayList<>();
        int number = 0;
        for (String line : lines(file, true)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String place = file + ":" + number;
            try {
                Instance.Builder instance = KittiRow.read(line, place);
                if (!KittiRow.looksLikeRow(line)) {
                    throw new AnnotationException("kitti-row", place, "the row begins with a number, not with a type");
                }
                instances.add(instance.category(types.position(KittiRow.words(line)[0]))
                        .build());
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        visitor.image(image, instances);
    }
}
