package dev.copra.box2mask.learned;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentLists;
import dev.copra.coco.ListedImage;
import dev.copra.coco.ProblemSink;
import dev.copra.dataset.CocoIndex;
import dev.copra.image.ImageException;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import dev.copra.io.Remedy;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code scripts/train} reads, four arrays of as many rows as a document has annotations with a mask that are no
 * crowds and whose box touches the image, in its order by image: {@code colours.npy}, bytes [n, 3, {@value Crop#SIZE},
 * {@value Crop#SIZE}], sRGB; {@code maps.npy}, bytes [n, {@value Channels#COUNT}, {@value Crop#MAPS}, {@value Crop#MAPS}], see
 * {@link Channels}; {@code masks.npy}, bytes [n, {@value Crop#SIZE}, {@value Crop#SIZE}], how much of each pixel the true mask
 * covers; {@code ids.npy}, longs [n], the annotations' ids, 0 where they are no longs.
 */
public final class TrainingSet {
    private final Channels channels = new Channels();
    private final Colours colours = new Colours();
    private final ByteBuffer seen = ByteBuffer.allocate(Math.max(Channels.BYTES, Colours.BYTES));
    private final float[][] share = new float[1][Crop.SIZE * Crop.SIZE];
    private final DocumentLists lists;
    private final ExampleReader reader;
    private final ImageStore store;
    private final Arrays arrays;
    private final boolean knownMasks;
    private final ProblemSink problems;

    private TrainingSet(
            DocumentLists lists, ImageStore store, Arrays arrays, boolean knownMasks, ProblemSink problems) {
        this.lists = lists;
        this.store = store;
        this.arrays = arrays;
        this.knownMasks = knownMasks;
        this.problems = problems;
        reader = new ExampleReader(lists.names(), problems);
    }

    private record Arrays(NpyWriter colours, NpyWriter maps, NpyWriter masks, NpyWriter ids) {}

    /**
     * Writes the arrays of a document into a directory.
     *
     * @param knownMasks whether an annotation sees the masks of the others of its image
     * @param problems told of bad records and of images that cannot be read, whose annotations are left out
     * @return how many annotations were written
     */
    public static int write(
            Input input, ImageStore store, long maxPixels, boolean knownMasks, Path directory, ProblemSink problems)
            throws IOException {
        try (CocoIndex index = CocoIndex.read(input, null, problems);
                NpyWriter colours = NpyWriter.bytes(directory.resolve("colours.npy"), 3, Crop.SIZE, Crop.SIZE);
                NpyWriter maps = NpyWriter.bytes(directory.resolve("maps.npy"), Channels.COUNT, Crop.MAPS, Crop.MAPS);
                NpyWriter masks = NpyWriter.bytes(directory.resolve("masks.npy"), Crop.SIZE, Crop.SIZE);
                NpyWriter ids = NpyWriter.longs(directory.resolve("ids.npy"))) {
            DocumentLists lists = DocumentLists.withFiles(maxPixels);
            TrainingSet set =
                    new TrainingSet(lists, store, new Arrays(colours, maps, masks, ids), knownMasks, problems);
            for (CocoRecord category : index.categories()) {
                try {
                    lists.learn(category);
                } catch (AnnotationException e) {
                    problems.add(e);
                }
            }
            index.read((record, annotations) -> {
                ListedImage image;
                try {
                    image = lists.images().get(lists.addImage(record));
                } catch (AnnotationException e) {
                    problems.add(e);
                    return;
                }
                set.add(image, annotations);
            });
            return ids.rows();
        }
    }

    private void add(ListedImage image, List<CocoRecord> annotations) throws IOException {
        List<Example> examples = reader.read(image, annotations);
        List<Target> all = examples.stream().map(this::seen).toList();
        Pyramid pixels = null;
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            Target target = all.get(i);
            Frame frame = Crop.of(target.box(), image.width(), image.height(), Crop.SIZE);
            if (example.mask() == null || frame == null) {
                continue;
            }
            if (pixels == null) {
                pixels = pixels(image);
            }
            if (pixels == null) {
                return;
            }
            colours.write(pixels, frame, seen.clear());
            arrays.colours().write(seen.flip());
            Frame maps = Crop.of(target.box(), image.width(), image.height(), Crop.MAPS);
            channels.write(pixels, maps, target, all, seen.clear());
            arrays.maps().write(seen.flip());
            arrays.masks().write(coverage(example.mask(), frame, share, seen.clear()));
            arrays.ids().write(target.id().number());
        }
    }

    private Target seen(Example example) {
        return knownMasks ? example.target().withKnown(example.mask()) : example.target();
    }

    private Pyramid pixels(ListedImage image) throws IOException {
        try {
            return store.with(
                    image.fileName(),
                    image.cocoUrl(),
                    image.height(),
                    image.width(),
                    picture -> new Pyramid(picture.lab()));
        } catch (ImageException e) {
            problems.add(new AnnotationException(e.code(), "image " + image.id(), e.getMessage())
                    .with(Remedy.ofImage(e.code())));
            return null;
        }
    }

    /** How much of each pixel of the crop a mask covers; nothing outside the image. */
    private static ByteBuffer coverage(Rle mask, Frame frame, float[][] share, ByteBuffer out) {
        new Pyramid(planar(mask)).sample(frame, share);
        Window inside = frame.inside();
        for (int y = 0, i = 0; y < Crop.SIZE; y++) {
            for (int x = 0; x < Crop.SIZE; x++, i++) {
                out.put((byte) (inside.contains(x, y) ? share[0][i] * 255 + .5f : 0));
            }
        }
        return out.flip();
    }

    /** A mask as an image of zeros and ones. */
    private static Planar<GrayF32> planar(Rle mask) {
        Planar<GrayF32> image = new Planar<>(GrayF32.class, mask.width(), mask.height(), 1);
        float[] data = image.getBand(0).data;
        byte[] columns = mask.toDense();
        for (int x = 0, i = 0; x < mask.width(); x++) {
            for (int y = 0; y < mask.height(); y++, i++) {
                data[y * mask.width() + x] = columns[i];
            }
        }
        return image;
    }
}
