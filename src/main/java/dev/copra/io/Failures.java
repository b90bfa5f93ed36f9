package dev.copra.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Input and output failures in words: Java's messages are often only a file's name. */
public final class Failures {
    private Failures() {}

    /** One line that names the file. */
    public static String describe(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return file(e) + ": there is no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return file(e) + ": permission denied";
        }
        if (e instanceof NotDirectoryException) {
            return file(e) + ": this is not a directory";
        }
        if (e instanceof FileSystemException fse && fse.getReason() != null) {
            boolean full = fse.getReason().equals("No space left on device");
            return fse.getFile() + ": " + fse.getReason() + (full ? "; make room there, or choose another place" : "");
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** Whether the reader of what we write has gone: not an error, but no reason to go on. */
    public static boolean isClosedPipe(IOException e) {
        String message = e.getMessage();
        return message != null
                && (message.endsWith("Broken pipe")
                        || message.endsWith("pipe is being closed")
                        || message.endsWith("pipe has been ended"));
    }

    private static String file(IOException e) {
        return e instanceof FileSystemException fse ? fse.getFile() : e.getMessage();
    }
}
