package dev.copra.dataset.tile;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Id;
import dev.copra.coco.IdTable;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.SegmentationRasterizer;
import dev.copra.dataset.CocoIndex;
import dev.copra.dataset.DocumentWriter;
import dev.copra.dataset.InstanceCheck;
import dev.copra.dataset.PictureCut;
import dev.copra.dataset.RecordText;
import dev.copra.dataset.SafeNames;
import dev.copra.image.ImageException;
import dev.copra.image.ImageNote;
import dev.copra.image.ImageStore;
import dev.copra.io.OutputFolder;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import dev.copra.json.JsonValues;
import dev.copra.run.OrderedQueue;
import dev.copra.run.Pool;
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
    public static final String DOCUMENT = "annotations.json";
    static final String ORIGIN_ID = "origin_id";
    private static final String PICTURES = "images/";
    /** What is true of the whole image, and not of a tile. */
    private static final Set<String> NOT_OF_A_TILE =
            Set.of("id", "file_name", "width", "height", "coco_url", "flickr_url", TileOrigin.MEMBER);
    /** An image counts as much for the queue as all that may wait in one batch. */
    private static final int ALONE = Integer.MAX_VALUE;

    private final TileOptions options;
    private final ImageStore store;
    private final OutputFolder folder;
    private final ProblemSink problems;
    private final ProblemSink notes;
    private final SafeNames names = new SafeNames();
    private final IdTable annotationIds = new IdTable();
    private final Pool<Cutters> cutters;
    private final TileTally tally = new TileTally();
    private DocumentWriter writer;
    private long nextImage = 1;
    private long nextAnnotation = 1;
    private long picturesMissing;

    /** @param store null if only annotations are cut */
    public Tiling(TileOptions options, ImageStore store, OutputFolder folder, ProblemSink problems, ProblemSink notes) {
        this.options = options;
        this.store = store;
        this.folder = folder;
        this.problems = problems;
        this.notes = notes;
        cutters = new Pool<>(() -> new Cutters(new SegmentationRasterizer(), new PartCutter(options)));
    }

    private record Cutters(SegmentationRasterizer rasterizer, PartCutter parts) {}

    /** An image that waits to be cut. @param stem of its tiles' names */
    private record Job(CocoRecord image, List<CocoRecord> annotations, List<byte[]> originIds, String stem) {}

    /** A tile that was cut. */
    private record Tile(TileOrigin origin, String name, List<Cut> parts) {}

    private record Cut(PartCutter.Part part, byte[] originId) {}

    /** An image that was cut. @param tiles null if that was not possible @param places how many tiles it has, empty ones too */
    private record Done(
            Job job,
            List<Tile> tiles,
            int places,
            List<AnnotationException> problems,
            List<AnnotationException> notes,
            List<int[]> hidden) {}

    /**
     * Cuts a document.
     *
     * @return what was done
     * @throws RefusedException if it is no data set of images with instances, or no image could be read
     */
    public TileTally.Counts run(CocoIndex index, int threads) throws IOException {
        check(index);
        try (OutputStream out = new BufferedOutputStream(folder.create(DOCUMENT));
                DocumentWriter document = new DocumentWriter(out, index.members(), index.categories());
                OrderedQueue<Job, Done> queue = new OrderedQueue<>(threads, this::cut, this::take)) {
            writer = document;
            index.read((image, annotations) -> queue.add(job(image, annotations), ALONE));
            queue.drain();
            document.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
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
            name = fileName(image);
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

    private static String fileName(CocoRecord image) throws AnnotationException {
        String name = image.text("file_name");
        return name != null && !name.isEmpty() ? name : image.text("coco_url");
    }

    private Done cut(Job job) {
        List<AnnotationException> wrong = new ArrayList<>();
        List<AnnotationException> noted = new ArrayList<>();
        List<int[]> hidden = new ArrayList<>();
        List<Tile> tiles = null;
        Cutters mine = cutters.take();
        try {
            ImageSizes.Size size = size(job.image());
            if (store == null) {
                if (size == null) {
                    throw job.image().wrong("image-size", "the image has no width and height, so it cannot be cut");
                }
                tiles = tiles(job, size.height(), size.width(), mine, wrong, hidden);
            } else {
                tiles = withPicture(job, size, mine, wrong, noted, hidden);
            }
        } catch (AnnotationException e) {
            wrong.add(e);
        } catch (ImageException e) {
            wrong.add(job.image().wrong(e.code(), e.getMessage()).with(Remedy.ofImage(e.code())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cutters.giveBack(mine);
        }
        int places = 0;
        if (tiles != null && !tiles.isEmpty()) {
            TileOrigin any = tiles.get(0).origin();
            places = options.grid().places(any.width(), any.height()).size();
        }
        return new Done(job, tiles, places, wrong, noted, hidden);
    }

    /** The size that a record states, or null if it states none. */
    private static ImageSizes.Size size(CocoRecord image) throws AnnotationException {
        if (image.isNull("width") && image.isNull("height")) {
            return null;
        }
        ImageSizes sizes = new ImageSizes(Integer.MAX_VALUE);
        sizes.add(image);
        ImageSizes.Size size = sizes.get(image.id("id"));
        if (size.height() == 0 || size.width() == 0) {
            throw image.wrong("image-size", "an image without a pixel cannot be cut");
        }
        return size;
    }

    private List<Tile> withPicture(
            Job job,
            ImageSizes.Size size,
            Cutters mine,
            List<AnnotationException> wrong,
            List<AnnotationException> noted,
            List<int[]> hidden)
            throws IOException, ImageException, AnnotationException {
        CocoRecord image = job.image();
        List<Tile> tiles = new ArrayList<>();
        AnnotationException[] failure = new AnnotationException[1];
        store.with(
                image.text("file_name"),
                image.text("coco_url"),
                size == null ? 0 : size.height(),
                size == null ? 0 : size.width(),
                picture -> {
                    for (ImageNote note : picture.notes()) {
                        noted.add(image.wrong(note.code(), note.message()));
                    }
                    try {
                        tiles.addAll(tiles(job, picture.rgb().height, picture.rgb().width, mine, wrong, hidden));
                    } catch (AnnotationException e) {
                        failure[0] = e;
                        return null;
                    }
                    for (Tile tile : tiles) {
                        TilePlace place = tile.origin().place();
                        try (OutputStream out = folder.create(PICTURES + tile.name())) {
                            options.pictures()
                                    .write(
                                            PictureCut.of(
                                                    picture.rgb(), place.x(), place.y(), place.width(), place.height()),
                                            out);
                        }
                    }
                    return null;
                });
        if (failure[0] != null) {
            throw failure[0];
        }
        return tiles;
    }

    private List<Tile> tiles(
            Job job, int height, int width, Cutters mine, List<AnnotationException> wrong, List<int[]> hidden)
            throws AnnotationException {
        List<TilePlace> places = options.grid().places(width, height);
        List<List<Cut>> parts = new ArrayList<>();
        places.forEach(place -> parts.add(new ArrayList<>()));
        for (int a = 0; a < job.annotations().size(); a++) {
            CocoRecord annotation = job.annotations().get(a);
            try {
                WholeAnnotation whole = WholeAnnotation.of(annotation, mine.rasterizer(), height, width);
                hidden.add(cut(whole, job.originIds().get(a), places, parts, mine.parts(), wrong));
            } catch (AnnotationException e) {
                wrong.add(e);
            }
        }
        Id id = job.image().id("id");
        String fileName = fileName(job.image());
        List<Tile> tiles = new ArrayList<>();
        for (int t = 0; t < places.size(); t++) {
            TilePlace place = places.get(t);
            if (!parts.get(t).isEmpty() || !options.dropsEmpty()) {
                String name = job.stem() + "_" + place.x() + "_" + place.y()
                        + options.pictures().ending();
                tiles.add(new Tile(new TileOrigin(id, fileName, width, height, place), name, parts.get(t)));
            }
        }
        return tiles;
    }

    /** Cuts one annotation to all tiles. @return how many parts were left out, and how many were kept */
    private static int[] cut(
            WholeAnnotation whole,
            byte[] originId,
            List<TilePlace> places,
            List<List<Cut>> parts,
            PartCutter cutter,
            List<AnnotationException> wrong) {
        int hidden = 0;
        int kept = 0;
        for (int t = 0; t < places.size(); t++) {
            PartCutter.Part part = null;
            try {
                part = cutter.cut(whole, places.get(t));
            } catch (AnnotationException e) {
                wrong.add(e);
            }
            if (part != null && part.values() == null) {
                hidden++;
            } else if (part != null) {
                kept++;
                parts.get(t).add(new Cut(part, originId));
            }
        }
        return new int[] {hidden, kept};
    }

    /** Writes what was cut, in the order of the document. */
    private void take(Done done) {
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
