package dev.copra.spark;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import dev.copra.image.ColorProfile;
import dev.copra.image.ImageFinder;
import dev.copra.image.ImageStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Images in a folder of any of Hadoop's file systems. Those of a local one are read where they lie, by all rules of the command line;
 * others are fetched one by one, from the {@linkplain ImageFinder#places places} that their names can mean: a store of millions of
 * objects cannot be listed.
 */
final class ImageSource {
    private final Path folder;
    private final Configuration configuration;
    private final boolean local;
    private final java.nio.file.Path scratch;
    private final ImageStore store;

    /** What is done with images. */
    interface Work {
        void with(ImageStore images) throws IOException;
    }

    /**
     * @param scratch a folder of this machine for what is fetched; no other work has it. It is created when it is needed, and removed
     *     whenever a work is done
     */
    ImageSource(
            String folder,
            long maxPixels,
            ColorProfile profile,
            Configuration configuration,
            java.nio.file.Path scratch)
            throws IOException {
        this.folder = new Path(folder);
        this.configuration = configuration;
        // Spark calls an executor's folder "."
        this.scratch = scratch.toAbsolutePath().normalize();
        local = Store.isLocal(this.folder, configuration);
        store = new ImageStore(local ? java.nio.file.Path.of(this.folder.toUri().getPath()) : this.scratch, maxPixels)
                .with(profile);
    }

    /**
     * Works with the images of some records.
     *
     * @throws IOException if the store does not answer; that a file is not there is found out by the work
     */
    void use(List<byte[]> records, Work work) throws IOException {
        if (local) {
            work.with(store);
            return;
        }
        Files.createDirectories(scratch);
        try {
            for (byte[] record : records) {
                fetch(CocoRecord.parse(record, Section.IMAGES, 0, 1, 1));
            }
            work.with(store.in(scratch));
        } finally {
            scratchFiles().delete(new Path(scratch.toUri()), true);
        }
    }

    /** What messages call a place of an image, which was fetched. */
    String named(String message) {
        return local ? message : message.replace(scratch.toString(), folder.toString());
    }

    private void fetch(CocoRecord record) throws IOException {
        Set<String> places = new LinkedHashSet<>();
        try {
            add(places, record.text("file_name"));
            add(places, record.text("coco_url"));
        } catch (AnnotationException e) {
            // a record without a usable name is told by who looks for its file
        }
        for (String place : places) {
            try (InputStream in = open(place)) {
                if (in != null) {
                    try (OutputStream out =
                            scratchFiles().create(new Path(here(place).toUri()), true)) {
                        in.transferTo(out);
                    }
                    return;
                }
            }
        }
    }

    private FileSystem scratchFiles() throws IOException {
        return FileSystem.getLocal(configuration).getRawFileSystem();
    }

    private void add(Set<String> places, String name) {
        if (name != null && !name.isEmpty()) {
            places.addAll(ImageFinder.places(folder.getName(), name));
        }
    }

    /** A file of the folder, or null if there is none: neither a folder nor what cannot be a name there is one. */
    private InputStream open(String place) throws IOException {
        try {
            Path from = new Path(folder + "/" + place);
            return from.getFileSystem(configuration).open(from);
        } catch (FileNotFoundException | IllegalArgumentException e) {
            return null;
        }
    }

    private java.nio.file.Path here(String place) throws IOException {
        try {
            return scratch.resolve(place);
        } catch (InvalidPathException e) {
            throw new IOException(
                    folder + "/" + place
                            + " cannot be kept on a machine that does not take its name; give the executors a"
                            + " locale of UTF-8 (spark.executorEnv.LC_ALL=C.UTF-8)",
                    e);
        }
    }
}
