package dev.copra.validate.check.image;

import dev.copra.collect.LongSet;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Subject;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The {@code file_name} of an image: whether it means the same file on every system. Names are remembered as hashes of 64
 * bits; that two of a million differ but are taken for one is less likely than 1 in 10^7.
 */
public final class FileNameChecks {
    static final Code MISSING = Code.warning(
            "file-name-missing",
            "an image without file_name",
            "Nearly all loaders open the file of this name; LVIS, which has none, gives a coco_url instead.");
    static final Code TYPE = Code.error(
            "file-name-type", "a file_name that is no string", "Loaders join it to a folder and end with a TypeError.");
    static final Code DUPLICATE = Code.warning(
            "file-name-duplicate",
            "two images with one file_name",
            "The same picture counts twice, its annotations are split in two, and each half lacks the other's objects.");
    static final Code CASE = Code.warning(
            "file-name-case",
            "two file names that differ in upper and lower case only",
            "On macOS and Windows they are one file: unpacking the images there loses one of the two.");
    public static final Code BACKSLASH = Code.warning(
                    "file-name-backslash",
                    "a file_name with a backslash",
                    "A folder on Windows, but a part of the name everywhere else: the file is not found.")
            .fix("writes / in its place");
    public static final Code ABSOLUTE = Code.warning(
            "file-name-absolute",
            "a file_name that is an absolute path or a URL",
            "It names a place on one machine; joined to a folder, Python takes the absolute path and ignores the folder.");
    public static final Code ESCAPES = Code.error(
            "file-name-escapes",
            "a file_name that leaves the image folder",
            "With .. a data set reads files that are not its own; Copra and careful loaders refuse it.");
    public static final Code NOT_NFC = Code.warning(
                    "file-name-nfc",
                    "a file_name that is not in Unicode's composed form (NFC)",
                    "The same letters can be written in several ways; macOS decomposes them, Linux compares bytes: the file is"
                            + " not found.")
            .fix("writes it in NFC");

    /** All that this family reports. */
    public static final List<Code> CODES =
            List.of(MISSING, TYPE, DUPLICATE, CASE, BACKSLASH, ABSOLUTE, ESCAPES, NOT_NFC);

    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://");

    private final LongSet exact = new LongSet();
    private final LongSet folded = new LongSet();

    void check(Subject image) {
        char first = image.record().first("file_name");
        if (first == 0 || first == 'n') {
            if (image.record().isNull("coco_url")) {
                image.report(MISSING, "file_name", "the image has no file_name");
            }
            return;
        }
        String name = image.text("file_name");
        if (name == null) {
            image.report(TYPE, "file_name", "file_name is " + image.record().excerpt("file_name") + ", not a string");
            return;
        }
        if (name.isEmpty()) {
            image.report(MISSING, "file_name", "file_name is empty");
            return;
        }
        checkForm(image, name);
        boolean again = !exact.add(LongSet.hash(name));
        boolean againFolded = !folded.add(LongSet.hash(fold(name)));
        if (again) {
            image.report(DUPLICATE, "file_name", "'" + name + "' is an earlier image's file_name, too");
        } else if (againFolded) {
            image.report(CASE, "file_name", "'" + name + "' is another image's file_name but for upper and lower case");
        }
    }

    private static void checkForm(Subject image, String name) {
        if (name.indexOf('\\') >= 0) {
            image.report(BACKSLASH, "file_name", "'" + name + "' has a backslash");
        }
        String unix = name.replace('\\', '/');
        if (isAbsolute(name)) {
            image.report(ABSOLUTE, "file_name", "'" + name + "' is absolute");
        } else if (leavesFolder(unix)) {
            image.report(ESCAPES, "file_name", "'" + name + "' leaves the image folder");
        }
        if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            image.report(NOT_NFC, "file_name", "'" + name + "' is not in NFC");
        }
    }

    /** Whether it is a path from the root, of a Windows drive, or a URL. */
    static boolean isAbsolute(String name) {
        return name.startsWith("/")
                || name.startsWith("\\")
                || name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0))
                || URL.matcher(name).lookingAt();
    }

    /** Whether a name has a finding that says why loaders do not find its file: absolute, with backslashes, leaving the folder. */
    static boolean hasFinding(String name) {
        return name != null && (isAbsolute(name) || name.indexOf('\\') >= 0 || leavesFolder(name));
    }

    private static boolean leavesFolder(String path) {
        int depth = 0;
        for (String part : path.split("/")) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    /** A name as file systems that ignore case and composition see it. */
    private static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** The name that {@code copra fix} gives: with slashes, in NFC. */
    public static String normalized(String name, boolean slashes, boolean nfc) {
        String unix = slashes ? name.replace('\\', '/') : name;
        return nfc ? Normalizer.normalize(unix, Normalizer.Form.NFC) : unix;
    }
}
