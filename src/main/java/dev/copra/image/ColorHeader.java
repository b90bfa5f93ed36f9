package dev.copra.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a file says of its colours: where its ICC profile lies, and the bytes that keep a reader from following it, or from
 * following another rule than libjpeg's.
 */
final class ColorHeader {
    /** No profile is larger; those of printers have some MiB. */
    private static final int LARGEST = 1 << 26;

    /** @param at of the file's bytes @param bytes that a reader finds there instead */
    record Patch(long at, byte[] bytes) {}

    private record Piece(int order, long at, long length) {}

    private final List<Patch> patches = new ArrayList<>();
    private final List<Piece> profile = new ArrayList<>();
    private boolean packed;
    /** Of a JPEG of four components, else null. */
    Inks inks;

    /** Of a file. Nothing if it is of no known format; what was found until there if it is damaged. */
    static ColorHeader read(FileBytes bytes) {
        ImageHeader.Builder found;
        try {
            found = ImageHeader.Builder.of(bytes);
        } catch (IOException | ImageException e) {
            return new ColorHeader();
        }
        try {
            found.build();
        } catch (IOException | ImageException e) {
            // the decoder may be more lenient, and says what is wrong if it is not
        }
        return found.colors;
    }

    /** Puts other characters, a byte each, into the place of a file's. */
    void hide(long at, String instead) {
        patches.add(new Patch(at, instead.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** @param order among the pieces of the profile */
    void addProfile(int order, long at, long length) {
        profile.add(new Piece(order, at, length));
    }

    /** The whole profile, in the zlib format. */
    void addPackedProfile(long at, long length) {
        addProfile(1, at, length);
        packed = true;
    }

    List<Patch> patches() {
        return patches;
    }

    boolean hasProfile() {
        return !profile.isEmpty();
    }

    /** The profile. @throws IOException if the file does not have all of it, or it is not what it says */
    byte[] profile(FileBytes bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Piece> inOrder = new ArrayList<>(profile);
        inOrder.sort(Comparator.comparingInt(Piece::order));
        for (Piece piece : inOrder) {
            if (piece.length > LARGEST - out.size()) {
                throw new IOException("it is too large");
            }
            for (long i = 0; i < piece.length; i++) {
                out.write(bytes.at(piece.at + i));
            }
        }
        return packed ? unpack(out.toByteArray()) : out.toByteArray();
    }

    private static byte[] unpack(byte[] bytes) throws IOException {
        Inflater inflater = new Inflater();
        inflater.setInput(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 14];
        try {
            while (!inflater.finished()) {
                int length = inflater.inflate(block);
                if (length == 0) {
                    throw new IOException("it is cut off");
                }
                out.write(block, 0, length);
                if (out.size() > LARGEST) {
                    throw new IOException("it is too large");
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("it is not packed as it says", e);
        } finally {
            inflater.end();
        }
        return out.toByteArray();
    }
}
