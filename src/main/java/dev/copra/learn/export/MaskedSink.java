package dev.copra.learn.export;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import java.io.IOException;
import java.util.List;

/** Passes on what masks can be learned from: instances without a mask are left out, and counted. */
final class MaskedSink implements DatasetSink {
    private final DatasetSink sink;
    private long images;
    private long instances;
    private long withoutMask;

    MaskedSink(DatasetSink sink) {
        this.sink = sink;
    }

    @Override
    public void begin(Catalog catalog) throws IOException {
        sink.begin(catalog);
    }

    @Override
    public void image(DatasetImage image, List<Instance> all) throws IOException {
        List<Instance> masked = all.stream().filter(i -> i.region() != null).toList();
        images++;
        instances += masked.size();
        withoutMask += all.size() - masked.size();
        sink.image(image, masked);
    }

    @Override
    public void finish() throws IOException {
        sink.finish();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }

    long images() {
        return images;
    }

    long instances() {
        return instances;
    }

    long withoutMask() {
        return withoutMask;
    }
}
