package dev.copra.format.rects;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.LabelFolders;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** ReCTS, of ICDAR 2019: Chinese texts on signboards, character by character and line by line. */
public final class RectsFormat implements FolderFormat {
    static final String LABELS = "gt";
    private static final String OTHER_LABELS = "gt_unicode";
    static final String IMAGES = "img";
    /** The list of characters and the category of what is in it. */
    static final String CHARS = "chars";

    static final String CHAR = "char";
    /** The list of lines and the category of what is in it. */
    static final String LINES = "lines";

    static final String LINE = "line";
    /** A member of a line that is of another category; Copra's own. */
    static final String CATEGORY = "category";

    /** So many files of a folder are looked at: the first ones may be damaged. */
    private static final int LOOKED_AT = 20;

    static final String TEXT = "transcription";
    static final String IGNORE = "ignore";

    @Override
    public String name() {
        return "rects";
    }

    @Override
    public String title() {
        return "ICDAR 2019 ReCTS, a JSON file an image with characters and lines of text";
    }

    @Override
    public String specification() {
        return "https://rrc.cvc.uab.es/?ch=12&com=tasks";
    }

    @Override
    public String keeps() {
        return "turned boxes, quadrilaterals, transcription and ignore as attributes, names of categories, splits";
    }

    @Override
    public String layout() {
        return """
                train/img/a.jpg       with --copy-images or --link-images
                train/gt/a.json       quadrilaterals in pixels, clockwise from the top left corner of the text:
                {"chars": [{"ignore": 0, "transcription": "H", "points": [10,20,40,20,40,60,10,60]}],
                 "lines": [{"ignore": 0, "transcription": "HI", "points": [10,20,80,20,80,60,10,60]}]}
                a line of another category than 'line' has a member "category", too""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (!probe.isFolder()) {
            return looksLikeFile(probe);
        }
        List<Path> folders = folders(probe.path());
        for (Path folder : folders.isEmpty() ? List.of(probe.path()) : folders) {
            List<Path> files = ImageNames.files(folder, ".json");
            for (Path file : files.subList(0, Math.min(files.size(), LOOKED_AT))) {
                if (looksLikeFile(Probe.of(file))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean looksLikeFile(Probe file) {
        return file.first() == '{' && file.hasMember(CHARS) && file.hasMember(LINES);
    }

    private static List<Path> folders(Path input) throws IOException {
        return LabelFolders.find(input, labels(input));
    }

    /** What folders of label files are called: where there are both names, they have the same content. */
    static String labels(Path input) throws IOException {
        return LabelFolders.find(input, LABELS).isEmpty()
                        && !LabelFolders.find(input, OTHER_LABELS).isEmpty()
                ? OTHER_LABELS
                : LABELS;
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new RectsSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new RectsSink(folder, options);
    }
}
