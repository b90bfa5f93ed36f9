package dev.copra.dataset.tile;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.dataset.CocoIndex;
import dev.copra.dataset.DocumentWriter;
import dev.copra.dataset.RecordText;
import dev.copra.dataset.tile.PartJoiner.Joined;
import dev.copra.json.JsonValues;
import dev.copra.run.OrderedQueue;
import dev.copra.run.Pool;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts what is on tiles back onto the whole images: annotations that were cut, by the id that they had, pixel for pixel; results, and what
 * else was annotated on tiles, by where they overlap at the seams. Whole images come in the order of their first tiles.
 */
public final class Untiling {
    private static final Set<String> OF_A_TILE = Set.of(Tiling.ORIGIN_ID, "visible");
    private static final int ALONE = Integer.MAX_VALUE;

    private final CocoIndex index;
    private final ProblemSink problems;
    private final Pool<Joiners> joiners;
    private long images;
    private long parts;
    private long objects;
    private long joined;

    /**
     * What was put back.
     *
     * @param images whole images
     * @param parts annotations of tiles
     * @param objects annotations of whole images
     * @param joined of these, those that are several parts
     */
    public record Counts(long images, long parts, long objects, long joined) {}

    private record Joiners(SegmentationRasterizer rasterizer, PartJoiner joiner) {}

    /** An image that waits: its tiles with what is on them. */
    private record Job(TileOrigin origin, CocoRecord first, List<TileOrigin> tiles, List<List<CocoRecord>> records) {}

    private record Done(Job job, List<Joined> objects, int parts, List<AnnotationException> problems) {}

    /** @param index of what is on the tiles, by the document that lists the tiles */
    public Untiling(CocoIndex index, SeamRule rule, ProblemSink problems) {
        this.index = index;
        this.problems = problems;
        joiners = new Pool<>(() -> new Joiners(new SegmentationRasterizer(), new PartJoiner(rule)));
    }

    /** Writes the document of the whole images: a data set if that is what is on the tiles, else a list of results. */
    public Counts write(OutputStream out, int threads) throws IOException {
        Map<Id, List<Integer>> tiles = byOrigin();
        boolean dataset = index.summary().kind() == DocumentKind.DATASET;
        try (Target target = dataset ? new DatasetTarget(out) : new ResultsTarget(out);
                OrderedQueue<Job, Done> queue = new OrderedQueue<>(threads, this::join, done -> take(done, target))) {
            for (List<Integer> slots : tiles.values()) {
                queue.add(job(slots), ALONE);
            }
            queue.drain();
            target.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Counts(images, parts, objects, joined);
    }

    /** The tiles of each whole image. */
    private Map<Id, List<Integer>> byOrigin() throws IOException {
        Map<Id, List<Integer>> tiles = new LinkedHashMap<>();
        int wrong = 0;
        for (int i = 0; i < index.imageCount(); i++) {
            try {
                tiles.computeIfAbsent(TileOrigin.of(index.image(i)).imageId(), id -> new ArrayList<>())
                        .add(i);
            } catch (AnnotationException e) {
                if (++wrong == index.imageCount()) {
                    throw new IllegalArgumentException(
                            "none of its images is a tile: they have no member " + TileOrigin.MEMBER, e);
                }
                problems.add(e);
            }
        }
        return tiles;
    }

    private Job job(List<Integer> slots) throws IOException {
        List<TileOrigin> origins = new ArrayList<>();
        List<List<CocoRecord>> records = new ArrayList<>();
        CocoRecord first = null;
        for (int slot : slots) {
            CocoRecord tile = index.image(slot);
            try {
                TileOrigin origin = TileOrigin.of(tile);
                if (first != null
                        && (origin.width() != origins.get(0).width()
                                || origin.height() != origins.get(0).height())) {
                    throw tile.wrong("tile-origin", "another tile of its image says that this has another size");
                }
                first = first == null ? tile : first;
                origins.add(origin);
                records.add(index.annotations(slot));
            } catch (AnnotationException e) {
                problems.add(e);
            }
        }
        return new Job(origins.get(0), first, origins, records);
    }

    private Done join(Job job) {
        List<AnnotationException> wrong = new ArrayList<>();
        Joiners mine = joiners.take();
        Map<Id, List<PlacedPart>> cut = new LinkedHashMap<>();
        List<PlacedPart> found = new ArrayList<>();
        int order = 0;
        for (int t = 0; t < job.tiles().size(); t++) {
            for (CocoRecord record : job.records().get(t)) {
                try {
                    PlacedPart part = PlacedPart.of(order++, record, job.tiles().get(t), mine.rasterizer());
                    Id origin = record.id(Tiling.ORIGIN_ID);
                    (origin.present() ? cut.computeIfAbsent(origin, id -> new ArrayList<>()) : found).add(part);
                } catch (AnnotationException e) {
                    wrong.add(e);
                }
            }
        }
        List<Joined> all = new ArrayList<>(mine.joiner()
                .joinAtSeams(found, job.origin().height(), job.origin().width()));
        cut.values().forEach(object -> all.add(mine.joiner().join(object)));
        all.sort(Comparator.comparingInt(Joined::order));
        joiners.giveBack(mine);
        return new Done(job, all, order, wrong);
    }

    private void take(Done done, Target target) {
        try {
            for (AnnotationException problem : done.problems()) {
                problems.add(problem);
            }
            images++;
            parts += done.parts();
            Id image = done.job().origin().imageId();
            target.image(done.job());
            for (Joined object : done.objects()) {
                objects++;
                joined += object.parts() > 1 ? 1 : 0;
                Map<String, byte[]> values = new LinkedHashMap<>(object.values());
                values.put("image_id", image.json());
                target.object(object.record(), values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where whole images go. */
    private interface Target extends Closeable {
        void image(Job job) throws IOException;

        void object(CocoRecord record, Map<String, byte[]> values) throws IOException;

        void finish() throws IOException;
    }

    private static final class ResultsTarget implements Target {
        private final OutputStream out;
        private boolean any;

        ResultsTarget(OutputStream out) throws IOException {
            this.out = out;
            out.write('[');
        }

        @Override
        public void image(Job job) {
            // results do not list their images
        }

        @Override
        public void object(CocoRecord record, Map<String, byte[]> values) throws IOException {
            out.write((any ? ",\n" : "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(RecordText.of(record, values, OF_A_TILE));
            any = true;
        }

        @Override
        public void finish() throws IOException {
            out.write("]\n".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {
            // the stream is the caller's
        }
    }

    private final class DatasetTarget implements Target {
        private final DocumentWriter writer;
        private final IdTable origins = new IdTable();
        private final IdTable taken = new IdTable();
        private long next = 1;

        DatasetTarget(OutputStream out) throws IOException {
            // what was cut keeps its id, so that what is new must not have it
            index.readAnnotations(annotation -> {
                try {
                    Id origin = annotation.id(Tiling.ORIGIN_ID);
                    if (origin.present()) {
                        origins.add(origin);
                    }
                } catch (AnnotationException e) {
                    // is told when it is put back
                }
            });
            writer = new DocumentWriter(out, index.members(), index.categories());
        }

        @Override
        public void image(Job job) throws IOException {
            TileOrigin origin = job.origin();
            Set<String> without = new HashSet<>(Set.of(TileOrigin.MEMBER));
            Map<String, byte[]> values = new LinkedHashMap<>();
            values.put("id", origin.imageId().json());
            if (origin.fileName() != null) {
                values.put("file_name", JsonValues.text(origin.fileName()));
            } else {
                without.add("file_name");
            }
            if (origin.cocoUrl() != null) {
                values.put("coco_url", JsonValues.text(origin.cocoUrl()));
            }
            values.put("width", Integer.toString(origin.width()).getBytes(StandardCharsets.US_ASCII));
            values.put("height", Integer.toString(origin.height()).getBytes(StandardCharsets.US_ASCII));
            writer.image(RecordText.of(job.first(), values, without));
        }

        @Override
        public void object(CocoRecord record, Map<String, byte[]> values) throws IOException {
            values.put("id", id(record).json());
            writer.annotation(RecordText.of(record, values, OF_A_TILE));
        }

        /** The id that it had, or else its own, or else the next one that is free. */
        private Id id(CocoRecord record) throws IOException {
            try {
                Id origin = record.id(Tiling.ORIGIN_ID);
                if (origin.present() && taken.add(origin)) {
                    return origin;
                }
                Id id = record.id("id");
                if (id.present() && origins.find(id) < 0 && taken.add(id)) {
                    return id;
                }
            } catch (AnnotationException e) {
                problems.add(e);
            }
            while (origins.find(Id.of(next)) >= 0 || !taken.add(Id.of(next))) {
                next++;
            }
            return Id.of(next);
        }

        @Override
        public void finish() throws IOException {
            writer.finish();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
