package dev.copra.spark;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Section;
import dev.copra.validate.AnnotationExamination;
import dev.copra.validate.Examined;
import dev.copra.validate.Examiner;
import dev.copra.validate.record.Known;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongToIntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Has the annotations of a document examined by tasks, each of which gets a part of them as they follow each other. They lie in a file
 * of the work folder while the document is read; the driver holds one annotation, and what was found in a task's.
 */
final class StagedExaminer implements Examiner {
    /** Position, line and column. */
    private static final int HEADER = 3 * Long.BYTES;

    private final JavaSparkContext spark;
    private final Path file;
    private final List<String> consumers;
    private final LongToIntFunction tasks;
    private SequenceFile.Writer out;
    private long count;

    /**
     * An examiner of one document.
     *
     * @param file is created
     * @param consumers names of programs that shall read the document
     * @param tasks how many tasks there are for so many annotations
     */
    StagedExaminer(JavaSparkContext spark, Path file, List<String> consumers, LongToIntFunction tasks) {
        this.spark = spark;
        this.file = file;
        this.consumers = List.copyOf(consumers);
        this.tasks = tasks;
    }

    /** What a task answers of an annotation: its record, and what {@link Examined#write} has written. */
    private record Answer(byte[] staged, byte[] examined) implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void add(CocoRecord annotation) throws IOException {
        if (out == null) {
            out = SequenceFile.createWriter(
                    spark.hadoopConfiguration(),
                    SequenceFile.Writer.file(file),
                    SequenceFile.Writer.keyClass(NullWritable.class),
                    SequenceFile.Writer.valueClass(BytesWritable.class));
        }
        byte[] json = annotation.toBytes();
        ByteBuffer value = ByteBuffer.allocate(HEADER + json.length);
        value.putLong(annotation.index())
                .putLong(annotation.line())
                .putLong(annotation.column())
                .put(json);
        out.append(NullWritable.get(), new BytesWritable(value.array()));
        count++;
    }

    private static CocoRecord record(byte[] staged) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(staged, 0, HEADER);
        byte[] json = Arrays.copyOfRange(staged, HEADER, staged.length);
        return CocoRecord.parse(json, Section.ANNOTATIONS, header.getLong(), header.getLong(), header.getLong());
    }

    @Override
    public void examine(Known known, DocumentKind kind, Found found) throws IOException {
        if (out == null) {
            return;
        }
        out.close();
        Broadcast<Written<Known>> shared = spark.broadcast(Written.of(Known.class, known));
        JavaRDD<Answer> answers = Store.sequence(
                        spark, file, NullWritable.class, BytesWritable.class, tasks.applyAsInt(count))
                .map((Function<Tuple2<NullWritable, BytesWritable>, byte[]>)
                        each -> each._2().copyBytes())
                .mapPartitions(new Task(shared, kind, consumers.toArray(String[]::new)));
        try {
            InOrder.take(answers, all -> all.forEachRemaining(answer -> take(answer, known, kind, found)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (count != 0) {
            throw new IllegalStateException("the tasks have not answered for " + count + " annotations");
        }
    }

    private void take(Answer answer, Known known, DocumentKind kind, Found found) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(answer.examined()));
            found.take(Examined.read(in, record(answer.staged()), known, kind));
            count--;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Examines the annotations of a task, one after the other. */
    private record Task(Broadcast<Written<Known>> known, DocumentKind kind, String[] consumers)
            implements org.apache.spark.api.java.function.FlatMapFunction<Iterator<byte[]>, Answer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Iterator<Answer> call(Iterator<byte[]> staged) {
            AnnotationExamination examination =
                    new AnnotationExamination(known.value().object(), kind, List.of(consumers));
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return staged.hasNext();
                }

                @Override
                public Answer next() {
                    try {
                        byte[] next = staged.next();
                        ByteArrayOutputStream examined = new ByteArrayOutputStream();
                        examination.of(record(next)).write(new DataOutputStream(examined));
                        return new Answer(next, examined.toByteArray());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        }
    }
}
