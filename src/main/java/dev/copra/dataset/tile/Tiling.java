package dev.copra.dataset.tile;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.dataset.CocoIndex;
import dev.copra.dataset.DocumentWriter;
import dev.copra.dataset.InstanceCheck;
import dev.copra.dataset.RecordText;
import dev.copra.dataset.SafeNames;
import dev.copra.dataset.tile.ImageCutter.Cut;
import dev.copra.dataset.tile.ImageCutter.Done;
import dev.copra.dataset.tile.ImageCutter.Job;
import dev.copra.dataset.tile.ImageCutter.Tile;
import dev.copra.image.ImageStore;
import dev.copra.io.OutputFolder;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import dev.copra.json.JsonValues;
import dev.copra.run.OrderedQueue;
import dev.copra.run.Progress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a data set into tiles: image by image, on several threads, of which each holds one image; what is written does not depend on their
 * number. The folder gets {@code annotations.json} and, if there are pictures, {@code images}.
 */
public final class Tiling {
    static final String DOCUMENT = "annotations.json";
    static final String ORIGIN_ID = "origin_id";
    /** What is true of the whole image, and not of a tile. */
    private static final Set<String> NOT_OF_A_TILE =
            Set.of("id", "file_name", "width", "height", "coco_url", "flickr_url", TileOrigin.MEMBER);
    /** An image counts as much for the queue as all that may wait in one batch. */
    private static final int ALONE = Integer.MAX_VALUE;

    private final OutputFolder folder;
    private final ProblemSink problems;
    private final ProblemSink notes;
    private final SafeNames names = new SafeNames();
    private final IdTable annotationIds = new IdTable();
    private final ImageCutter cutter;
    private final TileTally tally = new TileTally();
    private DocumentWriter writer;
    private Progress progress;
    private long nextImage = 1;
    private long nextAnnotation = 1;
    private long picturesMissing;

    /** @param store null if only annotations are cut */
    public Tiling(TileOptions options, ImageStore store, OutputFolder folder, ProblemSink problems, ProblemSink notes) {
        this.folder = folder;
        this.problems = problems;
        this.notes = notes;
        cutter = new ImageCutter(options, store, folder);
    }

    /**
     * Cuts a document.
     *
     * @return what was done
     * @throws RefusedException if it is no data set of images with instances, or no image could be read
     */
    public TileTally.Counts run(CocoIndex index, int threads, Progress.Screen screen) throws IOException {
        check(index);
        progress = new Progress("images", index.imageCount(), 0, screen, System::nanoTime);
        try (OutputStream out = new BufferedOutputStream(folder.create(DOCUMENT));
                DocumentWriter document = new DocumentWriter(out, index.members(), index.categories());
                OrderedQueue<Job, Done> queue = new OrderedQueue<>(threads, cutter::cut, this::take)) {
            writer = document;
            index.read((image, annotations) -> queue.add(job(image, annotations), ALONE));
            queue.drain();
            document.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            progress.end();
        }
        if (picturesMissing > 0 && picturesMissing == index.imageCount()) {
            throw new RefusedException("none of the images could be read", Remedy.IMAGES);
        }
        return tally.counts();
    }

    private static void check(CocoIndex index) throws IOException {
        if (index.summary().kind() != DocumentKind.DATASET) {
            throw new IllegalArgumentException("results are not cut; cut the data set that lists the images");
        }
        InstanceCheck.check(index);
    }

    private Job job(CocoRecord image, List<CocoRecord> annotations) throws IOException {
        List<byte[]> originIds = new ArrayList<>();
        for (CocoRecord annotation : annotations) {
            originIds.add(originId(annotation));
        }
        String name = null;
        try {
            name = ImageCutter.fileName(image);
        } catch (AnnotationException e) {
            // is told when it is cut
        }
        String stem = SafeNames.stem(name == null ? "image_" + image.json("id") : name);
        return new Job(image, annotations, originIds, names.unique(stem));
    }

    /** An annotation's id, or where it stands if it has none of its own. */
    private byte[] originId(CocoRecord annotation) throws IOException {
        try {
            Id id = annotation.id("id");
            if (id.present() && annotationIds.add(id)) {
                return id.json();
            }
            if (id.present()) {
                notes.add(annotation.wrong(
                        "annotation-id-duplicate", "another annotation has this id; it is called by its place"));
            }
        } catch (AnnotationException e) {
            notes.add(e);
        }
        return JsonValues.text("annotations[" + annotation.index() + "]");
    }

    /** Writes what was cut, in the order of the document. */
    private void take(Done done) {
        progress.step();
        try {
            for (AnnotationException problem : done.problems()) {
                problems.add(problem);
            }
            for (AnnotationException note : done.notes()) {
                notes.add(note);
            }
            if (done.tiles() == null) {
                picturesMissing++;
                return;
            }
            tally.image();
            done.hidden().forEach(counts -> tally.hidden(counts[0], counts[1] == 0));
            for (int i = done.tiles().size(); i < done.places(); i++) {
                tally.tile(true, false);
            }
            for (Tile tile : done.tiles()) {
                write(done.job(), tile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Job job, Tile tile) throws IOException {
        tally.tile(tile.parts().isEmpty(), true);
        byte[] id = number(nextImage++);
        TilePlace place = tile.origin().place();
        Map<String, byte[]> values = new LinkedHashMap<>();
        values.put("id", id);
        values.put("file_name", JsonValues.text(tile.name()));
        values.put("width", number(place.width()));
        values.put("height", number(place.height()));
        values.put(TileOrigin.MEMBER, tile.origin().json());
        writer.image(tileRecord(job.image(), values));
        for (Cut cut : tile.parts()) {
            Map<String, byte[]> members = new LinkedHashMap<>(cut.part().values());
            members.put("id", number(nextAnnotation++));
            members.put("image_id", id);
            members.put(ORIGIN_ID, cut.originId());
            tally.part(cut.part().isWhole());
            writer.annotation(RecordText.of(cut.part().record(), members, Set.of()));
        }
    }

    /** The record of a tile: the new members first, then what else the image has. */
    private static byte[] tileRecord(CocoRecord image, Map<String, byte[]> values) throws IOException {
        byte[] start = RecordText.of(
                CocoRecord.parse(
                        "{}".getBytes(StandardCharsets.US_ASCII),
                        image.section(),
                        image.index(),
                        image.line(),
                        image.column()),
                values,
                Set.of());
        byte[] rest = RecordText.of(image, Map.of(), NOT_OF_A_TILE);
        if (rest.length == 2) {
            return start;
        }
        String joined = new String(start, 0, start.length - 1, StandardCharsets.UTF_8) + ", "
                + new String(rest, 1, rest.length - 1, StandardCharsets.UTF_8);
        return joined.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(long value) {
        return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    }
}
