package dev.copra.format.text;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Text files in UTF-8, with or without a byte order mark. */
public final class TextFile {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The bit of each byte that ASCII has not. */
    private static final long SIGNS = 0x8080808080808080L;

    private TextFile() {}

    /** The lines of a file, without line breaks of any kind. @throws FileSystemException if it is not UTF-8 */
    public static List<String> lines(Path file) throws IOException {
        return read(file).lines().toList();
    }

    /** A file as a whole. @throws FileSystemException if it is not UTF-8 */
    public static String read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return isAscii(bytes) ? new String(bytes, StandardCharsets.ISO_8859_1) : decoded(bytes, file);
    }

    /** A file as a whole, in UTF-8 and without a byte order mark. @throws FileSystemException if it is not UTF-8 */
    public static byte[] bytes(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return isAscii(bytes) ? bytes : decoded(bytes, file).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(byte[] bytes) {
        int p = 0;
        for (; p + Long.BYTES <= bytes.length; p += Long.BYTES) {
            if (((long) LONGS.get(bytes, p) & SIGNS) != 0) {
                return false;
            }
        }
        for (; p < bytes.length; p++) {
            if (bytes[p] < 0) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(byte[] bytes, Path file) throws FileSystemException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "the file is not UTF-8; convert it, for example with iconv -f CP1252 -t UTF-8");
        }
    }
}
