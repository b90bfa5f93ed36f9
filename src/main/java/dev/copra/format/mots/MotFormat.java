package dev.copra.format.mots;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;

/** MOT Challenge: a folder a sequence, a row a box and frame. */
public final class MotFormat implements FolderFormat {
    @Override
    public String name() {
        return "mot";
    }

    @Override
    public String title() {
        return "MOT Challenge, boxes of tracks in a folder a sequence";
    }

    @Override
    public String specification() {
        return "https://motchallenge.net/instructions/";
    }

    @Override
    public String keeps() {
        return "boxes, tracks, scores, visibility and ignored as attributes; names, sizes, ids and splits of images, in images.json";
    }

    @Override
    public String layout() {
        return """
                train/MOT17-02/img1/000001.jpg     with --copy-images or --link-images
                train/MOT17-02/seqinfo.ini         names and size of its frames; frameRate is written as 30
                train/MOT17-02/gt/gt.txt           a row an object and frame; pixels and frames are counted from 1:
                1,3,794.2,247.5,71.2,174.8,1,1,0.86
                                                   frame, track, left, top, width, height, 0 to ignore it, class, visibility
                train/MOT17-02/det/det.txt         instead, if all instances have scores and none has a track:
                1,-1,794.2,247.5,71.2,174.8,0.9,1,-1
                classes.txt     ids and names of the classes; without it they are those of MOT17: 1 is pedestrian, 3 car, ...
                images.json     which image each frame is; without it frame 1 is MOT17-02/img1/000001.jpg""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (!probe.isFolder()) {
            return MotFiles.of(probe.path())
                    .get(0)
                    .looksLikeRow(probe.start()
                            .lines()
                            .filter(line -> !line.isBlank())
                            .findFirst()
                            .orElse(""));
        }
        return MotFiles.areIn(probe.path());
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new MotSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new MotSink(folder, options);
    }
}
