package dev.copra.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Text files in UTF-8, with or without a byte order mark. */
public final class TextFile {
    private TextFile() {}

    /** The lines of a file, without line breaks of any kind. @throws FileSystemException if it is not UTF-8 */
    public static List<String> lines(Path file) throws IOException {
        return read(file).lines().toList();
    }

    /** A file as a whole. @throws FileSystemException if it is not UTF-8 */
    public static String read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
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
