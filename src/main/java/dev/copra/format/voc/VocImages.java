package dev.copra.format.voc;

import dev.copra.dataset.DatasetImage;
import dev.copra.format.ImagePlaces;
import dev.copra.format.Losses;
import dev.copra.format.WriteOptions;
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
    private final Losses losses;
    private final ImagePlaces places;
    /** By split, the names of its images. */
    private final Map<String, StringBuilder> lists = new LinkedHashMap<>();

    VocImages(OutputFolder folder, WriteOptions options, Losses losses) {
        this.folder = folder;
        this.losses = losses;
        places = new ImagePlaces(options, folder);
    }

    /**
     * Takes an image into the output.
     *
     * @param needsSize whether an image without a size is refused
     * @return the image as it is written, with its size where that can be known, and with a name that stays in a folder; null if it
     *     is left out, which has been told
     */
    DatasetImage add(DatasetImage image, boolean needsSize) throws IOException {
        ImagePlaces.Size size = needsSize ? ImagePlaces.Size.ALL : ImagePlaces.Size.WHERE_KNOWN;
        ImagePlaces.Place place = places.take(image, "", "JPEGImages/", size, false);
        if (place == null) {
            return null;
        }
        DatasetImage sized = place.image();
        String name = place.name();
        losses.fileName(image, name);
        lists.computeIfAbsent(image.split(), s -> new StringBuilder())
                .append(place.stem().replaceAll("\\R", " "))
                .append('\n');
        return new DatasetImage(image.id(), name, image.split(), sized.width(), sized.height(), image.extras());
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
