package dev.copra.format.openimages;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;

/** Open Images: a table of boxes and a table of masks a split. */
public final class OpenImagesFormat implements FolderFormat {
    /** Values of the columns of flags. */
    static final String YES = "1";

    static final String NO = "0";
    static final String UNKNOWN = "-1";

    /** A column of flags and the attribute that it is. */
    enum Flag {
        OCCLUDED("IsOccluded", "occluded"),
        TRUNCATED("IsTruncated", "truncated"),
        DEPICTION("IsDepiction", "is_depiction"),
        INSIDE("IsInside", "is_inside");

        final String column;
        final String attribute;

        Flag(String column, String attribute) {
            this.column = column;
            this.attribute = attribute;
        }
    }

    @Override
    public String name() {
        return "openimages";
    }

    @Override
    public String title() {
        return "Open Images, tables of boxes and masks in PNGs";
    }

    @Override
    public String specification() {
        return "https://storage.googleapis.com/openimages/web/download_v7.html";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel, boxes, scores, crowds (IsGroupOf), occlusion and the like as attributes, ids of images and"
                + " categories, splits; labels of whole images are not read";
    }

    @Override
    public String layout() {
        return """
                images/train/a.jpg      with --copy-images or --link-images
                annotations/oidv6-class-descriptions.csv     LabelName,DisplayName:
                /m/01yrx,Cat
                annotations/train-annotations-bbox.csv     a row an instance, in fractions of the image; 1 yes, 0 no, -1 unknown:
                ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside
                a,xclick,/m/01yrx,1,0.1,0.4,0.2,0.6,0,-1,0,-1,-1
                annotations/train-annotations-object-segmentation.csv     MaskPath,ImageID,LabelName,BoxID,BoxXMin,...
                masks/train/a_m01yrx_00000001.png            255 where the instance is, else 0
                annotations/train-images.csv                 ImageID,Subset,FileName,Width,Height,Id; Copra's own
                without the last, sizes are those of the images: in the folder, or named by --images""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (probe.isFolder()) {
            return OpenTables.areIn(probe.path());
        }
        OpenTables.Kind kind = OpenTables.kind("", probe.start());
        return kind == OpenTables.Kind.BOXES || kind == OpenTables.Kind.MASKS;
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new OpenImagesSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new OpenImagesSink(folder, options);
    }
}
