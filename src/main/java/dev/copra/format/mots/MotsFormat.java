package dev.copra.format.mots;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.text.TextFile;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;

/** MOTS: a text file a sequence, a row an object and frame, with COCO's compressed RLE. */
public final class MotsFormat implements FolderFormat {
    @Override
    public String name() {
        return "mots";
    }

    @Override
    public String title() {
        return "MOTS, a text file a sequence with COCO's RLE";
    }

    @Override
    public String specification() {
        return "https://www.vision.rwth-aachen.de/page/mots";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel, tracks; names, sizes, ids and splits of images, in images.json";
    }

    @Override
    public String layout() {
        return """
                0001.txt        of the sequence 0001, a row an object and frame:
                52 1005 1 375 1242 WSV:2d;1O10000O10000O1O100O100O1O100O1000000000000000O100O102N5K00O1O1N2O110OO2O001O1NTga3
                                frame, track, class, height, width, RLE
                classes.txt     ids and names of the classes; without it 1 is car, 2 pedestrian, 10 ignore
                images.json     which image each frame is; without it frame 52 is 0001/000052.jpg""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (!probe.isFolder()) {
            return MotsSource.looksLikeRow(probe.start().lines().findFirst().orElse(""));
        }
        for (Path file : MotsSource.files(probe.path())) {
            for (String line : TextFile.lines(file)) {
                if (!line.isBlank()) {
                    return MotsSource.looksLikeRow(line);
                }
            }
        }
        return false;
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new MotsSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new MotsSink(folder, options);
    }
}
