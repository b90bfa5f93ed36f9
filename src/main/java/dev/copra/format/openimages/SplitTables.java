package dev.copra.format.openimages;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.copra.io.OutputFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The tables of a split that is written. */
final class SplitTables implements Closeable {
    static final String FOLDER = "annotations/";

    private static final CsvMapper MAPPER = new CsvMapper();
    private static final CsvSchema SCHEMA = CsvSchema.emptySchema().withLineSeparator("\n");
    private static final List<String> BOX_HEADER = List.of(
            "ImageID",
            "Source",
            "LabelName",
            "Confidence",
            "XMin",
            "XMax",
            "YMin",
            "YMax",
            "IsOccluded",
            "IsTruncated",
            "IsGroupOf",
            "IsDepiction",
            "IsInside");
    private static final List<String> MASK_HEADER = List.of(
            "MaskPath",
            "ImageID",
            "LabelName",
            "BoxID",
            "BoxXMin",
            "BoxXMax",
            "BoxYMin",
            "BoxYMax",
            "PredictedIoU",
            "Clicks");
    private static final List<String> LIST_HEADER = List.of("ImageID", "Subset", "FileName", "Width", "Height", "Id");

    private final OutputFolder folder;
    private final String prefix;
    private final OutputStream boxes;
    private final OutputStream list;
    /** Made when the first mask comes. */
    private OutputStream masks;

    /** @param split as names of files have it */
    SplitTables(OutputFolder folder, String split) throws IOException {
        this.folder = folder;
        prefix = FOLDER + (split.isEmpty() ? "" : split + "-");
        boxes = table(OpenTables.BOXES, BOX_HEADER);
        list = table(OpenTables.LIST, LIST_HEADER);
    }

    private OutputStream table(String name, List<String> header) throws IOException {
        OutputStream out = folder.create(prefix + name);
        row(out, header);
        return out;
    }

    void box(List<String> values) throws IOException {
        row(boxes, values);
    }

    void image(List<String> values) throws IOException {
        row(list, values);
    }

    void mask(List<String> values) throws IOException {
        if (masks == null) {
            masks = table(OpenTables.MASKS, MASK_HEADER);
        }
        row(masks, values);
    }

    /** Writes a row. No value may have a line break. */
    static void row(OutputStream out, List<String> values) throws IOException {
        out.write(MAPPER.writer(SCHEMA).writeValueAsBytes(values.toArray(String[]::new)));
    }

    @Override
    public void close() throws IOException {
        boxes.close();
        list.close();
        if (masks != null) {
            masks.close();
        }
    }
}
