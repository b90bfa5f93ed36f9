package dev.copra.spark;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Section;
import dev.copra.io.Input;
import dev.copra.json.NonFinitePolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import scala.Tuple2;

/** Puts annotations that many tasks have worked on into one file, in their order. Holds a record at a time. */
final class SingleFile {
    private final Iterator<Tuple2<Long, byte[]>> annotations;

    /** @param annotations by ascending position */
    SingleFile(Iterator<Tuple2<Long, byte[]>> annotations) {
        this.annotations = annotations;
    }

    /** Copies the document with the annotations in the place of its own: all other bytes are as they were. */
    void copy(Input document, OutputStream out) throws IOException {
        CocoReader.rewrite(document, new Merge(), out, NonFinitePolicy.KEEP);
        if (annotations.hasNext()) {
            throw new IllegalStateException("there are more annotations than in " + document.name());
        }
    }

    /** Writes a document of the images and categories of another one and the annotations. */
    void write(Input lists, OutputStream out) throws IOException {
        text(out, "{\"" + Section.IMAGES.member() + "\": [");
        CocoReader.read(lists, new Copied(Section.IMAGES, out));
        text(out, "],\n\"" + Section.CATEGORIES.member() + "\": [");
        CocoReader.read(lists, new Copied(Section.CATEGORIES, out));
        text(out, "],\n\"" + Section.ANNOTATIONS.member() + "\": [");
        for (String separator = "\n"; annotations.hasNext(); separator = ",\n") {
            text(out, separator);
            out.write(annotations.next()._2());
        }
        text(out, "]}\n");
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private final class Merge implements CocoVisitor {
        @Override
        public Edit annotation(CocoRecord annotation) throws IOException {
            Tuple2<Long, byte[]> next = annotations.hasNext() ? annotations.next() : null;
            if (next == null || next._1() != annotation.index()) {
                throw new IllegalStateException("the annotation at position " + annotation.index()
                        + " was lost or is there twice: instead there is "
                        + (next == null ? "none" : "that at position " + next._1()));
            }
            CocoRecord masked = CocoRecord.parse(next._2(), Section.ANNOTATIONS, annotation.index(), 1, 1);
            Edit.Builder edit = Edit.builder();
            for (String member : masked.names()) {
                byte[] value = masked.raw(member);
                if (!Arrays.equals(value, annotation.raw(member))) {
                    edit.set(member, value);
                }
            }
            return edit.build();
        }

        @Override
        public boolean readsAmbiguous() {
            return true;
        }

        @Override
        public void reject(AnnotationException problem) {
            // was told as the records were read
        }
    }

    /** The records of one list, as they are. */
    private static final class Copied implements CocoVisitor {
        private final Section section;
        private final OutputStream out;
        private String separator = "\n";

        Copied(Section section, OutputStream out) {
            this.section = section;
            this.out = out;
        }

        private Edit copy(CocoRecord record) throws IOException {
            if (record.section() == section) {
                text(out, separator);
                out.write(record.toBytes());
                separator = ",\n";
            }
            return Edit.KEEP;
        }

        @Override
        public Edit image(CocoRecord image) throws IOException {
            return copy(image);
        }

        @Override
        public Edit category(CocoRecord category) throws IOException {
            return copy(category);
        }

        @Override
        public void reject(AnnotationException problem) {
            // was told as the records were read
        }
    }
}
