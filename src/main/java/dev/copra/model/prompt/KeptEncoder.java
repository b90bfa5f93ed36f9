package dev.copra.model.prompt;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.model.frame.Placement;
import dev.copra.model.graph.ModelException;
import dev.copra.model.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An encoder whose answers are kept on disk. A key is the SHA-256 of all that decides an answer: the encoder's files, its
 * settings, the image's size and pixels. What cannot be read is computed anew and replaced, what cannot be written is not
 * kept; of both the user is told, for a run does not end by its cache.
 */
final class KeptEncoder implements ImageSide {
    private final Encoder encoder;
    private final Embeddings kept;
    private final String identity;
    private final Consumer<String> notes;

    /** @param identity of the encoder: its files and settings */
    KeptEncoder(Encoder encoder, Embeddings kept, String identity, Consumer<String> notes) {
        this.encoder = encoder;
        this.kept = kept;
        this.identity = identity + " " + ByteOrder.nativeOrder();
        this.notes = notes;
    }

    @Override
    public Placement place(int height, int width) {
        return encoder.place(height, width);
    }

    @Override
    public Map<String, Tensor> encode(Planar<GrayU8> rgb, Placement placement) throws ModelException {
        String key = key(rgb);
        try {
            Map<String, Tensor> found = kept.get(key, encoder::memory);
            if (found != null && encoder.fills(found)) {
                return found;
            }
        } catch (IOException e) {
            notes.accept("the embeddings in " + kept.directory() + ": one is damaged (" + e.getMessage()
                    + "); it is computed anew");
        }
        Map<String, Tensor> features = encoder.encode(rgb, placement);
        try {
            kept.put(key, features);
        } catch (IOException e) {
            notes.accept("the embeddings in " + kept.directory() + " cannot be written (" + e.getMessage()
                    + "); the run goes on without keeping them");
        }
        return features;
    }

    private String key(Planar<GrayU8> rgb) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(identity.getBytes(StandardCharsets.UTF_8));
            digest.update(
                    ByteBuffer.allocate(8).putInt(rgb.height).putInt(rgb.width).array());
            for (GrayU8 band : rgb.bands) {
                for (int y = 0; y < band.height; y++) {
                    digest.update(band.data, band.startIndex + y * band.stride, band.width);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void release(Map<String, Tensor> features) {
        encoder.release(features);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
