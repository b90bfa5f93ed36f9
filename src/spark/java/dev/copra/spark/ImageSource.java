package dev.copra.spark;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import dev.copra.image.ColorProfile;
import dev.copra.image.ImageStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkFiles;

/**
 * Images in a folder of any of Hadoop's file systems. Those of a local one are read where they lie, by all rules of the command line;
 * others are fetched one by one, by {@code file_name} as it is written, its last part, or the last part of {@code coco_url}: a store of
 * millions of objects cannot be listed.
 */
final class ImageSource {
    private final String folder;
    private final Configuration configuration;
    private final boolean local;
    private final ImageStore store;

    /** What is done with images. */
    interface Work {
        void with(ImageStore images) throws IOException;
    }

    ImageSource(String folder, long maxPixels, ColorProfile profile, Configuration configuration) throws IOException {
        this.folder = folder;
        this.configuration = configuration;
        Path path = new Path(folder);
        local = Store.isLocal(path, configuration);
        store = new ImageStore(
                        java.nio.file.Path.of(local ? path.toUri().getPath() : SparkFiles.getRootDirectory()),
                        maxPixels)
                .with(profile);
    }

    /**
     * Works with the images of some records.
     *
     * @param task number of the task, which no other has
     * @throws IOException if the store does not answer; that a file is not there is found out by the work
     */
    void use(List<byte[]> records, long task, Work work) throws IOException {
        if (local) {
            work.with(store);
            return;
        }
        java.nio.file.Path fetched =
                java.nio.file.Path.of(SparkFiles.getRootDirectory(), "copra-images", Long.toString(task));
        Files.createDirectories(fetched);
        try {
            for (byte[] record : records) {
                fetch(CocoRecord.parse(record, Section.IMAGES, 0, 1, 1), fetched);
            }
            work.with(store.in(fetched));
        } finally {
            Path rubbish = new Path(fetched.toUri());
            FileSystem.getLocal(configuration).getRawFileSystem().delete(rubbish, true);
        }
    }

    /** What messages call a place of an image, which was fetched. */
    String named(String message, long task) {
        return local
                ? message
                : message.replace(
                        java.nio.file.Path.of(SparkFiles.getRootDirectory(), "copra-images", Long.toString(task))
                                .toString(),
                        folder);
    }

    private void fetch(CocoRecord record, java.nio.file.Path into) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            add(names, record.text("file_name"));
            add(names, record.text("coco_url"));
        } catch (AnnotationException e) {
            // a record without a usable name is told by who looks for its file
        }
        for (String name : names) {
            try {
                java.nio.file.Path file = into.resolve(name).normalize();
                if (!file.startsWith(into)) {
                    continue;
                }
                Path from = new Path(folder + "/" + name);
                from.getFileSystem(configuration).copyToLocalFile(false, from, new Path(file.toUri()), true);
                return;
            } catch (FileNotFoundException | IllegalArgumentException e) {
                // the next name
            }
        }
    }

    /** Adds a name as it is written, and its last part. */
    private static void add(List<String> names, String written) {
        if (written == null || written.isEmpty()) {
            return;
        }
        String name = written.replace('\\', '/').replaceFirst("[?#].*", "");
        if (!name.contains("://")) {
            names.add(name);
        }
        names.add(name.substring(name.lastIndexOf('/') + 1));
    }
}
