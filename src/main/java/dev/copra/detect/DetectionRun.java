package dev.copra.detect;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.ResultWriter;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.ListedImage;
import dev.copra.image.ImageException;
import dev.copra.image.ImageNote;
import dev.copra.image.ImageStore;
import dev.copra.io.Remedy;
import dev.copra.mask.Rle;
import dev.copra.model.ModelSpec;
import dev.copra.model.contract.InstanceModel;
import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.graph.ModelException;
import dev.copra.run.Fingerprint;
import dev.copra.run.Journal;
import dev.copra.run.JournaledRun;
import dev.copra.run.ParallelRun;
import dev.copra.run.Progress;
import dev.copra.run.Shard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

    /**
     * What was done.
     *
     * @param images that have detections written, if anything was found on them
     * @param seconds for the images worked on in this run
     * @param worked how many these were
     */
    public record Done(Tally tally, int images, double seconds, int worked) {}

    /**
     * Runs, by way of a journal.
     *
     * @param table category ids by label, before all else
     * @param version of Copra: another one's results are not resumed
     * @param problems told of images that cannot be read or fail in the model; they have no detections
     * @param notes told of what was guessed about images
     */
    public Done run(
            InstanceModel model,
            ModelSpec spec,
            DetectionRules rules,
            Map<Integer, Id> table,
            ImageStore store,
            int threads,
            String version,
            JournaledRun run,
            ProblemSink problems,
            ProblemSink notes)
            throws IOException, ModelException {
        String what = images.images() + " " + images.names().byId();
        String fingerprint = Fingerprint.of(
                new ByteArrayInputStream(what.getBytes(StandardCharsets.UTF_8)),
                version,
                spec.settings(),
                spec.identity(),
                rules,
                store.profile(),
                table);
        CategoryIds categories = new CategoryIds(table, images.names());
        return run.run(fingerprint, units(), work(), (journal, progress, out) -> {
            int before = journal.done();
            detect(model, rules, categories, store, journal, threads, progress, problems, notes);
            double seconds = progress.seconds();
            progress.end();
            return new Done(write(journal, out.stream()), work(), seconds, work() - before);
        });
    }

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
     * @param notes told of what was guessed about images, from several threads
     */
    public void detect(
            InstanceModel model,
            DetectionRules rules,
            CategoryIds categories,
            ImageStore store,
            Journal journal,
            int threads,
            Progress progress,
            ProblemSink warnings,
            ProblemSink notes)
            throws IOException {
        int[] work = IntStream.range(from, to).toArray();
        ParallelRun.run(
                journal,
                work,
                threads,
                at -> records(images.images().get(at), model, rules, categories, store, warnings, notes),
                progress);
    }

    private ParallelRun.Result records(
            ListedImage image,
            InstanceModel model,
            DetectionRules rules,
            CategoryIds categories,
            ImageStore store,
            ProblemSink warnings,
            ProblemSink notes)
            throws IOException {
        Found found = new Found(image);
        boolean failed = false;
        try {
            // a directory's images have no size yet: 0 by 0 takes any
            List<ImageNote> guesses =
                    store.with(image.fileName(), image.cocoUrl(), image.height(), image.width(), picture -> {
                        found.clear();
                        found.look(picture.rgb(), model, rules, categories);
                        return picture.notes();
                    });
            for (ImageNote note : guesses) {
                notes.add(new AnnotationException(note.code(), "image " + image.id(), note.message()));
            }
            if (found.failure != null) {
                warnings.add(new AnnotationException("model", "image " + image.id(), found.failure.getMessage()));
                failed = true;
            }
        } catch (ImageException e) {
            warnings.add(new AnnotationException(e.code(), "image " + image.id(), e.getMessage())
                    .with(Remedy.ofImage(e.code())));
            failed = true;
        }
        return new ParallelRun.Result(found.unit(), failed);
    }

    /** The detections on one image as they are found. */
    private final class Found {
        private final ListedImage image;
        private final ByteArrayOutputStream records = new ByteArrayOutputStream();
        private int count;
        private int unknown;
        private ModelException failure;

        Found(ListedImage image) {
            this.image = image;
        }

        void clear() {
            records.reset();
            count = 0;
            unknown = 0;
            failure = null;
        }

        void look(Planar<GrayU8> rgb, InstanceModel model, DetectionRules rules, CategoryIds categories)
                throws IOException {
            try {
                for (Instance instance : rules.chosen(model.instances(rgb, rules.leastScore()))) {
                    add(instance, rules.masks() ? mask(instance, model, rgb) : null, model, categories);
                }
            } catch (ModelException e) {
                clear();
                failure = e;
            }
        }

        private void add(Instance instance, Rle mask, InstanceModel model, CategoryIds categories)
                throws ModelException {
            String name = model.category(instance.label());
            Id category = categories.of(instance.label(), name);
            if (!category.present() && name == null) {
                throw new ModelException("the model answered the category " + instance.label()
                        + ", of which nobody knows the name, and there is no such id");
            }
            if (!category.present()) {
                unknown++;
                return;
            }
            records.writeBytes(count++ == 0 ? new byte[0] : BETWEEN);
            records.writeBytes(ResultWriter.record(
                    image.id(),
                    images.listed() ? null : image.fileName(),
                    category,
                    instance.box(),
                    instance.score(),
                    mask));
        }

        byte[] unit() {
            byte[] bytes = records.toByteArray();
            return ByteBuffer.allocate(HEADER + bytes.length)
                    .putInt(count)
                    .putInt(unknown)
                    .put(bytes)
                    .array();
        }
    }

    private static Rle mask(Instance instance, InstanceModel model, Planar<GrayU8> rgb) throws ModelException {
        MaskMap map = instance.mask().get();
        if (map.isBroken()) {
            throw new ModelException("the model's answer is not finite: a mask");
        }
        return map.above(model.settings().fixedThreshold(), rgb.height, rgb.width);
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
