package dev.copra.spark;

import dev.copra.io.Input;
import dev.copra.io.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files by Hadoop's file systems: local ones, HDFS, S3 and others. */
final class Store {
    private Store() {}

    /** A document that is read as a stream; it may be packed by gzip. */
    static Input input(String name, Configuration configuration) {
        Path path = new Path(name);
        return Input.of(name, () -> {
            java.io.InputStream raw = path.getFileSystem(configuration).open(path);
            return name.endsWith(".gz") ? new java.util.zip.GZIPInputStream(raw, 1 << 16) : raw;
        });
    }

    /** The folder for what a job keeps until it ends, beside its output. Whatever a job that was killed has left there is removed. */
    static Path workFolder(String output, Configuration configuration) throws IOException {
        Path folder = new Path(output.replaceAll("/+$", "") + ".work");
        folder.getFileSystem(configuration).delete(folder, true);
        return folder;
    }

    /** @throws IllegalArgumentException if there is something at the place of an output */
    static void requireAbsent(String output, Configuration configuration) throws IOException {
        Path path = new Path(output);
        if (path.getFileSystem(configuration).exists(path)) {
            throw new IllegalArgumentException(output + " is there already; remove it, or name another output");
        }
    }

    static void remove(Path path, Configuration configuration) throws IOException {
        path.getFileSystem(configuration).delete(path, true);
    }

    /** Writes a file that appears whole or not at all. A name that ends in .gz packs. */
    static void write(String name, Configuration configuration, Output.Content content) throws IOException {
        Path path = new Path(name);
        if (isLocal(path, configuration)) {
            Output.write(path.toUri().getPath(), System.out, content);
            return;
        }
        FileSystem files = path.getFileSystem(configuration);
        Path beside = new Path(path.getParent(), "." + path.getName() + ".copra");
        try (OutputStream raw = files.create(beside, true);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw) {
            content.writeTo(out);
        }
        files.delete(path, false);
        if (!files.rename(beside, path)) {
            throw new IOException(name + ": what was written could not be moved there; it is in " + beside);
        }
    }

    /** Whether a path is one of this machine's file system. */
    static boolean isLocal(Path path, Configuration configuration) throws IOException {
        return path.getFileSystem(configuration).getScheme().equals("file");
    }
}
