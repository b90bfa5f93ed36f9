package dev.copra.image;

import java.io.IOException;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/** A stream in which some bytes are others than in the one it reads from. */
final class PatchedInput extends ImageInputStreamImpl {
    private final ImageInputStream in;
    private final List<ColorHeader.Patch> patches;

    /** @param in is closed with this */
    PatchedInput(ImageInputStream in, List<ColorHeader.Patch> patches) {
        this.in = in;
        this.patches = patches;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        in.seek(streamPos);
        int count = in.read(bytes, offset, length);
        for (ColorHeader.Patch patch : patches) {
            long from = Math.max(patch.at(), streamPos);
            long to = Math.min(patch.at() + patch.bytes().length, streamPos + count);
            for (long at = from; at < to; at++) {
                bytes[offset + (int) (at - streamPos)] = patch.bytes()[(int) (at - patch.at())];
            }
        }
        streamPos += Math.max(0, count);
        return count;
    }

    @Override
    public long length() {
        try {
            return in.length();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        in.close();
    }
}
