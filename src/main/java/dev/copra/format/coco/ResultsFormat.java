package dev.copra.format.coco;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.FileRefusedException;
import dev.copra.io.Input;
import dev.copra.io.Remedy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** COCO results: a bare list of detections, whose images and categories another file lists. */
public final class ResultsFormat implements FileFormat {
    @Override
    public String name() {
        return "coco-results";
    }

    @Override
    public String title() {
        return "COCO results, a list of detections";
    }

    @Override
    public String specification() {
        return "https://cocodataset.org/#format-results";
    }

    @Override
    public String keeps() {
        return "all of an instance; of images and categories their ids, which another file explains";
    }

    @Override
    public String layout() {
        return """
                one JSON file; its images and categories are in another file, named with --image-list:
                [{"image_id": 7, "category_id": 18, "bbox": [10, 20, 30, 40], "score": 0.9,
                  "segmentation": {"size": [480, 640], "counts": "..."}}]""";
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public boolean recognises(Probe probe) {
        return probe.first() == '[' && probe.hasMember("image_id") && probe.hasMember("category_id");
    }

    @Override
    public DatasetSource open(Input input, ReadOptions options) throws IOException {
        if (options.imageList() == null) {
            throw new FileRefusedException(input.name(), "results list no images", Remedy.IMAGE_SIZES);
        }
        return new CocoSource(input, Input.file(options.imageList()), options);
    }

    @Override
    public DatasetSink sink(OutputStream out, WriteOptions options) throws IOException {
        return new Sink(out, options);
    }

    /** Writes the annotations of a document without the rest. */
    private static final class Sink implements DatasetSink {
        private final OutputStream out;
        private final CocoSink document;
        private final Losses losses;

        Sink(OutputStream out, WriteOptions options) throws IOException {
            this.out = out;
            document = new CocoSink(OutputStream.nullOutputStream(), options);
            losses = new Losses(
                    options.ledger(), Loss.IMAGE_ID, Loss.CATEGORY_ID, Loss.SPLIT, Loss.CATALOG, Loss.CATEGORY_MEMBERS);
        }

        @Override
        public void begin(Catalog catalog) throws IOException {
            losses.catalog(catalog);
            document.begin(catalog);
        }

        @Override
        public void image(DatasetImage image, List<Instance> instances) throws IOException {
            document.image(image, instances);
        }

        @Override
        public void finish() throws IOException {
            out.write('[');
            document.writeAnnotations(out);
            out.write("]\n".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            document.close();
        }
    }
}
