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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PNG an instance with a table, or an indexed PNG an image whose values the table names. */
public final class MaskPngFormat implements FolderFormat {
    /** The name of a mask without a table: image, number, class. */
    private static final Pattern NAMED = Pattern.compile("(.+)_(\\d+)_(.+)\\.png", Pattern.CASE_INSENSITIVE);

    @Override
    public String name() {
        return "mask-png";
    }

    @Override
    public String title() {
        return "A PNG an instance, with a table";
    }

    @Override
    public String specification() {
        return "copra formats mask-png";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel, boxes, keypoints, crowds, scores, ids, tracks, attributes, splits";
    }

    @Override
    public String layout() {
        return """
                masks.csv             image,split,mask,category,...   a row an instance, and one an image without any
                masks/a_1_cat.png     255 where the instance is, else 0; image, number, category
                classes.txt           names of the categories
                images/a.jpg          with --copy-images or --link-images
                Read, too: a table with a column value, whose rows share an indexed PNG; and PNGs of such names without a
                table.""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (!probe.isFolder()) {
            return probe.endsWith("/" + MaskTable.NAME)
                    || probe.path().getFileName().toString().equals(MaskTable.NAME);
        }
        if (probe.contains(MaskTable.NAME)) {
            return !probe.contains("Annotations");
        }
        Path file = probe.firstFile("masks", ".png");
        return file != null && NAMED.matcher(file.getFileName().toString()).matches();
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        Path root = Files.isDirectory(input) ? input : input.toAbsolutePath().getParent();
        Path table = Files.isDirectory(input) ? input.resolve(MaskTable.NAME) : input;
        Map<String, List<Row>> rows = Files.isRegularFile(table) ? MaskTable.read(table) : named(root, options);
        if (rows.isEmpty() && !Files.isRegularFile(table)) {
            throw new FileSystemException(
                    root.toString(), null, "there is neither masks.csv nor a PNG of a name such as a_1_cat.png");
        }
        return new TableSource(root, table.toString(), rows, options);
    }

    /** Rows for masks whose names say what they are. */
    private static Map<String, List<Row>> named(Path root, ReadOptions options) throws IOException {
        Path folder = Files.isDirectory(root.resolve("masks")) ? root.resolve("masks") : root;
        Map<String, String> images = new HashMap<>(ImageNames.byStem(root.resolve("images")));
        images.putAll(ImageNames.byStem(options.images()));
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (Path file : ImageNames.files(folder, ".png")) {
            Matcher matcher = NAMED.matcher(ImageNames.name(folder, file));
            if (matcher.matches()) {
                String image = images.getOrDefault(matcher.group(1), matcher.group(1) + ".jpg");
                Row row = new Row(
                        Map.of(
                                Column.IMAGE, image,
                                Column.MASK, ImageNames.name(root, file),
                                Column.CATEGORY, matcher.group(3)),
                        1);
                rows.computeIfAbsent(image, i -> new ArrayList<>()).add(row);
            }
        }
        return rows;
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) throws IOException {
        return new TableSink(folder, options, false);
    }
}
