package dev.copra.dataset.tile;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.ImageSizes;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.dataset.PictureCut;
import dev.copra.image.ImageException;
import dev.copra.image.ImageNote;
import dev.copra.image.ImageStore;
import dev.copra.io.OutputFolder;
import dev.copra.io.Remedy;
import dev.copra.run.Pool;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts images one by one: their annotations, and their pictures, which go to the folder at once. Thread-safe. */
final class ImageCutter {
    private static final String PICTURES = "images/";

    private final TileOptions options;
    private final ImageStore store;
    private final OutputFolder folder;
    private final Pool<Cutters> cutters;

    /** @param store null if only annotations are cut */
    ImageCutter(TileOptions options, ImageStore store, OutputFolder folder) {
        this.options = options;
        this.store = store;
        this.folder = folder;
        cutters = new Pool<>(() -> new Cutters(new SegmentationRasterizer(), new PartCutter(options)));
    }

    private record Cutters(SegmentationRasterizer rasterizer, PartCutter parts) {}

    /**
     * An image that waits to be cut.
     *
     * @param originIds of its annotations, as JSON
     * @param stem of its tiles' names
     */
    record Job(CocoRecord image, List<CocoRecord> annotations, List<byte[]> originIds, String stem) {}

    /** A tile that was cut. @param name of its file */
    record Tile(TileOrigin origin, String name, List<Cut> parts) {}

    record Cut(PartCutter.Part part, byte[] originId) {}

    /**
     * An image that was cut.
     *
     * @param tiles null if that was not possible
     * @param places how many tiles it has, empty ones too
     * @param hidden for each annotation how many parts were left out, and how many were kept
     */
    record Done(
            Job job,
            List<Tile> tiles,
            int places,
            List<AnnotationException> problems,
            List<AnnotationException> notes,
            List<int[]> hidden) {}

    Done cut(Job job) {
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
                tiles = tiles(job, size.height(), size.width(), mine, wrong, noted, hidden);
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
                        tiles.addAll(tiles(job, picture.rgb().height, picture.rgb().width, mine, wrong, noted, hidden));
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
            Job job,
            int height,
            int width,
            Cutters mine,
            List<AnnotationException> wrong,
            List<AnnotationException> noted,
            List<int[]> hidden)
            throws AnnotationException {
        List<TilePlace> places = options.grid().places(width, height);
        List<List<Cut>> parts = new ArrayList<>();
        places.forEach(place -> parts.add(new ArrayList<>()));
        for (int a = 0; a < job.annotations().size(); a++) {
            CocoRecord annotation = job.annotations().get(a);
            try {
                WholeAnnotation whole = WholeAnnotation.of(annotation, mine.rasterizer(), height, width);
                hidden.add(cut(whole, job.originIds().get(a), places, parts, mine.parts(), noted));
            } catch (AnnotationException e) {
                wrong.add(e);
            }
        }
        Id id = job.image().id("id");
        String fileName = job.image().text("file_name");
        String cocoUrl = job.image().text("coco_url");
        List<Tile> tiles = new ArrayList<>();
        for (int t = 0; t < places.size(); t++) {
            TilePlace place = places.get(t);
            if (!parts.get(t).isEmpty() || !options.dropsEmpty()) {
                String name = job.stem() + "_" + place.x() + "_" + place.y()
                        + options.pictures().ending();
                tiles.add(new Tile(new TileOrigin(id, fileName, cocoUrl, width, height, place), name, parts.get(t)));
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
            List<AnnotationException> noted) {
        int hidden = 0;
        int kept = 0;
        for (int t = 0; t < places.size(); t++) {
            PartCutter.Part part = null;
            try {
                part = cutter.cut(whole, places.get(t));
            } catch (AnnotationException e) {
                noted.add(e);
                hidden++;
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

    static String fileName(CocoRecord image) throws AnnotationException {
        String name = image.text("file_name");
        return name != null && !name.isEmpty() ? name : image.text("coco_url");
    }
}
