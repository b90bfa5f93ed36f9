package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conditions on an image that its record tells: its id or the name of its file, and its size. */
public final class ImageConditions implements RecordCondition {
    private final boolean named;
    private final Map<Id, String> ids = new HashMap<>();
    private final Set<String> files = new HashSet<>();
    private final List<NamePattern> patterns = new ArrayList<>();
    private final Set<String> unseen = new LinkedHashSet<>();
    private final NumberRange width;
    private final NumberRange height;

    private ImageConditions(List<String> names, NumberRange width, NumberRange height) {
        named = names != null;
        this.width = width;
        this.height = height;
        for (String name : named ? names : List.<String>of()) {
            files.add(name);
            if (NamePattern.isPattern(name)) {
                patterns.add(new NamePattern(name));
            } else {
                Id.typed(name).forEach(id -> ids.put(id, name));
                unseen.add(name);
            }
        }
    }

    /**
     * @param names ids, names of files, and names with {@code *} and {@code ?}, one of which must fit; null if any image will do
     * @param size in pixels: {@code A..B} for both sides, or {@code WxH..WxH} for each; null if any will do
     * @throws IllegalArgumentException if it is no range of sizes
     */
    public static ImageConditions of(List<String> names, String size) {
        if (size == null || size.indexOf('x') < 0) {
            NumberRange both = size == null ? null : NumberRange.parse(size);
            return new ImageConditions(names, both, both);
        }
        String[] ends = size.split("\\.\\.", -1);
        String[] sides = {"", ""};
        for (int i = 0; i < ends.length; i++) {
            String[] end = ends[i].isBlank() ? new String[] {"", ""} : ends[i].split("x", -1);
            if (end.length != 2 || i > 1) {
                throw new IllegalArgumentException("'" + size + "' is no range of sizes; write 640x480.. or 640..");
            }
            sides[0] += (i > 0 ? ".." : "") + end[0];
            sides[1] += (i > 0 ? ".." : "") + end[1];
        }
        return new ImageConditions(names, NumberRange.parse(sides[0]), NumberRange.parse(sides[1]));
    }

    /** Whether there is any condition. */
    boolean any() {
        return named || width != null;
    }

    /** Whether there is a condition that an id does not tell. */
    public boolean needRecords() {
        return width != null || !patterns.isEmpty();
    }

    @Override
    public boolean holds(CocoRecord image) throws AnnotationException {
        return (!named || isNamed(image.id("id")) || isNamed(image.text("file_name")))
                && (width == null || width.contains(image.number("width", Double.NaN)))
                && (height == null || height.contains(image.number("height", Double.NaN)));
    }

    /** Whether the conditions hold for an image of which no record is known. */
    boolean holds(Id image) {
        return width == null && (!named || isNamed(image));
    }

    private boolean isNamed(Id id) {
        String word = ids.get(id);
        unseen.remove(word);
        return word != null;
    }

    private boolean isNamed(String file) {
        if (file == null) {
            return false;
        }
        if (files.contains(file)) {
            unseen.remove(file);
            return true;
        }
        for (NamePattern pattern : patterns) {
            if (pattern.matches(file)) {
                return true;
            }
        }
        return false;
    }

    /** Ids and names that no image had so far. */
    public Set<String> unseen() {
        return unseen;
    }
}
