package dev.copra.format.csv;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Tables with a header: Copra's own, which keeps nearly everything, and that of TensorFlow's Object Detection. */
public final class CsvFormat implements FileFormat {
    /** In the order in which they are recognised. */
    public static final List<CsvFormat> ALL = List.of(new CsvFormat(true), new CsvFormat(false));

    private static final String TENSORFLOW = "filename,width,height,class,xmin,ymin,xmax,ymax";

    private final boolean boxesOnly;

    private CsvFormat(boolean boxesOnly) {
        this.boxesOnly = boxesOnly;
    }

    @Override
    public String name() {
        return boxesOnly ? "tensorflow-csv" : "csv";
    }

    @Override
    public String title() {
        return boxesOnly ? "CSV of TensorFlow's Object Detection, boxes" : "CSV with a header, columns by name";
    }

    @Override
    public String specification() {
        return boxesOnly
                ? "https://tensorflow-object-detection-api-tutorial.readthedocs.io/en/latest/training.html"
                : "https://www.rfc-editor.org/rfc/rfc4180";
    }

    @Override
    public String keeps() {
        return boxesOnly
                ? "boxes, names of categories, sizes of images"
                : "everything of images and instances but lines; of categories their ids and names";
    }

    @Override
    public String layout() {
        return boxesOnly
                ? TENSORFLOW + "\na.jpg,640,480,cat,10,20,40,60"
                : "file_name,image_width,image_height,image_id,id,category,x,y,w,h,score,segmentation,...\n"
                        + "a.jpg,640,480,7,1,cat,10,20,30,40,,\"[[10,20,40,20,40,60]]\"\n"
                        + "other names are known, too: filename, xmin and xmax, class, label, confidence, bbox, ...\n"
                        + "without a header: a.jpg,10,20,40,60,cat (keras-retinanet); cat,10,20,30,40,a.jpg,640,480 (Make Sense)";
    }

    @Override
    public String extension() {
        return ".csv";
    }

    @Override
    public boolean recognises(Probe probe) {
        if (probe.isFolder() || probe.first() == '{' || probe.first() == '[' || probe.first() == '<') {
            return false;
        }
        String header = probe.start().lines().findFirst().orElse("").replace("\uFEFF", "");
        if (boxesOnly) {
            return header.equals(TENSORFLOW);
        }
        return Columns.of(List.of(header.split("[,;\t]", -1))).areUsable();
    }

    @Override
    public DatasetSource open(Input input, ReadOptions options) throws IOException {
        return new CsvSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputStream out, WriteOptions options) {
        return new CsvSink(out, boxesOnly, options);
    }
}
