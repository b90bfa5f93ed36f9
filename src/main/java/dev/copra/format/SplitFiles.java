package dev.copra.format;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes each split of a data set to a file of its own in a folder: {@code train.json}, {@code val.json}. */
public final class SplitFiles implements DatasetSink {
    /** What images without a split are written to. */
    private static final String NO_SPLIT = "data";

    private final OutputFolder folder;
    private final FileFormat format;
    private final WriteOptions options;
    private final Map<String, Split> splits = new LinkedHashMap<>();
    private Catalog catalog;

    private record Split(OutputStream out, DatasetSink sink) {}

    /**
     * Writes to a folder.
     *
     * @param format of each file
     */
    public SplitFiles(OutputFolder folder, FileFormat format, WriteOptions options) {
        this.folder = folder;
        this.format = format;
        this.options = options;
    }

    @Override
    public void begin(Catalog all) {
        catalog = all;
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        Split split = splits.get(image.split());
        if (split == null) {
            split = open(image.split().isEmpty() ? NO_SPLIT : image.split());
            splits.put(image.split(), split);
        }
        split.sink().image(image, instances);
    }

    private Split open(String name) throws IOException {
        OutputStream out = folder.createUnheld(name + format.extension());
        DatasetSink sink = format.sink(out, options);
        sink.begin(catalog);
        return new Split(out, sink);
    }

    @Override
    public void finish() throws IOException {
        if (splits.isEmpty()) {
            splits.put("", open(NO_SPLIT));
        }
        for (Split split : splits.values()) {
            split.sink().finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (Split split : splits.values()) {
            split.sink().close();
            split.out().close();
        }
    }
}
