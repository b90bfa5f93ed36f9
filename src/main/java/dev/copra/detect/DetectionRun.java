package dev.copra.detect;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.ResultWriter;
import dev.copra.image.ImageException;
import dev.copra.image.ImageStore;
import dev.copra.mask.Rle;
import dev.copra.model.InstanceModel;
import dev.copra.model.InstanceModel.Instance;
import dev.copra.model.MaskMap;
import dev.copra.model.ModelException;
import dev.copra.run.Journal;
import dev.copra.run.ParallelRun;
import dev.copra.run.Progress;
import dev.copra.run.Shard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * Finds the instances of many images, in parallel and by way of a journal, and writes them as a results file: a list of
 * {@code image_id}, {@code category_id}, {@code bbox}, {@code score} and {@code segmentation}, in the order of the images and
 * of falling score.
 */
public final class DetectionRun {
    private static final byte[] BETWEEN = ",\n".getBytes(StandardCharsets.US_ASCII);
    /** Two counts stand before an image's records. */
    private static final int HEADER = 8;

    private final ImageList images;
    private final int from;
    private final int to;

    /**
     * @param shard the part of the images to work on
     * @param limit work on at most so many
     */
    public DetectionRun(ImageList images, Shard shard, int limit) {
        this.images = images;
        from = shard.from(images.images().size());
        to = (int) Math.min(shard.to(images.images().size()), (long) from + limit);
    }

    /**
     * What was written.
     *
     * @param unknown detections that were left out because the document has no category of their name
     */
    public record Tally(long detections, long unknown) {}

    /** How many units a journal must have room for. */
    public int units() {
        return images.images().size();
    }

    /** How many images are worked on. */
    public int work() {
        return to - from;
    }

    /**
     * Works on the images that are not in the journal yet.
     *
     * @param warnings told of images that cannot be read or fail in the model, from several threads; they have no detections
     */
    public void detect(
            InstanceModel model,
            Rules rules,
            CategoryIds categories,
            ImageStore store,
            Journal journal,
            int threads,
            Progress progress,
            ProblemSink warnings)
            throws IOException {
        int[] work = IntStream.range(from, to).toArray();
        ParallelRun.run(
                journal,
                work,
                threads,
                at -> records(images.images().get(at), model, rules, categories, store, warnings),
                progress);
    }

    private ParallelRun.Result records(
            ImageList.Entry image,
            InstanceModel model,
            Rules rules,
            CategoryIds categories,
            ImageStore store,
            ProblemSink warnings)
            throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        int count = 0;
        int unknown = 0;
        boolean failed = false;
        try {
            Planar<GrayU8> rgb = images.listed()
                    ? store.read(image.fileName(), image.cocoUrl(), image.height(), image.width())
                            .rgb()
                    : store.read(image.fileName()).rgb();
            for (Instance instance : rules.chosen(model.instances(rgb, rules.leastScore()))) {
                long category = categories.of(instance.label(), model.category(instance.label()));
                if (category == CategoryIds.NONE) {
                    unknown++;
                    continue;
                }
                records.writeBytes(count++ == 0 ? new byte[0] : BETWEEN);
                records.writeBytes(ResultWriter.record(
                        image.id(),
                        images.listed() ? null : image.fileName(),
                        category,
                        instance.box(),
                        instance.score(),
                        rules.masks() ? mask(instance, model, rgb) : null));
            }
        } catch (ImageException e) {
            warnings.add(new AnnotationException(e.code(), "image " + image.id(), e.getMessage()));
            failed = true;
        } catch (ModelException e) {
            warnings.add(new AnnotationException("model", "image " + image.id(), e.getMessage()));
            failed = true;
        }
        byte[] bytes = records.toByteArray();
        ByteBuffer unit = ByteBuffer.allocate(HEADER + bytes.length)
                .putInt(count)
                .putInt(unknown)
                .put(bytes);
        return new ParallelRun.Result(unit.array(), failed);
    }

    private static Rle mask(Instance instance, InstanceModel model, Planar<GrayU8> rgb) throws ModelException {
        MaskMap map = instance.mask().get();
        if (map.isBroken()) {
            throw new ModelException("the model answered NaN in a mask");
        }
        return map.above(model.settings().threshold(), rgb.height, rgb.width);
    }

    /** Writes what the journal has as one results file. */
    public Tally write(Journal journal, OutputStream out) throws IOException {
        long detections = 0;
        long unknown = 0;
        out.write("[\n".getBytes(StandardCharsets.US_ASCII));
        for (int at = from; at < to; at++) {
            ByteBuffer unit = ByteBuffer.wrap(journal.get(at));
            int count = unit.getInt();
            unknown += unit.getInt();
            if (count > 0) {
                out.write(BETWEEN, 0, detections > 0 ? BETWEEN.length : 0);
                out.write(unit.array(), HEADER, unit.remaining());
            }
            detections += count;
        }
        out.write((detections > 0 ? "\n]\n" : "]\n").getBytes(StandardCharsets.US_ASCII));
        return new Tally(detections, unknown);
    }
}
