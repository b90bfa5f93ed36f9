package dev.copra.dataset;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.list.AnnotationGroups;
import dev.copra.coco.list.ImageIds;
import dev.copra.io.Input;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A COCO document by image: where each record's bytes lie, so that every image can be had with its annotations, both in the order of
 * the document. Takes 32 bytes an annotation and some 60 an image, whatever is in them. What is packed or comes through a pipe is
 * unpacked into a temporary file, for its records are read at any place.
 */
public final class CocoIndex implements Closeable {
    private final FileChannel channel;
    private final FileChannel listChannel;
    private final ProblemSink problems;
    private final List<CocoRecord> categories = new ArrayList<>();
    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private final ImageIds imageIds = new ImageIds();
    private final RecordSpans images;
    private final RecordSpans annotations;
    private CocoReader.Summary summary;
    private final AnnotationGroups groups = new AnnotationGroups();

    private CocoIndex(FileChannel channel, FileChannel listChannel, ProblemSink problems) {
        this.channel = channel;
        this.listChannel = listChannel;
        this.problems = problems;
        images = new RecordSpans(Section.IMAGES, listChannel == null ? channel : listChannel);
        annotations = new RecordSpans(Section.ANNOTATIONS, channel);
    }

    /** Is shown an image with its annotations. The records stay valid. */
    public interface Visitor {
        /**
         * Takes an image.
         *
         * @param annotations in the order of the document; empty if it has none
         */
        void image(CocoRecord image, List<CocoRecord> annotations) throws IOException;
    }

    /**
     * Reads a document. Annotations without a known image are rejected.
     *
     * @param imageList a document that lists the images and categories, or null if this one does
     */
    public static CocoIndex read(Input input, Input imageList, ProblemSink problems) throws IOException {
        FileChannel channel = input.channel();
        FileChannel listChannel = null;
        try {
            listChannel = imageList == null ? null : imageList.channel();
            CocoIndex index = new CocoIndex(channel, listChannel, problems);
            if (listChannel != null) {
                CocoReader.read(imageList.through(listChannel), new Reader(index, true, false));
            }
            index.summary = CocoReader.read(input.through(channel), new Reader(index, imageList == null, true));
            index.groups.group(index.images.size());
            return index;
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (listChannel != null) {
                listChannel.close();
            }
            throw e;
        }
    }

    /** How many images there are. */
    public int imageCount() {
        return images.size();
    }

    /** How many annotations there are. */
    public int annotationCount() {
        return annotations.size();
    }

    /** The categories, in the order of the document. */
    public List<CocoRecord> categories() {
        return categories;
    }

    /** The members of the document that are no lists of records, such as {@code info}, as JSON. */
    public Map<String, byte[]> members() {
        return members;
    }

    /** What reading the document has found. */
    public CocoReader.Summary summary() {
        return summary;
    }

    /** Shows all images. */
    public void read(Visitor visitor) throws IOException {
        for (int i = 0; i < images.size(); i++) {
            visitor.image(image(i), annotations(i));
        }
    }

    /** An image, by its place in the document. Any thread may ask. */
    public CocoRecord image(int at) throws IOException {
        return images.read(at);
    }

    /** The annotations of an image, in the order of the document. Any thread may ask. */
    public List<CocoRecord> annotations(int image) throws IOException {
        List<CocoRecord> records = new ArrayList<>();
        for (int annotation : groups.of(image)) {
            records.add(annotations.read(annotation));
        }
        return records;
    }

    /** Shows all annotations, in the order of the document. */
    public void readAnnotations(AnnotationVisitor visitor) throws IOException {
        for (int a = 0; a < annotations.size(); a++) {
            visitor.annotation(annotations.read(a));
        }
    }

    /** Is shown an annotation. */
    public interface AnnotationVisitor {
        /** Takes an annotation. */
        void annotation(CocoRecord annotation) throws IOException;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (listChannel != null) {
            listChannel.close();
        }
    }

    private void addImage(CocoRecord image) throws AnnotationException {
        int slot = imageIds.add(image);
        boolean isNew = slot == images.size();
        images.set(slot, image);
        if (!isNew) {
            throw image.wrong(
                    "image-duplicate", "another image has the id " + imageIds.id(slot) + "; that one is left out");
        }
    }

    private void addAnnotation(CocoRecord annotation) throws AnnotationException {
        int image = imageIds.of(annotation);
        annotations.set(annotations.size(), annotation);
        groups.add(image);
    }

    /**
     * Takes up one document.
     *
     * @param lists whether its images and categories count
     * @param records whether its annotations and other members count
     */
    private record Reader(CocoIndex index, boolean lists, boolean records) implements CocoVisitor {
        @Override
        public Set<Section> needsBeforeAnnotations() {
            return lists && records ? EnumSet.of(Section.IMAGES) : EnumSet.noneOf(Section.class);
        }

        @Override
        public void learn(CocoRecord image) throws AnnotationException {
            index.addImage(image);
        }

        @Override
        public Edit image(CocoRecord image) throws AnnotationException {
            if (lists && !records) {
                index.addImage(image);
            }
            return Edit.KEEP;
        }

        @Override
        public Edit category(CocoRecord category) {
            if (lists) {
                index.categories.add(category.detach());
            }
            return Edit.KEEP;
        }

        @Override
        public Edit annotation(CocoRecord annotation) throws AnnotationException {
            if (records) {
                index.addAnnotation(annotation);
            }
            return Edit.KEEP;
        }

        @Override
        public boolean wantsMember(String name) {
            return records;
        }

        @Override
        public void member(String name, byte[] json) {
            index.members.put(name, json);
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            index.problems.add(problem);
        }
    }
}
