package dev.copra.validate.fix;

import dev.copra.json.JsonNumbers;
import dev.copra.json.JsonValues;
import java.util.Locale;
import java.util.Set;

/**
 * Tells by their names members that may refer to annotations by their ids: those that end in id or ids as a word of its own and are
 * none of the ids that are known to be of something else, at any depth, if they hold a number.
 */
final class AnnotationReferences {
    /** Names of ids that are no annotation's, with nothing but letters and in lower case. */
    private static final Set<String> OTHERS = Set.of(
            "id",
            "imageid",
            "imageids",
            "categoryid",
            "categoryids",
            "negcategoryids",
            "notexhaustivecategoryids",
            "supercategoryid",
            "videoid",
            "trackid",
            "instanceid",
            "licenseid",
            "licenceid",
            "userid",
            "workerid",
            "annotatorid",
            "frameid",
            "datasetid",
            "sceneid",
            "sequenceid",
            "seqid",
            "locationid",
            "cameraid",
            "taskid",
            "jobid",
            "projectid",
            "labelid",
            "classid",
            "attributeid",
            "attributeids",
            "flickrid",
            "photoid");

    private AnnotationReferences() {}

    /** Whether there is such a member anywhere in a JSON value, which the scanner has let pass. */
    static boolean isIn(byte[] json) {
        int p = 0;
        while (p < json.length) {
            if (json[p] != '"') {
                p++;
                continue;
            }
            int end = JsonValues.endOfValue(json, p);
            int value = afterColon(json, end);
            if (value > 0 && holdsNumber(json, value) && mayRefer(JsonValues.string(json, p, end))) {
                return true;
            }
            p = value > 0 ? value : end;
        }
        return false;
    }

    /** Whether a member of this name and value is one, or has one in it. */
    static boolean isIn(String name, byte[] json) {
        return holdsNumber(json, 0) && mayRefer(name) || isIn(json);
    }

    /** Where the value begins if the string that ends here is a name; else 0. */
    private static int afterColon(byte[] json, int end) {
        int p = end;
        while (p < json.length && json[p] <= ' ') {
            p++;
        }
        return p < json.length && json[p] == ':' ? JsonNumbers.skipSpace(json, p + 1) : 0;
    }

    /** Whether a value is a number, in quotes too, or a list that begins with one. */
    private static boolean holdsNumber(byte[] json, int from) {
        int p = from;
        while (p < json.length && (json[p] == '[' || json[p] == '"' || json[p] <= ' ' && json[p] >= 0)) {
            p++;
        }
        return p < json.length && (json[p] == '-' || json[p] >= '0' && json[p] <= '9');
    }

    private static boolean mayRefer(String name) {
        String letters = name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        return !OTHERS.contains(letters)
                && (name.matches("(?s).*(^|[^A-Za-z])(?i:ids?)")
                        || name.matches("(?s).*[a-z]I[dD]s?|ann(otation)?_?[iI]d.*|parent_id.*"));
    }
}
