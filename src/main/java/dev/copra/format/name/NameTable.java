package dev.copra.format.name;

import dev.copra.coco.AnnotationException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of files that an output has already. Two that differ only in upper and lower case, or in how accents are encoded, are one file on
 * some systems, so the second is refused. Subfolders stay, so that {@code a/1.jpg} and {@code b/1.jpg} are two.
 */
public final class NameTable {
    private final Set<String> taken = new HashSet<>();

    /**
     * A name below a folder, with slashes, from a name as a data set has it: without drive, leading slashes and parts of one dot.
     *
     * @throws AnnotationException if nothing is left, or it has a part of two dots
     */
    public static String relative(String fileName) throws AnnotationException {
        String path = fileName.replace('\\', '/');
        int scheme = path.indexOf("://");
        if (scheme >= 0) {
            path = path.substring(scheme + 3);
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..") || part.indexOf('\0') >= 0) {
                throw new AnnotationException(
                        "file-name", fileName, "this name leads out of the output folder, so the image is left out");
            }
            if (!part.isEmpty() && !part.equals(".") && !part.endsWith(":")) {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            throw new AnnotationException("file-name", "'" + fileName + "'", "the image has no file name");
        }
        return String.join("/", parts);
    }

    /** A name without the end of its last part. */
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }

    /**
     * Takes a name.
     *
     * @throws AnnotationException if it is taken
     */
    public String take(String name) throws AnnotationException {
        // of ASCII there is one form, and to load the tables of all others takes long
        String form = name.chars().allMatch(c -> c < 0x80) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
        if (!taken.add(form.toLowerCase(Locale.ROOT))) {
            throw new AnnotationException(
                    "file-name-taken",
                    name,
                    "another image has the same name in the output, perhaps in upper case or with another ending;"
                            + " this one is left out");
        }
        return name;
    }
}
