package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.collect.IntColumn;
import dev.copra.collect.LongIndex;
import dev.copra.collect.LongSet;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Images that stay together, by slot: those with one file name, and those that a rule calls a group. Groups that share an image are one.
 * Keys are remembered as hashes of 64 bits; 4 bytes an image and 16 to 32 a key.
 */
public final class ImageGroups implements Survey.ImageView {
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z_]\\w*");

    private final String member;
    private final Pattern pattern;
    private final LongIndex keys = new LongIndex();
    private final IntColumn imageOf = new IntColumn(-1);
    /** Another image of the group, nearer to its first one; below 0 for an image that is the first. */
    private final IntColumn parents = new IntColumn(-1);

    private long grouped;

    private ImageGroups(String member, Pattern pattern) {
        this.member = member;
        this.pattern = pattern;
    }

    /**
     * @param rule the name of a member of the images, or a regular expression that is looked for in their file names, whose first
     *     group, or the whole of what it finds, is the key; null if there is no rule
     * @throws IllegalArgumentException if it is neither
     */
    public static ImageGroups of(String rule) {
        if (rule == null) {
            return new ImageGroups(null, null);
        }
        return MEMBER.matcher(rule).matches()
                ? new ImageGroups(rule, null)
                : new ImageGroups(null, Pattern.compile(rule));
    }

    /** Whether there is a rule. */
    public boolean hasRule() {
        return member != null || pattern != null;
    }

    /** How many images the rule has found a key for. */
    public long grouped() {
        return grouped;
    }

    @Override
    public boolean fits(int slot, CocoRecord image) throws AnnotationException {
        String name = image.text("file_name");
        if (name != null && !name.isEmpty()) {
            join("name " + Normalizer.normalize(name.replace('\\', '/'), Normalizer.Form.NFC), slot);
        }
        String key = key(image, name);
        if (key != null) {
            grouped++;
            join("key " + key, slot);
        }
        return true;
    }

    private String key(CocoRecord image, String name) {
        if (member != null) {
            return image.isNull(member) ? null : image.json(member);
        }
        if (pattern == null || name == null) {
            return null;
        }
        Matcher matcher = pattern.matcher(name);
        return !matcher.find() ? null : matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
    }

    private void join(String key, int slot) {
        int before = keys.size();
        int number = keys.add(LongSet.hash(key));
        if (number == before) {
            imageOf.set(number, slot);
        } else {
            join(imageOf.get(number), slot);
        }
    }

    /** Lets two images stay together. */
    void join(int a, int b) {
        int first = first(a);
        int second = first(b);
        if (first != second) {
            parents.set(Math.max(first, second), Math.min(first, second));
        }
    }

    private int first(int image) {
        int first = image;
        while (parent(first) >= 0) {
            first = parent(first);
        }
        // the next one who asks finds it at once
        for (int at = image; at != first; ) {
            int next = parent(at);
            parents.set(at, first);
            at = next;
        }
        return first;
    }

    private int parent(int image) {
        return image < parents.size() ? parents.get(image) : -1;
    }

    /** The group of each image, numbered from 0 in the order of their first images. */
    int[] numbers(int images) {
        int[] numbers = new int[images];
        Arrays.fill(numbers, -1);
        int next = 0;
        for (int image = 0; image < images; image++) {
            int first = first(image);
            if (numbers[first] < 0) {
                numbers[first] = next++;
            }
            numbers[image] = numbers[first];
        }
        return numbers;
    }
}
