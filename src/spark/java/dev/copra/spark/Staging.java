package dev.copra.spark;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.io.Input;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;

/**
 * Reads a COCO document once, as a stream, and writes its records as a file that many tasks can read: what makes JSON, which can be
 * read from its start alone, fit for a cluster. Holds one record and the categories.
 */
final class Staging implements CocoVisitor {
    private static final int HEADER = 1 + Long.BYTES;

    private final SequenceFile.Writer out;
    private final Set<Section> wanted;
    private final RecordKey.Kind kind;
    private final ProblemSink problems;
    private final ByteArrayOutputStream categories = new ByteArrayOutputStream();
    private long count;

    /**
     * What was read.
     *
     * @param categories the list of categories as JSON text
     * @param count how many annotations there are
     */
    record Staged(byte[] categories, long count) {}

    private Staging(SequenceFile.Writer out, Set<Section> wanted, RecordKey.Kind kind, ProblemSink problems) {
        this.out = out;
        this.wanted = wanted;
        this.kind = kind;
        this.problems = problems;
        categories.write('[');
    }

    /**
     * Writes the records of a document.
     *
     * @param wanted the lists that are taken; of categories, {@link Staged} has them
     * @param kind of the records in the list of annotations
     * @param file is created
     * @param problems told of what is no record; what is wrong within one is left for who reads the file
     */
    static Staged write(
            Input document,
            Set<Section> wanted,
            RecordKey.Kind kind,
            Path file,
            Configuration configuration,
            ProblemSink problems)
            throws IOException {
        try (SequenceFile.Writer out = SequenceFile.createWriter(
                configuration,
                SequenceFile.Writer.file(file),
                SequenceFile.Writer.keyClass(Text.class),
                SequenceFile.Writer.valueClass(BytesWritable.class))) {
            Staging staging = new Staging(out, EnumSet.copyOf(wanted), kind, problems);
            CocoReader.read(document, staging);
            staging.categories.write(']');
            return new Staged(staging.categories.toByteArray(), staging.count);
        }
    }

    /** A record's key, as it lies in the file. */
    static RecordKey key(Text image, BytesWritable value) {
        ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(), 0, HEADER);
        return new RecordKey(image.toString(), RecordKey.Kind.values()[bytes.get()], bytes.getLong());
    }

    /** A record's JSON text, as it lies in the file; a copy. */
    static byte[] json(BytesWritable value) {
        return java.util.Arrays.copyOfRange(value.getBytes(), HEADER, value.getLength());
    }

    /** The key of the image that a member names; empty if it names none, or what is no id. */
    static String image(CocoRecord record, String member) {
        try {
            Id id = record.id(member);
            return id.key();
        } catch (AnnotationException e) {
            return "";
        }
    }

    private void append(String image, RecordKey.Kind of, CocoRecord record) throws IOException {
        byte[] json = record.toBytes();
        ByteBuffer value = ByteBuffer.allocate(HEADER + json.length);
        value.put((byte) of.ordinal()).putLong(record.index()).put(json);
        out.append(new Text(image), new BytesWritable(value.array()));
    }

    @Override
    public Edit image(CocoRecord image) throws IOException {
        if (wanted.contains(Section.IMAGES)) {
            append(image(image, "id"), RecordKey.Kind.IMAGE, image);
        }
        return Edit.KEEP;
    }

    @Override
    public Edit category(CocoRecord category) {
        if (categories.size() > 1) {
            categories.write(',');
        }
        categories.writeBytes(category.toBytes());
        return Edit.KEEP;
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws IOException {
        if (wanted.contains(Section.ANNOTATIONS)) {
            append(image(annotation, "image_id"), kind, annotation);
            count++;
        }
        return Edit.KEEP;
    }

    @Override
    public boolean readsAmbiguous() {
        return true;
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        boolean shown = problem.section() != null && problem.code().equals("duplicate-member");
        if (!shown && (problem.section() == null || wanted.contains(problem.section()))) {
            problems.add(problem);
        }
    }
}
