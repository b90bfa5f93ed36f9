package dev.copra.spark;

import dev.copra.io.Input;
import dev.copra.io.Output;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.SequenceFileInputFormat;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Files by Hadoop's file systems: local ones, HDFS, S3 and others. A name is a name: no character of it stands for others. */
final class Store {
    private Store() {}

    /** A document that is read as a stream; it may be packed by gzip. */
    static Input input(String name, Configuration configuration) {
        Path path = new Path(name);
        return Input.of(name, () -> {
            try {
                return path.getFileSystem(configuration).open(path);
            } catch (FileNotFoundException e) {
                // stores say where in them it was found missing
                throw (IOException) new FileNotFoundException(name).initCause(e);
            }
        });
    }

    /**
     * The records of a sequence file, or of all of a folder, by many tasks.
     *
     * @param tasks at least so many, if there is enough for them
     */
    @SuppressWarnings("unchecked")
    static <K, V> JavaPairRDD<K, V> sequence(
            JavaSparkContext spark, Path path, Class<K> key, Class<V> value, int tasks) {
        Class<? extends InputFormat<K, V>> format =
                (Class<? extends InputFormat<K, V>>) (Class<?>) SequenceFileInputFormat.class;
        return spark.hadoopRDD(job(path, spark), format, key, value, tasks);
    }

    /** The lines of a file, or of all of a folder in the order of their names, by many tasks. Gzip and what Hadoop knows is unpacked. */
    static JavaRDD<String> lines(JavaSparkContext spark, Path path) {
        return spark.hadoopRDD(job(path, spark), OrderedLines.class, LongWritable.class, Text.class)
                .values()
                .map(Text::toString);
    }

    private static JobConf job(Path path, JavaSparkContext spark) {
        JobConf job = new JobConf(spark.hadoopConfiguration());
        FileInputFormat.setInputPaths(job, new Path(literal(path.toString())));
        return job;
    }

    /** File systems list files in an order of their own. */
    private static final class OrderedLines extends TextInputFormat {
        @Override
        protected FileStatus[] listStatus(JobConf job) throws IOException {
            FileStatus[] files = super.listStatus(job);
            Arrays.sort(files);
            return files;
        }
    }

    /** A name as Hadoop and Spark take those of inputs, which may be patterns. */
    static String literal(String name) {
        return name.replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
    }

    /** The folder for what a job keeps until it ends, beside its output. Whatever a job that was killed has left there is removed. */
    static Path workFolder(String output, Configuration configuration) throws IOException {
        Path folder = new Path(trimmed(output) + ".work");
        folder.getFileSystem(configuration).delete(folder, true);
        return folder;
    }

    /** A folder that no other job has, for what a job keeps that only answers: several may read one input at a time. */
    static Path ownFolder(String beside, Configuration configuration) throws IOException {
        Path folder = new Path(trimmed(beside) + "-" + UUID.randomUUID() + ".work");
        folder.getFileSystem(configuration).deleteOnExit(folder);
        return folder;
    }

    /** A name without the slashes at its end. */
    static String trimmed(String name) {
        int end = name.length();
        while (end > 1 && name.charAt(end - 1) == '/') {
            end--;
        }
        return name.substring(0, end);
    }

    /** @throws IllegalArgumentException if there is something at the place of an output */
    static void requireAbsent(String output, Configuration configuration) throws IOException {
        Path path = new Path(output);
        if (path.getFileSystem(configuration).exists(path)) {
            throw new IllegalArgumentException(output + " is there already; remove it, or name another output");
        }
    }

    /**
     * Looks whether a folder is there, before each of its files is found missing. A folder of the machine's own may be on others alone.
     *
     * @throws FileNotFoundException if it is not
     */
    static void requireFolder(String folder, Configuration configuration) throws IOException {
        Path path = new Path(folder);
        if (isLocal(path, configuration)) {
            return;
        }
        try {
            if (!path.getFileSystem(configuration).exists(path)) {
                throw new FileNotFoundException(folder);
            }
        } catch (AccessDeniedException e) {
            // whoever may read the objects of a store need not be allowed to list them
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
        // what a store shows only when it is closed needs no second name, which it would copy
        boolean whole = files.hasPathCapability(path, CommonPathCapabilities.ABORTABLE_STREAM);
        Path written = whole ? path : new Path(path.getParent(), "." + path.getName() + ".copra");
        FSDataOutputStream raw = files.create(written, true);
        try {
            OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw;
            content.writeTo(out);
            out.close();
        } catch (IOException | RuntimeException e) {
            try {
                discard(raw, whole, written, files);
            } catch (IOException later) {
                e.addSuppressed(later);
            }
            throw e;
        }
        if (!whole) {
            move(written, path, files, configuration);
        }
    }

    private static void discard(FSDataOutputStream out, boolean whole, Path written, FileSystem files)
            throws IOException {
        if (whole) {
            out.abort();
            return;
        }
        try {
            out.close();
        } finally {
            files.delete(written, false);
        }
    }

    private static void move(Path from, Path to, FileSystem files, Configuration configuration) throws IOException {
        try {
            FileContext.getFileContext(files.getUri(), configuration).rename(from, to, Options.Rename.OVERWRITE);
        } catch (UnsupportedFileSystemException e) {
            files.delete(to, false);
            if (!files.rename(from, to)) {
                throw new IOException(to + ": what was written could not be moved there; it is in " + from, e);
            }
        }
    }

    /** Whether a path is one of this machine's file system. */
    static boolean isLocal(Path path, Configuration configuration) throws IOException {
        return path.getFileSystem(configuration).getUri().getScheme().equals("file");
    }
}
