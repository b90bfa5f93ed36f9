package dev.copra.dataset.merge;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdSet;
import dev.copra.coco.id.IdTable;
import dev.copra.collect.LongSet;
import dev.copra.io.Input;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the documents to be merged: where its records lie, and what of them must be known. 8 to 16 bytes an annotation and some
 * 60 an image, whatever is in them.
 */
final class MergePart implements Closeable {
    private static final int DESCRIPTION = 1 << 20;

    final String name;
    final ProblemSink problems;
    final MergeBytes bytes;
    private final FileChannel channel;
    /** What reading has found. */
    CocoReader.Summary summary;

    DocumentKind kind;
    final Map<Section, MergeSpans> spans = new EnumMap<>(Section.class);
    /** Where the value of each member lies. */
    final Map<String, long[]> members = new LinkedHashMap<>();

    final List<CocoRecord> categories = new ArrayList<>();
    /** Those of images, and those to which annotations refer. */
    final IdTable imageIds = new IdTable();
    /** By image in the order of the document. */
    long[] nameHashes = new long[64];

    int[] widths = new int[64];
    int[] heights = new int[64];
    int[] imageSlots = new int[64];
    /** Slots of images that are in the list. */
    private final BitSet listed = new BitSet();

    final IdSet annotationIds = new IdSet();
    long greatestAnnotation;
    /** Whether an earlier document has one of these. */
    boolean collides;
    /** By annotation the slot of its image, or -1; null if nobody asks. */
    List<int[]> annotationImages;

    private final List<MergePart> earlier;

    private MergePart(
            Input input, FileChannel channel, ProblemSink problems, boolean byImage, List<MergePart> earlier) {
        this.earlier = List.copyOf(earlier);
        name = input.name();
        this.channel = channel;
        this.problems = problems;
        bytes = new MergeBytes(channel);
        annotationImages = byImage ? new ArrayList<>() : null;
        for (Section section : Section.values()) {
            spans.put(section, new MergeSpans());
        }
    }

    /**
     * @param byImage whether it is to be known which annotations an image has
     * @param earlier the documents before it
     */
    static MergePart read(Input input, ProblemSink problems, boolean byImage, List<MergePart> earlier)
            throws IOException {
        FileChannel channel = input.channel();
        try {
            MergePart part = new MergePart(input, channel, problems, byImage, earlier);
            part.summary = CocoReader.read(input.through(channel), part.new Reader());
            if (part.kind == DocumentKind.LINES) {
                part.members.put(Section.ANNOTATIONS.member(), new long[] {0, channel.size()});
            }
            return part;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    int size(Section section) {
        return spans.get(section).size();
    }

    /** Reads a record again. */
    CocoRecord record(Section section, int at) throws IOException {
        MergeSpans list = spans.get(section);
        long from = list.offset(at);
        return CocoRecord.again(bytes.read(from, from + list.length(at)), section, at, 1, 1);
    }

    /** The value of a member, or null if there is none. */
    byte[] member(String member) throws IOException {
        long[] place = members.get(member);
        return place == null || place[1] - place[0] > DESCRIPTION ? null : bytes.read(place[0], place[1]);
    }

    /** Whether another document has the same value of a member, byte for byte. */
    boolean hasSame(String member, MergePart other) throws IOException {
        long[] mine = members.get(member);
        long[] others = other.members.get(member);
        if (mine == null || others == null || mine[1] - mine[0] != others[1] - others[0]) {
            return false;
        }
        for (long at = 0; at < mine[1] - mine[0]; at += DESCRIPTION) {
            long to = Math.min(at + DESCRIPTION, mine[1] - mine[0]);
            if (!Arrays.equals(
                    bytes.read(mine[0] + at, mine[0] + to), other.bytes.read(others[0] + at, others[0] + to))) {
                return false;
            }
        }
        return true;
    }

    /** Offset behind the document's last byte. */
    long end() throws IOException {
        return channel.size();
    }

    /** Whether the document has an image; of results, whether one of them refers to it. */
    boolean lists(Id image) {
        int slot = image.present() ? imageIds.find(image) : -1;
        return slot >= 0 && (kind != DocumentKind.DATASET || listed.get(slot));
    }

    /** Whether an earlier document has an annotation of an id. */
    boolean isTaken(Id id) {
        for (MergePart part : earlier) {
            if (part.annotationIds.contains(id)) {
                return true;
            }
        }
        return false;
    }

    int imageOf(int annotation) {
        return annotationImages.get(annotation >> 12)[annotation & 4095];
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private final class Reader implements CocoVisitor {
        @Override
        public void begin(DocumentKind documentKind) {
            kind = documentKind;
        }

        @Override
        public void placed(String member, long from, long to) {
            members.put(member, new long[] {from, to});
        }

        @Override
        public boolean readsAmbiguous() {
            return true;
        }

        @Override
        public Edit image(CocoRecord image) throws AnnotationException, IOException {
            MergeSpans list = spans.get(Section.IMAGES);
            int at = list.size();
            Id id = id(image, "id");
            list.add(image, id);
            if (at == nameHashes.length) {
                nameHashes = Arrays.copyOf(nameHashes, 2 * at);
                widths = Arrays.copyOf(widths, 2 * at);
                heights = Arrays.copyOf(heights, 2 * at);
                imageSlots = Arrays.copyOf(imageSlots, 2 * at);
            }
            imageSlots[at] = id.present() ? imageIds.slot(id) : -1;
            if (id.present()) {
                listed.set(imageSlots[at]);
            }
            String fileName = image.text("file_name");
            nameHashes[at] = fileName == null ? 0 : LongSet.hash(fileName);
            widths[at] = (int) image.number("width", -1);
            heights[at] = (int) image.number("height", -1);
            return Edit.KEEP;
        }

        @Override
        public Edit category(CocoRecord category) throws IOException {
            spans.get(Section.CATEGORIES).add(category, id(category, "id"));
            categories.add(category.detach());
            return Edit.KEEP;
        }

        @Override
        public Edit video(CocoRecord video) throws IOException {
            spans.get(Section.VIDEOS).add(video, Id.NONE);
            return Edit.KEEP;
        }

        @Override
        public Edit annotation(CocoRecord annotation) throws IOException {
            MergeSpans list = spans.get(Section.ANNOTATIONS);
            Id id = id(annotation, "id");
            Id image = id(annotation, "image_id");
            int slot = image.present() ? imageIds.slot(image) : -1;
            if (annotationImages != null) {
                if ((list.size() & 4095) == 0) {
                    annotationImages.add(new int[4096]);
                }
                annotationImages.get(list.size() >> 12)[list.size() & 4095] = slot;
            }
            list.add(annotation, id);
            if (id.present()) {
                annotationIds.add(id);
                collides = collides || isTaken(id);
                greatestAnnotation = id.isLong() ? Math.max(greatestAnnotation, id.number()) : greatestAnnotation;
            }
            return Edit.KEEP;
        }

        /** An id, or none if it is bad, which is told. */
        private Id id(CocoRecord record, String member) throws IOException {
            try {
                return record.id(member);
            } catch (AnnotationException e) {
                problems.add(e);
                return Id.NONE;
            }
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            problems.add(problem);
        }
    }
}
