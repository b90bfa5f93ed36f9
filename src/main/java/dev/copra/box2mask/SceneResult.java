package dev.copra.box2mask;

import dev.copra.mask.Rle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The verdicts of one image, as bytes in the journal.
 *
 * @param verdicts by the annotation's position in the document
 */
record SceneResult(Map<Integer, Verdict> verdicts) {

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(verdicts.size());
        for (Map.Entry<Integer, Verdict> entry : verdicts.entrySet()) {
            Verdict verdict = entry.getValue();
            out.writeInt(entry.getKey());
            out.writeDouble(verdict.confidence());
            out.writeUTF(verdict.fallback() == null ? "" : verdict.fallback());
            out.writeBoolean(verdict.mask() != null);
            if (verdict.mask() != null) {
                write(out, verdict.mask());
            }
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Rle mask) throws IOException {
        out.writeInt(mask.height());
        out.writeInt(mask.width());
        out.writeInt(mask.counts().length);
        for (int count : mask.counts()) {
            out.writeInt(count);
        }
    }

    static SceneResult ofBytes(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int size = in.readInt();
        Map<Integer, Verdict> verdicts = new HashMap<>();
        for (int i = 0; i < size; i++) {
            int annotation = in.readInt();
            double confidence = in.readDouble();
            String fallback = in.readUTF();
            Rle mask = in.readBoolean() ? readMask(in) : null;
            verdicts.put(annotation, new Verdict(mask, confidence, fallback.isEmpty() ? null : fallback));
        }
        return new SceneResult(verdicts);
    }

    private static Rle readMask(DataInputStream in) throws IOException {
        int height = in.readInt();
        int width = in.readInt();
        int[] counts = new int[in.readInt()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readInt();
        }
        return new Rle(height, width, counts);
    }
}
