package dev.copra.format.voc;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Loss;
import dev.copra.format.ImageFolder;
import dev.copra.format.Losses;
import dev.copra.format.NameTable;
import dev.copra.format.WriteOptions;
import dev.copra.image.ImageException;
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
    private final WriteOptions options;
    private final Losses losses;
    private final ImageFolder images;
    private final NameTable names = new NameTable();
    /** By split, the names of its images. */
    private final Map<String, StringBuilder> lists = new LinkedHashMap<>();

    VocImages(OutputFolder folder, WriteOptions options, Losses losses) {
        this.folder = folder;
        this.options = options;
        this.losses = losses;
        images = new ImageFolder(options.images(), Long.MAX_VALUE);
    }

    /**
     * Takes an image into the output.
     *
     * @param needsSize whether an image without a size is refused
     * @return the image as it is written, with its size where that can be known, and with a name that stays in a folder; null if it
     *     is left out, which has been told
     */
    DatasetImage add(DatasetImage image, boolean needsSize) throws IOException {
        String name;
        DatasetImage sized = image;
        try {
            name = NameTable.relative(image.fileName());
            if (!image.hasSize() && (needsSize || images.isThere())) {
                sized = images.sized(image);
            }
            names.take(NameTable.stem(name));
            images.transfer(image, options.transfer(), folder, "JPEGImages/" + name);
        } catch (AnnotationException e) {
            options.problems().add(e);
            return null;
        } catch (ImageException e) {
            options.problems().add(new AnnotationException(e.code(), image.fileName(), e.getMessage()));
            return null;
        }
        if (!name.equals(image.fileName())) {
            losses.ledger().lose(Loss.FILE_NAME, image.fileName());
        }
        lists.computeIfAbsent(image.split(), s -> new StringBuilder())
                .append(NameTable.stem(name).replaceAll("\\R", " "))
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
