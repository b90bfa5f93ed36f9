package dev.copra.dataset.merge;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.collect.LongIndex;
import dev.copra.collect.LongSet;
import dev.copra.image.ContentKey;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds images that are in several documents, by the content of their files where these are known and else by their names, and
 * gives images ids that are free. Two images of one name and of different sizes are different ones.
 */
final class MergeImages {
    private final List<MergePart> parts;
    private final MergeOptions options;
    private final MergeTally tally;
    private final LongIndex keys = new LongIndex();
    /** By the number of a key, where the first image with it is. */
    private int[] firstParts = new int[64];

    private int[] firstImages = new int[64];
    private final LongSet takenNames = new LongSet();
    private final List<ImageFinder> finders = new ArrayList<>();
    private final FreshIds fresh;
    private long number = 1;

    MergeImages(List<MergePart> parts, MergeOptions options, MergeTally tally) {
        this.parts = parts;
        this.options = options;
        this.tally = tally;
        for (int p = 0; p < parts.size() && !options.images().isEmpty(); p++) {
            boolean one = options.images().size() == 1;
            finders.add(
                    one && p > 0
                            ? finders.get(0)
                            : new ImageFinder(options.images().get(one ? 0 : p)));
        }
        long greatest =
                parts.stream().mapToLong(part -> part.imageIds.greatest()).max().orElse(0);
        fresh = new FreshIds(greatest, id -> parts.stream().anyMatch(part -> part.imageIds.find(id) >= 0));
    }

    void plan(List<MergeFate> fates) throws IOException {
        for (int p = 0; p < parts.size(); p++) {
            for (int i = 0; i < parts.get(p).size(Section.IMAGES); i++) {
                plan(p, i, fates);
            }
        }
    }

    private void plan(int p, int i, List<MergeFate> fates) throws IOException {
        MergePart part = parts.get(p);
        MergeFate fate = fates.get(p);
        Id id = part.imageSlots[i] < 0 ? Id.NONE : part.imageIds.id(part.imageSlots[i]);
        int first = first(p, i);
        if (first >= 0) {
            tally.duplicateImages++;
            switch (options.duplicates()) {
                case KEEP_ALL -> {
                    // it is one more image
                }
                case KEEP_FIRST -> {
                    fate.goneImages.set(i);
                    if (id.present()) {
                        fate.goneSlots.set(part.imageSlots[i]);
                    }
                    return;
                }
                case UNION -> {
                    unite(p, i, first, fates);
                    return;
                }
                case ERROR ->
                    throw new RefusedException(
                            part.name + ": " + part.record(Section.IMAGES, i).where() + " is also in "
                                    + parts.get(firstParts[first]).name,
                            Remedy.DUPLICATES);
                default -> throw new IllegalStateException(options.duplicates().name());
            }
        }
        if (options.copies()) {
            name(part, i, fate, first >= 0);
        }
        if (!id.present() || fate.images.get(id) != null) {
            return;
        }
        boolean taken = isTaken(id, p);
        fate.imagesCollide |= taken;
        if (options.renumbers()) {
            fate.images.put(id, number);
            tally.imageIds += id.isLong() && id.number() == number ? 0 : 1;
            number++;
        } else if (taken) {
            fate.images.put(id, fresh.instead(id).json());
            tally.imageIds++;
        }
    }

    private boolean isTaken(Id id, int part) {
        for (int p = 0; p < part; p++) {
            if (parts.get(p).lists(id)) {
                return true;
            }
        }
        return false;
    }

    private void unite(int p, int i, int first, List<MergeFate> fates) throws IOException {
        MergePart part = parts.get(p);
        MergePart other = parts.get(firstParts[first]);
        CocoRecord image = part.record(Section.IMAGES, i);
        if (image.has("neg_category_ids") || image.has("not_exhaustive_category_ids")) {
            throw new RefusedException(
                    part.name + ": " + image.where() + " is also in " + other.name
                            + ", and says which categories were looked for; such images cannot be united",
                    Remedy.DUPLICATES);
        }
        fates.get(p).goneImages.set(i);
        int slot = part.imageSlots[i];
        int otherSlot = other.imageSlots[firstImages[first]];
        if (slot < 0 || otherSlot < 0) {
            return;
        }
        Id id = part.imageIds.id(slot);
        Id otherId = other.imageIds.id(otherSlot);
        byte[] changed = fates.get(firstParts[first]).images.get(otherId);
        byte[] newId = changed == null ? otherId.json() : changed;
        if (!Id.parse(newId, 0, newId.length).equals(id) || options.renumbers()) {
            fates.get(p).images.put(id, newId);
        }
    }

    /** Gives an image a name of its own, if another image has its name. */
    private void name(MergePart part, int i, MergeFate fate, boolean isDuplicate) throws IOException {
        if (part.nameHashes[i] == 0 || takenNames.add(part.nameHashes[i]) || isDuplicate) {
            return;
        }
        try {
            String name = part.record(Section.IMAGES, i).text("file_name");
            int dot = name.lastIndexOf('.');
            int end = dot > name.lastIndexOf('/') + 1 ? dot : name.length();
            for (int n = 2; ; n++) {
                String other = name.substring(0, end) + "-" + n + name.substring(end);
                if (takenNames.add(LongSet.hash(other))) {
                    fate.names.put(i, other);
                    tally.fileNames++;
                    return;
                }
            }
        } catch (AnnotationException e) {
            // it was told when it was read
            return;
        }
    }

    /** The number of the key under which an earlier document has the same image, or -1; then it is noted as the first. */
    private int first(int p, int i) throws IOException {
        Path file = finders.isEmpty() ? null : file(p, i);
        MergePart part = parts.get(p);
        if (file == null && part.nameHashes[i] == 0) {
            return -1;
        }
        // of two keys, one is never that of a name and the other that of a content, but by a chance of one in 2^63
        long key = file == null ? part.nameHashes[i] : ContentKey.of(file) ^ 0x5DEECE66DL;
        int before = keys.size();
        int found = keys.add(key);
        if (found == before) {
            if (found == firstParts.length) {
                firstParts = Arrays.copyOf(firstParts, 2 * found);
                firstImages = Arrays.copyOf(firstImages, 2 * found);
            }
            firstParts[found] = p;
            firstImages[found] = i;
            return -1;
        }
        if (firstParts[found] == p) {
            return -1;
        }
        if (file != null) {
            Path other = file(firstParts[found], firstImages[found]);
            return other != null && Files.mismatch(file, other) < 0 ? found : -1;
        }
        if (isOfOtherSize(part, i, parts.get(firstParts[found]), firstImages[found])) {
            tally.namesakes++;
            return -1;
        }
        return found;
    }

    private static boolean isOfOtherSize(MergePart a, int i, MergePart b, int j) {
        boolean known = a.widths[i] >= 0 && a.heights[i] >= 0 && b.widths[j] >= 0 && b.heights[j] >= 0;
        return known && (a.widths[i] != b.widths[j] || a.heights[i] != b.heights[j]);
    }

    private Path file(int p, int i) throws IOException {
        CocoRecord image = parts.get(p).record(Section.IMAGES, i);
        try {
            return finders.get(p)
                    .find(image.text("file_name"), image.text("coco_url"))
                    .file();
        } catch (ImageException | AnnotationException e) {
            // then its name must do
            return null;
        }
    }
}
