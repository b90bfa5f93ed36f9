package dev.copra.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * COCO documents with everything odd that is allowed: any order of the lists, any white space, ids of any kind in any order,
 * empty lists, unknown members, LVIS's lists and panoptic segments.
 */
public final class RandomDocument {
    private final Random random;
    private final String colon;
    private final String comma;
    private final String between;
    private final String first;
    private final String last;

    /** Records as text, in the order of the document. */
    public final List<String> images = new ArrayList<>();

    public final List<String> annotations = new ArrayList<>();
    public final List<String> categories = new ArrayList<>();
    /** Ids as text; no two are equal. */
    public final List<String> imageIds;

    public final List<String> categoryIds;
    public final List<String> annotationIds;
    private final boolean imagesFirst;
    private final boolean categoriesFirst;

    private final boolean ascends;

    public RandomDocument(long seed) {
        this(seed, false);
    }

    /** @param ascends whether the ids of images and annotations are whole numbers and ascend */
    public RandomDocument(long seed, boolean ascends) {
        this.ascends = ascends;
        random = new Random(seed);
        boolean spaced = random.nextBoolean();
        colon = spaced ? ": " : ":";
        comma = spaced ? ", " : ",";
        String line = random.nextInt(3) == 0 ? "\r\n  " : "\n\t";
        boolean lines = random.nextBoolean();
        between = lines ? "," + line : comma;
        first = lines ? line : "";
        last = lines ? line.substring(0, line.length() - 1) : "";
        imageIds = ids(random.nextInt(4) == 0 ? random.nextInt(2) : random.nextInt(12));
        categoryIds = ids(random.nextInt(5));
        annotationIds = ids(random.nextInt(40));
        imagesFirst = random.nextBoolean();
        categoriesFirst = random.nextBoolean();
        imageIds.forEach(id -> images.add(image(id)));
        for (int i = 0; i < categoryIds.size(); i++) {
            categories.add("{" + member("id", categoryIds.get(i)) + comma + member("name", "\"class " + i + "\"")
                    + maybe("supercategory", "\"caf\\u00e9\"") + "}");
        }
        annotationIds.forEach(id -> annotations.add(annotation(id)));
    }

    private List<String> ids(int count) {
        int kind = ascends ? random.nextInt(2) : random.nextInt(5);
        boolean ascending = ascends | random.nextBoolean();
        IntFunction<String> id = switch (kind) {
            case 0 -> i -> Integer.toString(i);
            case 1 -> i -> Integer.toString(3 * i + 7);
            case 2 -> i -> "\"id-" + i + "\"";
            case 3 -> i -> i % 3 == 0 ? "\"" + i + "\"" : Integer.toString(i);
            default -> i -> Long.toString(9_000_000_000_000_000_000L + 17L * i);
        };
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(id.apply(i));
        }
        if (!ascending) {
            Collections.shuffle(ids, random);
        }
        return ids;
    }

    private String image(String id) {
        String number = id.replaceAll("\\D", "");
        return "{" + member("file_name", "\"dir " + number.length() + "/caf\\u00e9 " + number + ".jpg\"") + comma
                + member("id", id) + maybe("width", "64") + maybe("height", "48.0")
                + (categoryIds.isEmpty() || random.nextInt(4) > 0
                        ? ""
                        : comma + member("neg_category_ids", "[" + String.join(comma, categoryIds) + "]"))
                + maybe("odd", "{\"image_id\": 1, \"x\": [1, {\"category_id\": 2}]}") + "}";
    }

    private String annotation(String id) {
        List<String> members = new ArrayList<>();
        members.add(member("id", id));
        if (!imageIds.isEmpty()) {
            members.add(member("image_id", any(imageIds)));
        }
        if (!categoryIds.isEmpty() && random.nextInt(5) > 0) {
            members.add(member("category_id", any(categoryIds)));
        }
        if (!categoryIds.isEmpty() && random.nextInt(8) == 0) {
            members.add(member(
                    "segments_info", "[{\"id\" : 7, \"category_id\" :" + any(categoryIds) + " ,\"area\": 3}, {}]"));
        }
        if (random.nextBoolean()) {
            int x = random.nextInt(40);
            members.add(member("bbox", "[" + x + comma + random.nextInt(30) + comma + "9.50" + comma + "1e1]"));
        }
        if (random.nextInt(6) == 0) {
            members.add(member("segmentation", "[]"));
        }
        Collections.shuffle(members, random);
        return "{" + String.join(comma, members) + "}";
    }

    private String any(List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private String member(String name, String value) {
        return "\"" + name + "\"" + colon + value;
    }

    private String maybe(String name, String value) {
        return random.nextBoolean() ? comma + member(name, value) : "";
    }

    /** The document. */
    public String text() {
        return text(images, annotations);
    }

    /** The document with some of its records. */
    public String text(List<String> someImages, List<String> someAnnotations) {
        List<String> members = new ArrayList<>();
        members.add(member("info", "{\"year\": 2026}"));
        members.add(member("annotations", list(someAnnotations)));
        members.add(imagesFirst ? 0 : members.size(), member("images", list(someImages)));
        members.add(categoriesFirst ? 0 : members.size(), member("categories", list(categories)));
        return "{" + String.join(between, members) + "}\n";
    }

    private String list(List<String> records) {
        return "[" + (records.isEmpty() ? "" : first) + String.join(between, records) + last + "]";
    }
}
