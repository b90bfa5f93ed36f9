package dev.copra.learn.export;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.Formats;
import dev.copra.format.SplitFiles;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImagePlaces;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a data set as a trainer reads it, its images, and a script that trains on it. */
public final class TrainingExport {
    /**
     * What was written.
     *
     * @param withoutMask instances that were left out, because they have no mask
     */
    public record Tally(long images, long instances, long withoutMask, int categories) {}

    private TrainingExport() {}

    /**
     * @param source whose images have the splits {@code train} and {@code val}
     * @param overwrites whether a folder that is not empty is written into
     * @throws IllegalArgumentException if there is no mask to train on
     */
    public static Tally write(
            DatasetSource source, Toolkit toolkit, WriteOptions options, Path output, boolean overwrites)
            throws IOException {
        WriteOptions encoded = new WriteOptions(
                options.images(),
                options.transfer(),
                options.classes(),
                toolkit.encoding(),
                options.overlap(),
                options.vocZeroBased(),
                options.problems(),
                options.ledger());
        try (OutputFolder folder = OutputFolder.open(output, overwrites);
                DatasetSink formatted = sink(toolkit, folder, encoded);
                MaskedSink sink = new MaskedSink(formatted)) {
            sink.begin(source.catalog());
            source.read(sink);
            sink.finish();
            if (sink.instances() == 0) {
                throw new IllegalArgumentException(sink.withoutMask()
                        + " instances, and none has a mask to train on; 'copra mask' makes some of boxes");
            }
            folder.write(toolkit.script(), toolkit.scriptText());
            folder.commit();
            return new Tally(
                    sink.images(),
                    sink.instances(),
                    sink.withoutMask(),
                    source.catalog().categories().size());
        }
    }

    private static DatasetSink sink(Toolkit toolkit, OutputFolder folder, WriteOptions options) throws IOException {
        if (toolkit.readsCoco()) {
            FileFormat coco = (FileFormat) Formats.named("coco");
            return new CocoKitSink(new SplitFiles(folder, coco, options), new ImagePlaces(options, folder));
        }
        return ((FolderFormat) Formats.named("yolo-segment")).sink(folder, options);
    }
}
