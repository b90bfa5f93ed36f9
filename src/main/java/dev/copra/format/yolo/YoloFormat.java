package dev.copra.format.yolo;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.Splits;
import dev.copra.format.text.TextFile;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The layouts of Ultralytics' YOLO. */
public final class YoloFormat implements FolderFormat {
    /** In the order in which they are recognised. */
    public static final List<YoloFormat> ALL = List.of(
            new YoloFormat(YoloKind.POSE),
            new YoloFormat(YoloKind.SEGMENT),
            new YoloFormat(YoloKind.DETECT),
            new YoloFormat(YoloKind.OBB));

    /** So many label files are looked at to tell boxes from polygons. */
    private static final int LOOKED_AT = 50;

    private final YoloKind kind;

    private YoloFormat(YoloKind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return switch (kind) {
            case DETECT -> "yolo";
            case SEGMENT -> "yolo-segment";
            case POSE -> "yolo-pose";
            case OBB -> "yolo-obb";
        };
    }

    @Override
    public String title() {
        return switch (kind) {
            case DETECT -> "YOLO (Ultralytics), boxes";
            case SEGMENT -> "YOLO (Ultralytics), a polygon an instance";
            case POSE -> "YOLO (Ultralytics), boxes and keypoints";
            case OBB -> "YOLO (Ultralytics), turned boxes by their corners";
        };
    }

    @Override
    public String specification() {
        return switch (kind) {
            case DETECT -> "https://docs.ultralytics.com/datasets/detect/";
            case SEGMENT -> "https://docs.ultralytics.com/datasets/segment/";
            case POSE -> "https://docs.ultralytics.com/datasets/pose/";
            case OBB -> "https://docs.ultralytics.com/datasets/obb/";
        };
    }

    @Override
    public String keeps() {
        return switch (kind) {
            case DETECT -> "boxes, scores, splits, images without an instance";
            case SEGMENT -> "masks pixel for pixel, holes by keyholes and parts by bridges of no width; scores, splits";
            case POSE -> "boxes, keypoints with their visibility, scores, splits";
            case OBB -> "turned boxes and quadrilaterals, scores, splits";
        };
    }

    @Override
    public String layout() {
        String row = switch (kind) {
            case DETECT -> "0 0.5 0.5 0.25 0.125         class, centre x, centre y, width, height";
            case SEGMENT -> "0 0.1 0.1 0.3 0.1 0.2 0.4    class, x, y of each vertex";
            case POSE -> "0 0.5 0.5 0.25 0.125 0.4 0.4 2  class, box, x, y, visibility of each keypoint";
            case OBB -> "0 0.1 0.1 0.3 0.1 0.3 0.2 0.1 0.2  class, x, y of four corners";
        };
        return "data.yaml             names of the classes, places of the splits\n"
                + "images/train/a.jpg    if images are copied or linked; else train.txt lists them\n"
                + "labels/train/a.txt    a row an instance, in fractions of width and height:\n" + row;
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (kind == YoloKind.OBB) {
            // its rows look like polygons of four vertices
            return false;
        }
        if (isOfDota(probe)) {
            return false;
        }
        Path yaml = null;
        if (!probe.isFolder()) {
            if (!(probe.endsWith(".yaml") || probe.endsWith(".yml")) || !probe.has("names:")) {
                return false;
            }
            yaml = probe.path();
        } else {
            yaml = YoloSource.yaml(probe.path());
        }
        boolean described = yaml != null && TextFile.read(yaml).contains("names:");
        if (described && TextFile.read(yaml).contains("kpt_shape:")) {
            return kind == YoloKind.POSE;
        }
        if (kind == YoloKind.POSE || !described && !hasLabels(probe)) {
            return false;
        }
        Path root =
                probe.isFolder() ? probe.path() : probe.path().toAbsolutePath().getParent();
        return (kind == YoloKind.SEGMENT) == hasPolygons(root);
    }

    /** Roboflow's data sets for YOLO with turned boxes have a data.yaml, and labels as DOTA has them. */
    private static boolean isOfDota(Probe probe) {
        return probe.names().stream()
                .anyMatch(name -> !Splits.inName(name).isEmpty() && probe.contains(name + "/labelTxt"));
    }

    private static boolean hasLabels(Probe probe) {
        return probe.contains("labels")
                || probe.contains("classes.txt")
                || probe.contains("obj.names")
                || probe.contains("_darknet.labels")
                || probe.contains("darknet.labels")
                || probe.contains("train/labels");
    }

    private static boolean hasPolygons(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root, 6)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt") && Files.isRegularFile(f))
                    .filter(f -> !f.getFileName().toString().equals("classes.txt"))
                    .limit(LOOKED_AT)
                    .toList()) {
                for (String line : TextFile.lines(file)) {
                    if (line.strip().split("[\\s,]+").length > 6) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new YoloSource(input, kind, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new YoloSink(folder, kind, options);
    }
}
