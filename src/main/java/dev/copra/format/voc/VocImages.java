package dev.copra.format.voc;

import dev.copra.dataset.DatasetImage;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImagePlaces;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The images of a data set that is written: their names, files and split lists. */
final class VocImages {
    private final OutputFolder folder;
    private final ImagePlaces places;
    /** By split, the names of its images. */
    private final Map<String, StringBuilder> lists = new LinkedHashMap<>();

    VocImages(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        places = new ImagePlaces(options, folder);
    }

    /**
     * Looks for a place for an image; any thread may do so.
     *
     * @param needsSize whether an image without a size is refused
     */
    ImagePlaces.Wish wish(DatasetImage image, boolean needsSize) {
        ImagePlaces.Size size = needsSize ? ImagePlaces.Size.ALL : ImagePlaces.Size.WHERE_KNOWN;
        return places.wish(image, "", "JPEGImages/", size, false);
    }

    /** The image as it is written, with its size where that can be known, and with a name that stays in a folder. */
    static DatasetImage written(ImagePlaces.Wish wish) {
        return wish.image().withFileName(wish.name());
    }

    /** Takes an image into the output, in the order of the images. @return whether it is there; if not, why has been told */
    boolean take(ImagePlaces.Wish wish) throws IOException {
        if (!places.take(wish)) {
            return false;
        }
        lists.computeIfAbsent(wish.image().split(), s -> new StringBuilder())
                .append(wish.stem().replaceAll("\\R", " "))
                .append('\n');
        return true;
    }

    /** Writes the split lists and the table of categories. @param task the folder in {@code ImageSets} */
    void finish(String task, List<String> categories) throws IOException {
        for (Map.Entry<String, StringBuilder> list : lists.entrySet()) {
            String split = list.getKey().isEmpty() ? VocFolder.NO_SPLIT : list.getKey();
            write("ImageSets/" + task + "/" + split + ".txt", list.getValue().toString());
        }
        write("labelmap.txt", VocLabels.text(categories));
    }

    private void write(String name, String text) throws IOException {
        try (OutputStream out = folder.create(name)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
