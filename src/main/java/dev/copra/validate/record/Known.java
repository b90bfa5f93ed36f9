package dev.copra.validate.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.collect.LongSet;
import dev.copra.validate.finding.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What annotations are held against: the images and categories of the document, or of the ground truth that results belong
 * to. Written while these lists are read, which is before the first annotation; only read after that, by many threads.
 */
public final class Known {
    /** No image has a longer side; masks of larger ones would overflow. */
    public static final int MAX_SIDE = 1 << 20;

    private final IdTable images = new IdTable();
    private final IdTable categories = new IdTable();
    private final KnownVideos videos = new KnownVideos();
    /** Slot of the one image that all annotations belong to, which do not name it; or -1. */
    private int only = -1;
    /** Pairs of an image's slot and a category that the image says to have none of. */
    private final LongSet negatives = new LongSet();

    /** Of an image, by slot; 0 if it is missing or no size. */
    private int[] heights = new int[64];

    private int[] widths = new int[64];
    /** Of a category, by slot: how many keypoints it has, or -1 if it does not say. */
    private int[] keypoints = new int[64];

    private final List<String> names = new ArrayList<>();

    /** Takes in an image, a category or a video, by the list that the record is of. */
    public void add(CocoRecord record) {
        if (record.section() == Section.VIDEOS) {
            videos.add(new Subject(record, null));
        } else {
            add(record, new Subject(record, null), "id");
        }
    }

    /** Takes in the image of a document that has one alone. @return whether it is one, and new */
    public boolean addOnly(CocoRecord image) {
        if (only < 0 && image.has("image_id")) {
            add(image, new Subject(image, null), "image_id");
            only = images.size() - 1;
            return only >= 0;
        }
        return false;
    }

    private void add(CocoRecord record, Subject subject, String idMember) {
        Id id = subject.id(idMember);
        IdTable table = record.section() == Section.IMAGES ? images : categories;
        if (!id.present()) {
            return;
        }
        int slot = table.slot(id);
        if (record.section() == Section.IMAGES) {
            if (slot == heights.length) {
                heights = Arrays.copyOf(heights, 2 * slot);
                widths = Arrays.copyOf(widths, 2 * slot);
            }
            int height = side(subject, "height");
            int width = side(subject, "width");
            boolean usable = (long) height * width <= Integer.MAX_VALUE;
            heights[slot] = usable ? height : 0;
            widths[slot] = usable ? width : 0;
            if (record.has("neg_category_ids")) {
                subject.ids("neg_category_ids").forEach(category -> negatives.add(pair(slot, category)));
            }
        } else {
            if (slot == keypoints.length) {
                keypoints = Arrays.copyOf(keypoints, 2 * slot);
            }
            keypoints[slot] = keypointCount(subject);
            String name = subject.text("name");
            String label = name == null ? Place.text(id) : name;
            if (slot == names.size()) {
                names.add(label);
            } else {
                names.set(slot, label);
            }
        }
    }

    /** Ids of the images by slot. */
    public IdTable images() {
        return images;
    }

    /** Ids of the categories by slot. */
    public IdTable categories() {
        return categories;
    }

    /** The videos. */
    public KnownVideos videos() {
        return videos;
    }

    /** The slot of an annotation's image, which it need not name if there is but one; or -1. */
    int image(Id id) {
        return id.present() || only < 0 ? images.find(id) : only;
    }

    /** Whether an image says that it has nothing of a category. */
    public boolean isNegative(int image, Id category) {
        return negatives.size() > 0 && image >= 0 && category.present() && negatives.contains(pair(image, category));
    }

    /** Ids of categories that are whole numbers below 2^31 never meet; of others two might, once in billions. */
    private static long pair(int image, Id category) {
        return (long) image << 32 ^ category.hashCode() & 0xFFFFFFFFL;
    }

    static int side(Subject image, String member) {
        double side = image.number(member);
        return side >= 1 && side <= MAX_SIDE && side == Math.rint(side) ? (int) side : 0;
    }

    /** How many keypoints a category has; -1 if it does not say, -2 if what it says is no list of names. */
    public static int keypointCount(Subject category) {
        JsonNode keypoints = category.tree("keypoints");
        if (keypoints.isMissingNode() || keypoints.isNull()) {
            return -1;
        }
        if (!keypoints.isArray()) {
            return -2;
        }
        for (JsonNode name : keypoints) {
            if (!name.isTextual()) {
                return -2;
            }
        }
        return keypoints.size();
    }

    int height(int image) {
        return heights[image];
    }

    int width(int image) {
        return widths[image];
    }

    /** How many keypoints the category of a slot has; -1 if it does not say, -2 if what it says is no list of names. */
    public int keypoints(int category) {
        return keypoints[category];
    }

    /** The name of the category of a slot, or its id if it has no name. */
    public String categoryName(int category) {
        return names.get(category);
    }
}
