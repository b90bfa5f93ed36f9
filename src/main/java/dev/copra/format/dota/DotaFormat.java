package dev.copra.format.dota;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.Splits;
import dev.copra.format.text.TextFile;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** DOTA: a quadrilateral an instance. */
public final class DotaFormat implements FolderFormat {
    @Override
    public String name() {
        return "dota";
    }

    @Override
    public String title() {
        return "DOTA, quadrilaterals in text files";
    }

    @Override
    public String specification() {
        return "https://captain-whu.github.io/DOTA/dataset.html";
    }

    @Override
    public String keeps() {
        return "turned boxes, quadrilaterals, names of categories, difficulty, splits";
    }

    @Override
    public String layout() {
        return """
                images/train/a.png       with --copy-images or --link-images
                labelTxt/train/a.txt     a row an instance: four corners in pixels, category, difficulty:
                10 20 40 20 40 60 10 60 large-vehicle 0""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        Path folder = DotaSource.labels(probe.path());
        if (!probe.isFolder() || folder == null) {
            return false;
        }
        if (folder.equals(probe.path()) && hasSplits(probe)) {
            // each is a data set with images of its own
            return false;
        }
        for (Path file : DotaSource.files(folder)) {
            for (String line : TextFile.lines(file)) {
                if (!line.isBlank() && !DotaSource.isHeader(line)) {
                    return DotaSource.looksLikeRow(line);
                }
            }
        }
        return Files.isDirectory(folder) && folder.getFileName().toString().startsWith("labelTxt");
    }

    private static boolean hasSplits(Probe probe) {
        return probe.names().stream().anyMatch(name -> {
            Path split = probe.path().resolve(name);
            return !Splits.inName(name).isEmpty()
                    && Files.isDirectory(split)
                    && !split.equals(DotaSource.labels(split));
        });
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new DotaSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new DotaSink(folder, options);
    }
}
