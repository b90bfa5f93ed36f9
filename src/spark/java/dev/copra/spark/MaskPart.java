package dev.copra.spark;

import dev.copra.box2mask.MaskEditor;
import dev.copra.box2mask.SceneMasks;
import dev.copra.box2mask.Skipped;
import dev.copra.coco.region.MaskEncoder;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag$;

/** What tasks have done to annotations; adds up. */
final class MaskPart implements Serializable {
    private static final long serialVersionUID = 1L;

    final Found problems = new Found();
    final Found warnings = new Found();
    final Found notes = new Found();
    private final EnumMap<Skipped, Long> skipped = new EnumMap<>(Skipped.class);
    private final TreeMap<String, Long> fallbacks = new TreeMap<>();
    private long annotations;
    private long made;
    private long own;
    private long empty;
    private long beyond;
    private int images;
    private double sumOfConfidence;
    private long confident;
    private long simplified;
    private double sumOfIou;
    private double leastIou = 1;

    /** Written for another machine. */
    byte[] toBytes() {
        ByteBuffer written = serializer().serialize(this, ClassTag$.MODULE$.apply(MaskPart.class));
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return bytes;
    }

    /** Reads what {@link #toBytes} has written. */
    static MaskPart of(byte[] bytes) {
        return serializer().deserialize(ByteBuffer.wrap(bytes), ClassTag$.MODULE$.apply(MaskPart.class));
    }

    /** Spark's, because it finds the classes of the jar that was submitted. */
    private static SerializerInstance serializer() {
        return new JavaSerializer(new SparkConf(false)).newInstance();
    }

    /** Counts an annotation, whatever became of it. */
    void annotations(long count) {
        annotations += count;
    }

    long annotations() {
        return annotations;
    }

    int images() {
        return images;
    }

    void add(SceneMasks.Tally tally) {
        made += tally.made();
        own += tally.own();
        empty += tally.empty();
        beyond += tally.beyond();
        images += tally.images();
        tally.skipped().forEach((reason, count) -> skipped.merge(reason, count, Long::sum));
        tally.fallbacks().forEach((reason, count) -> fallbacks.merge(reason, count, Long::sum));
        if (!Double.isNaN(tally.meanConfidence())) {
            confident += tally.own();
            sumOfConfidence += tally.own() * tally.meanConfidence();
        }
    }

    void add(MaskEditor.Tally tally) {
        made += tally.made();
        empty += tally.empty();
        tally.skipped().forEach((reason, count) -> skipped.merge(reason, count, Long::sum));
        tally.fallbacks().forEach((reason, count) -> fallbacks.merge(reason, count, Long::sum));
    }

    void add(MaskEncoder.Loss loss) {
        simplified += loss.masks();
        sumOfIou += loss.masks() * loss.meanIou();
        leastIou = Math.min(leastIou, loss.leastIou());
    }

    MaskPart add(MaskPart other) {
        problems.add(other.problems);
        warnings.add(other.warnings);
        notes.add(other.notes);
        other.skipped.forEach((reason, count) -> skipped.merge(reason, count, Long::sum));
        other.fallbacks.forEach((reason, count) -> fallbacks.merge(reason, count, Long::sum));
        annotations += other.annotations;
        made += other.made;
        own += other.own;
        empty += other.empty;
        beyond += other.beyond;
        images += other.images;
        sumOfConfidence += other.sumOfConfidence;
        confident += other.confident;
        simplified += other.simplified;
        sumOfIou += other.sumOfIou;
        leastIou = Math.min(leastIou, other.leastIou);
        return this;
    }

    SceneMasks.Tally ofScenes() {
        return new SceneMasks.Tally(made, own, empty, beyond, skipped, images, fallbacks, sumOfConfidence / confident);
    }

    MaskEditor.Tally ofBoxes() {
        return new MaskEditor.Tally(made, empty, skipped, fallbacks);
    }

    MaskEncoder.Loss loss() {
        return new MaskEncoder.Loss(simplified, simplified == 0 ? 1 : sumOfIou / simplified, leastIou);
    }
}
