package dev.copra.format.csv;

import dev.copra.format.name.ImageNames;
import dev.copra.format.text.NumberTexts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which column of a table means what, by the names that are in use. */
final class Columns {
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("file", List.of("filename", "image", "imagepath", "path", "img", "imagename", "imgname", "file")),
            Map.entry("imageWidth", List.of("imagewidth", "imgwidth", "imgw", "imagew")),
            Map.entry("imageHeight", List.of("imageheight", "imgheight", "imgh", "imageh")),
            Map.entry("imageId", List.of("imageid", "imgid")),
            Map.entry("split", List.of("split", "subset", "set")),
            Map.entry("id", List.of("id", "annotationid", "annid", "instanceid")),
            Map.entry(
                    "category",
                    List.of("class", "label", "category", "categoryname", "classname", "labelname", "name")),
            Map.entry("categoryId", List.of("categoryid", "classid", "labelid")),
            Map.entry("left", List.of("xmin", "x1", "left", "bboxxmin", "minx")),
            Map.entry("top", List.of("ymin", "y1", "top", "bboxymin", "miny")),
            Map.entry("right", List.of("xmax", "x2", "right", "bboxxmax", "maxx")),
            Map.entry("bottom", List.of("ymax", "y2", "bottom", "bboxymax", "maxy")),
            Map.entry("x", List.of("x", "bboxx", "boxx")),
            Map.entry("y", List.of("y", "bboxy", "boxy")),
            Map.entry("boxWidth", List.of("w", "bboxwidth", "boxwidth", "bboxw")),
            Map.entry("boxHeight", List.of("h", "bboxheight", "boxheight", "bboxh")),
            Map.entry("box", List.of("bbox", "box")),
            Map.entry("rotation", List.of("rotation", "angle")),
            Map.entry("score", List.of("score", "confidence", "conf", "prob", "probability")),
            Map.entry("crowd", List.of("iscrowd", "crowd")),
            Map.entry("area", List.of("area")),
            Map.entry("track", List.of("trackid")),
            Map.entry("segmentation", List.of("segmentation", "polygon", "polygons", "points", "rle", "mask")),
            Map.entry("keypoints", List.of("keypoints")),
            Map.entry("attributes", List.of("attributes")),
            Map.entry("members", List.of("members")),
            Map.entry("imageMembers", List.of("imagemembers")));

    private static final List<String> RETINA_NET = List.of("file", "x1", "y1", "x2", "y2", "class");

    private static final List<String> MAKE_SENSE =
            List.of("class", "x", "y", "w", "h", "file", "imagewidth", "imageheight");

    private final Map<String, Integer> positions = new HashMap<>();

    /** @param header the names of the columns */
    Columns(List<String> header) {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            byName.putIfAbsent(plain(header.get(i)), i);
        }
        NAMES.forEach((meaning, names) -> {
            for (String name : names) {
                Integer position = byName.get(name);
                if (position != null) {
                    positions.put(meaning, position);
                    return;
                }
            }
        });
        // width and height are those of the box where nothing else says how large it is, else those of the image
        boolean boxHasSize = has("right") || has("boxWidth") || has("box");
        for (String side : List.of("width", "height")) {
            Integer position = byName.get(side);
            if (position != null) {
                boolean isWidth = side.equals("width");
                positions.putIfAbsent(
                        boxHasSize || !has("x") && !has("left")
                                ? isWidth ? "imageWidth" : "imageHeight"
                                : isWidth ? "boxWidth" : "boxHeight",
                        position);
            }
        }
    }

    /** The columns of a table by its first row: its header, or what rows of keras-retinanet and Make Sense mean, who write none. */
    static Columns of(List<String> first) {
        return new Columns(isRetinaNet(first) ? RETINA_NET : isMakeSense(first) ? MAKE_SENSE : first);
    }

    /** Whether the first row of a table is one of its rows, and not its header. */
    static boolean isRow(List<String> first) {
        return isRetinaNet(first) || isMakeSense(first);
    }

    private static boolean isRetinaNet(List<String> row) {
        boolean empty = row.subList(1, row.size()).stream().allMatch(String::isBlank);
        return row.size() == RETINA_NET.size()
                && ImageNames.isImage(row.get(0).strip())
                && (empty || areNumbers(row.subList(1, 5)));
    }

    private static boolean isMakeSense(List<String> row) {
        return row.size() == MAKE_SENSE.size()
                && areNumbers(row.subList(1, 5))
                && ImageNames.isImage(row.get(5).strip())
                && areNumbers(row.subList(6, 8));
    }

    private static boolean areNumbers(List<String> words) {
        return words.stream().allMatch(word -> NumberTexts.isNumber(word.strip()));
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    boolean has(String meaning) {
        return positions.containsKey(meaning);
    }

    /** Whether rows name an image and place something in it. */
    boolean areUsable() {
        return has("file")
                && (has("box")
                        || has("segmentation")
                        || has("left") && has("top") && (has("right") && has("bottom") || has("boxWidth"))
                        || has("x") && has("y") && has("boxWidth") && has("boxHeight"));
    }

    /** The value of a row, or an empty one. */
    String value(String[] row, String meaning) {
        Integer position = positions.get(meaning);
        return position == null || position >= row.length || row[position] == null ? "" : row[position].strip();
    }
}
