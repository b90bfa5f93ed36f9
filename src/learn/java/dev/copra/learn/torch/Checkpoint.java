package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** What is needed to go on with a training: where it is, and numbers by name, those of the weights most of all. */
final class Checkpoint {
    private static final int VERSION = 1;

    /**
     * Where a training is.
     *
     * @param task what it trains on and how; another cannot go on from here
     * @param epoch how many epochs are done
     * @param steps how many steps of the optimiser
     * @param bestEpoch the best so far, 0 for the start
     * @param best its loss
     * @param start the loss at the start
     * @param seconds that the training has taken
     */
    record Position(String task, int epoch, int steps, int bestEpoch, double best, double start, double seconds) {}

    private Checkpoint() {}

    static byte[] write(Position position, Map<String, NDArray> numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(VERSION);
        out.writeUTF(position.task());
        out.writeInt(position.epoch());
        out.writeInt(position.steps());
        out.writeInt(position.bestEpoch());
        out.writeDouble(position.best());
        out.writeDouble(position.start());
        out.writeDouble(position.seconds());
        out.writeInt(numbers.size());
        for (Map.Entry<String, NDArray> entry : numbers.entrySet()) {
            float[] values = entry.getValue().toFloatArray();
            ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES);
            raw.asFloatBuffer().put(values);
            out.writeUTF(entry.getKey());
            out.writeInt(values.length);
            out.write(raw.array());
        }
        return bytes.toByteArray();
    }

    /** Where a training was cut off; the state is that of {@link #write}. */
    static Position position(byte[] state) throws IOException {
        return position(new DataInputStream(new ByteArrayInputStream(state)));
    }

    private static Position position(DataInputStream in) throws IOException {
        if (in.readInt() != VERSION) {
            throw new IOException("the checkpoint is another Copra's");
        }
        return new Position(
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }

    /** Puts the numbers that were written into arrays of the same names. */
    static void restore(byte[] state, Map<String, NDArray> numbers, NDManager manager) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
        position(in);
        for (int i = in.readInt(); i > 0; i--) {
            NDArray target = numbers.get(in.readUTF());
            float[] values = new float[in.readInt()];
            ByteBuffer.wrap(in.readNBytes(values.length * Float.BYTES))
                    .asFloatBuffer()
                    .get(values);
            if (target == null || target.size() != values.length) {
                throw new IOException("the checkpoint is of another network");
            }
            try (NDArray read = Tensors.of(values, target.getShape(), manager)) {
                read.copyTo(target);
            }
        }
    }
}
