package dev.copra.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * This machine's files below {@code copra-test:///}, as S3 has objects: a file is there when it has been closed, and a stream does not
 * know how many bytes are to come. A name with a colon is refused, as by HDFS.
 */
public final class TestStore extends RawLocalFileSystem {
    private static final String SCHEME = "copra-test";

    /** Makes the jobs that follow know the store. */
    static void register() {
        System.setProperty("spark.hadoop.fs." + SCHEME + ".impl", TestStore.class.getName());
        System.setProperty("spark.hadoop.fs." + SCHEME + ".impl.disable.cache", "true");
    }

    /** What jobs call a file of this machine in the store. */
    static String name(java.nio.file.Path file) {
        return SCHEME + "://" + file.toAbsolutePath();
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        throw new UnsupportedOperationException("as of a file system that does not say it");
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM) || super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataInputStream open(Path path, int size) throws IOException {
        if (path.getName().contains(":")) {
            throw new IllegalArgumentException(path + " is no name here");
        }
        return new FSDataInputStream(new Silent(super.open(path, size)));
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int size, short replication, long block, Progressable progress)
            throws IOException {
        return new FSDataOutputStream(new Sent(path), null);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int size,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        return new FSDataOutputStream(new Sent(path), null);
    }

    private FSDataOutputStream put(Path path) throws IOException {
        return super.create(path, FsPermission.getFileDefault(), true, 4096, (short) 1, 1 << 20, null);
    }

    /** An object that is being sent. */
    private final class Sent extends OutputStream implements Abortable {
        private final Path path;
        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Sent(Path path) {
            this.path = path;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] from, int start, int count) {
            bytes.write(from, start, count);
        }

        @Override
        public void close() throws IOException {
            if (bytes != null) {
                try (OutputStream out = put(path)) {
                    bytes.writeTo(out);
                }
                bytes = null;
            }
        }

        @Override
        public AbortableResult abort() {
            bytes = null;
            return new AbortableResult() {
                @Override
                public boolean alreadyClosed() {
                    return false;
                }

                @Override
                public IOException anyCleanupException() {
                    return null;
                }
            };
        }
    }

    /** A stream that does not say how much is there. */
    private static final class Silent extends FSInputStream {
        private final FSDataInputStream in;

        Silent(FSDataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] into, int start, int count) throws IOException {
            return in.read(into, start, count);
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public boolean seekToNewSource(long target) throws IOException {
            return in.seekToNewSource(target);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
