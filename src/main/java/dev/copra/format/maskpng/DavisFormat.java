package dev.copra.format.maskpng;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.maskpng.MaskTable.Column;
import dev.copra.format.maskpng.MaskTable.Row;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameTable;
import dev.copra.format.region.VocPalette;
import dev.copra.format.text.TextFile;
import dev.copra.image.LabelPng;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** DAVIS: an indexed PNG a frame, whose values are the objects of a sequence. */
public final class DavisFormat implements FolderFormat {
    private static final List<String> RESOLUTIONS = List.of("480p", "Full-Resolution", "1080p");
    /** DAVIS has no categories. */
    private static final String CATEGORY = "object";

    @Override
    public String name() {
        return "davis";
    }

    @Override
    public String title() {
        return "DAVIS 2016 and 2017, an indexed PNG a frame";
    }

    @Override
    public String specification() {
        return "https://davischallenge.org/davis2017/code.html";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel where they do not overlap, tracks; what else there is, in masks.csv";
    }

    @Override
    public String layout() {
        return """
                Annotations/480p/dog/00000.png  each pixel's object from 1, which is its track; 0 is background, 255 nothing
                JPEGImages/480p/dog/00000.jpg   with --copy-images or --link-images
                ImageSets/2017/train.txt        names of sequences
                masks.csv                       the category of each object and what else there is; not part of DAVIS""";
    }

    @Override
    public boolean recognises(Probe probe) {
        for (String resolution : RESOLUTIONS) {
            if (probe.contains("Annotations/" + resolution)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        if (!Files.isDirectory(input.resolve("Annotations"))) {
            throw new FileSystemException(input.toString(), null, "there is no folder Annotations in it");
        }
        Path table = input.resolve(MaskTable.NAME);
        return Files.isRegularFile(table)
                ? new TableSource(input, table.toString(), MaskTable.read(table), options)
                : new TableSource(input, input.resolve("Annotations").toString(), rows(input, options), options);
    }

    /** The rows that a table of a data set would have. */
    private static Map<String, List<Row>> rows(Path root, ReadOptions options) throws IOException {
        String resolution = "";
        for (String name : RESOLUTIONS) {
            if (resolution.isEmpty()
                    && Files.isDirectory(root.resolve("Annotations").resolve(name))) {
                resolution = name;
            }
        }
        Path annotations = root.resolve("Annotations").resolve(resolution);
        Map<String, String> images =
                new HashMap<>(ImageNames.byStem(root.resolve("JPEGImages").resolve(resolution)));
        images.putAll(ImageNames.byStem(options.images()));
        Map<String, String> splits = splits(root);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (Path file : ImageNames.files(annotations, ".png")) {
            String stem = NameTable.stem(ImageNames.name(annotations, file));
            String sequence = stem.substring(0, Math.max(0, stem.lastIndexOf('/')));
            Map<Column, String> image = new HashMap<>();
            image.put(Column.IMAGE, images.getOrDefault(stem, stem + ".jpg"));
            image.put(Column.SPLIT, splits.getOrDefault(sequence, ""));
            List<Row> list = new ArrayList<>();
            for (int value : values(file, options, image)) {
                Map<Column, String> row = new HashMap<>(image);
                row.put(Column.MASK, ImageNames.name(root, file));
                row.put(Column.VALUE, Integer.toString(value));
                row.put(Column.TRACK_ID, Integer.toString(value));
                row.put(Column.CATEGORY, CATEGORY);
                list.add(new Row(row, 1));
            }
            if (list.isEmpty()) {
                list.add(new Row(image, 1));
            }
            rows.put(image.get(Column.IMAGE), list);
        }
        return rows;
    }

    /** The objects in a picture. One that cannot be read has one of a value that is told when its mask is wanted. */
    private static TreeSet<Integer> values(Path file, ReadOptions options, Map<Column, String> image)
            throws IOException {
        TreeSet<Integer> values = new TreeSet<>();
        try {
            LabelPng picture = LabelPng.read(file, options.maxPixels());
            image.put(Column.WIDTH, Integer.toString(picture.width()));
            image.put(Column.HEIGHT, Integer.toString(picture.height()));
            for (int value : picture.values()) {
                values.add(value);
            }
        } catch (FileSystemException e) {
            values.add(1);
        }
        values.remove(0);
        if (values.size() > 1) {
            // of DAVIS 2016, 255 is the one object
            values.remove(VocPalette.VOID);
        }
        return values;
    }

    /** The split of each sequence, by its name. */
    private static Map<String, String> splits(Path root) throws IOException {
        Map<String, String> splits = new HashMap<>();
        for (String year : List.of("2017", "2016")) {
            for (Path list : ImageNames.files(root.resolve("ImageSets").resolve(year), ".txt")) {
                String split = NameTable.stem(list.getFileName().toString());
                for (String line : TextFile.lines(list)) {
                    if (!line.isBlank()) {
                        splits.putIfAbsent(line.strip(), split);
                    }
                }
            }
        }
        return splits;
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) throws IOException {
        return new TableSink(folder, options, true);
    }
}
