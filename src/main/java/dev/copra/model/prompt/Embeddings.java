package dev.copra.model.prompt;

import dev.copra.io.Output;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Named tensors on disk, a file a key, in folders by the key's first two digits. A file is written beside its place and
 * moved there, so that readers in other processes see all of it or nothing; a CRC-32C at its end tells damage.
 *
 * @param directory need not exist yet
 */
record Embeddings(Path directory) {
    private static final byte[] MAGIC = "copra embeddings 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIMENSIONS = 8;
    private static final int CHUNK = 1 << 16;

    private Path file(String key) {
        return directory.resolve(key.substring(0, 2)).resolve(key.substring(2) + ".emb");
    }

    /** Where the memory of a named tensor comes from. */
    interface Memory {
        Tensor take(String name, ElementType type, long... shape);
    }

    /**
     * Reads what was kept.
     *
     * @return null if there is nothing under the key
     * @throws IOException if there is, but it is damaged
     */
    Map<String, Tensor> get(String key, Memory memory) throws IOException {
        Path file = file(key);
        CRC32C crc = new CRC32C();
        // the check sum comes first: what is damaged must not be taken for shapes and names
        try {
            checkSum(file);
        } catch (NoSuchFileException e) {
            return null;
        }
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new CheckedInputStream(raw, crc))) {
            long size = Files.size(file);
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException("it does not begin as one of Copra's");
            }
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (int rest = in.readUnsignedByte(); rest > 0; rest--) {
                String name = in.readUTF();
                tensors.put(name, read(in, size, name, memory));
            }
            int expected = (int) crc.getValue();
            if (in.readInt() != expected || in.read() >= 0) {
                throw new IOException("its check sum is wrong");
            }
            return tensors;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void checkSum(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), CHUNK))) {
            byte[] chunk = new byte[CHUNK];
            for (long rest = Files.size(file) - Integer.BYTES; rest > 0; ) {
                int count = (int) Math.min(CHUNK, rest);
                in.readFully(chunk, 0, count);
                crc.update(chunk, 0, count);
                rest -= count;
            }
            if (in.readInt() != (int) crc.getValue()) {
                throw new IOException("its check sum is wrong");
            }
        }
    }

    private static Tensor read(DataInputStream in, long fileSize, String name, Memory memory) throws IOException {
        int type = in.readUnsignedByte();
        long[] shape = new long[in.readUnsignedByte()];
        double bytes = 1;
        for (int i = 0; i < Math.min(shape.length, MOST_DIMENSIONS); i++) {
            shape[i] = in.readInt();
            bytes *= shape[i] < 0 ? Double.POSITIVE_INFINITY : shape[i];
        }
        if (type >= ElementType.OTHER.ordinal() || shape.length > MOST_DIMENSIONS || !(bytes <= fileSize)) {
            throw new IOException("it announces a tensor that it cannot have");
        }
        Tensor tensor = memory.take(name, ElementType.values()[type], shape);
        ByteBuffer target = tensor.bytes();
        byte[] chunk = new byte[CHUNK];
        while (target.hasRemaining()) {
            int count = Math.min(CHUNK, target.remaining());
            in.readFully(chunk, 0, count);
            target.put(chunk, 0, count);
        }
        return tensor;
    }

    /** Keeps tensors under a key of 64 hexadecimal digits. */
    void put(String key, Map<String, Tensor> tensors) throws IOException {
        Path file = file(key);
        Files.createDirectories(file.getParent());
        try (Output output = Output.cached(file)) {
            write(output.stream(), tensors);
            output.commit();
        }
    }

    private static void write(OutputStream raw, Map<String, Tensor> tensors) throws IOException {
        CRC32C crc = new CRC32C();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new CheckedOutputStream(raw, crc), CHUNK))) {
            out.write(MAGIC);
            out.writeByte(tensors.size());
            byte[] chunk = new byte[CHUNK];
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                Tensor tensor = entry.getValue();
                out.writeUTF(entry.getKey());
                out.writeByte(tensor.type().ordinal());
                out.writeByte(tensor.rank());
                for (long dim : tensor.shape()) {
                    out.writeInt((int) dim);
                }
                for (ByteBuffer bytes = tensor.bytes(); bytes.hasRemaining(); ) {
                    int count = Math.min(CHUNK, bytes.remaining());
                    bytes.get(chunk, 0, count);
                    out.write(chunk, 0, count);
                }
            }
            out.flush();
            out.writeInt((int) crc.getValue());
        }
    }
}
