package dev.copra.dataset.merge;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.io.Input;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The order of the records in a file that was cut into parts image by image: from which part each record comes, 2 bytes a record.
 * A record whose image is in no list belongs to the first part, as in the shards of a run.
 */
final class MergeOrder implements CocoVisitor {
    private final List<MergePart> parts;
    private final String name;
    private final Map<Section, Sequence> sequences = new EnumMap<>(Section.class);

    /** Parts by record. */
    private static final class Sequence {
        short[] parts = new short[64];
        int size;

        void add(int part) {
            if (size == parts.length) {
                parts = Arrays.copyOf(parts, 2 * size);
            }
            parts[size++] = (short) part;
        }
    }

    private MergeOrder(List<MergePart> parts, String name) {
        this.parts = parts;
        this.name = name;
        sequences.put(Section.IMAGES, new Sequence());
        sequences.put(Section.ANNOTATIONS, new Sequence());
    }

    /** @throws IllegalArgumentException if the parts are not those of the file */
    static MergeOrder read(Input file, List<MergePart> parts) throws IOException {
        MergeOrder order = new MergeOrder(parts, file.name());
        CocoReader.read(file, order);
        order.sequences.forEach((section, sequence) -> {
            for (int p = 0; p < parts.size(); p++) {
                int count = 0;
                for (int i = 0; i < sequence.size; i++) {
                    count += sequence.parts[i] == p ? 1 : 0;
                }
                if (count != parts.get(p).size(section)) {
                    throw new IllegalArgumentException(
                            parts.get(p).name + " is no part of " + file.name() + ": of its " + section.member() + ", "
                                    + count + " instead of " + parts.get(p).size(section) + " are there");
                }
            }
        });
        return order;
    }

    int size(Section section) {
        return sequences.get(section).size;
    }

    /** The part of a record, by its position in the list. */
    int part(Section section, int at) {
        return sequences.get(section).parts[at];
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException {
        sequences.get(Section.IMAGES).add(partOf(image, "id"));
        return Edit.KEEP;
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        sequences.get(Section.ANNOTATIONS).add(partOf(annotation, "image_id"));
        return Edit.KEEP;
    }

    private int partOf(CocoRecord record, String member) {
        Id id;
        try {
            id = record.id(member);
        } catch (AnnotationException e) {
            return 0;
        }
        int found = -1;
        for (int p = 0; p < parts.size(); p++) {
            if (parts.get(p).lists(id)) {
                if (found >= 0) {
                    throw new IllegalArgumentException("image " + id + " is in " + parts.get(found).name + " and in "
                            + parts.get(p).name + ", so " + name + " cannot tell the order");
                }
                found = p;
            }
        }
        return Math.max(found, 0);
    }

    @Override
    public boolean readsAmbiguous() {
        return true;
    }

    @Override
    public void reject(AnnotationException problem) {
        // the parts have the same bad records, which were told
    }
}
