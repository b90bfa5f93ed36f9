package dev.copra.format.cityscapes;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;

/** Cityscapes. */
public final class CityscapesFormat implements FolderFormat {
    @Override
    public String name() {
        return "cityscapes";
    }

    @Override
    public String title() {
        return "Cityscapes, a PNG of instance ids an image";
    }

    @Override
    public String specification() {
        return "https://github.com/mcordts/cityscapesScripts";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel where they do not overlap, a crowd a class and image, splits; up to 64 categories";
    }

    @Override
    public String layout() {
        return """
                gtFine/train/ulm/a_gtFine_instanceIds.png  16 bits: 1000 * class + number; the class alone for a crowd
                gtFine/train/ulm/a_gtFine_labelIds.png     the class of each pixel
                gtFine/train/ulm/a_gtFine_polygons.json    {"imgHeight": 1024, "imgWidth": 2048, "objects":
                                                             [{"label": "car", "polygon": [[1, 2], [3, 4], [5, 2]]}]}
                leftImg8bit/train/ulm/a_leftImg8bit.png    with --copy-images or --link-images, under its own name
                labels.csv                                 names and ids of the classes; without it, those of Cityscapes
                Where there is no PNG, the polygons are read in the order in which they are drawn.""";
    }

    @Override
    public boolean recognises(Probe probe) {
        return probe.contains("gtFine") || probe.contains("gtCoarse");
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new CityscapesSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new CityscapesSink(folder, options);
    }
}
