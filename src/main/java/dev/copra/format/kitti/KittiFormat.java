package dev.copra.format.kitti;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.LabelFolders;
import dev.copra.format.text.TextFile;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** KITTI's object detection: a text file an image, a row an object. */
public final class KittiFormat implements FolderFormat {
    static final String LABELS = "label_2";
    static final String IMAGES = "image_2";
    /** What other programs call it. */
    private static final String OTHER_LABELS = "labels";
    /** What folders of images are called by all of them. */
    static final List<String> PICTURES = List.of("image_2", "images", "data");
    /** Names that have spaces, in their order; Copra's own. */
    static final String CLASSES = "classes.txt";

    @Override
    public String name() {
        return "kitti";
    }

    @Override
    public String title() {
        return "KITTI object detection, boxes in text files";
    }

    @Override
    public String specification() {
        return "https://www.cvlibs.net/datasets/kitti/eval_object.php";
    }

    @Override
    public String keeps() {
        return "boxes, scores, truncation, occlusion, alpha and the box in space as attributes, splits; DontCare is a category";
    }

    @Override
    public String layout() {
        return """
                training/image_2/000000.png     with --copy-images or --link-images
                training/label_2/000000.txt     a row an object; its box is left, top, right, bottom in pixels from 0:
                Car 0.00 0 1.85 387.63 181.54 423.81 203.12 1.67 1.87 3.69 -16.53 2.39 58.49 1.57
                                type, truncated, occluded, alpha, box, dimensions, location, rotation_y, perhaps a score
                classes.txt     the names of all types in their order; the space in a name is an underscore in a row""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (!probe.isFolder()) {
            return KittiRow.looksLikeRow(probe.start()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse(""));
        }
        List<Path> folders = LabelFolders.find(probe.path(), labels(probe.path()));
        for (Path folder : folders.isEmpty() ? List.of(probe.path()) : folders) {
            for (Path file : ImageNames.files(folder, ".txt")) {
                if (folders.isEmpty() && file.endsWith(CLASSES)) {
                    continue;
                }
                for (String line : lines(file)) {
                    if (!line.isBlank()) {
                        return KittiRow.looksLikeRow(line);
                    }
                }
            }
        }
        return !folders.isEmpty() && folders.get(0).endsWith(LABELS);
    }

    /** What the folders of label files in a data set are called. */
    static String labels(Path input) throws IOException {
        return LabelFolders.find(input, LABELS).isEmpty()
                        && !LabelFolders.find(input, OTHER_LABELS).isEmpty()
                ? OTHER_LABELS
                : LABELS;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return TextFile.lines(file);
        } catch (FileSystemException e) {
            // another file may be in UTF-8
            return List.of();
        }
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new KittiSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new KittiSink(folder, options);
    }
}
