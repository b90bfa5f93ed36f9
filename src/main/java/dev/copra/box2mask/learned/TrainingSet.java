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
 * What {@code scripts/train} reads, three arrays of as many rows as a document has annotations with a mask that are no
 * crowds and whose box touches the image, in its order by image: {@code channels.npy}, bytes [n, {@value Channels#COUNT},
 * {@value Crop#SIZE}, {@value Crop#SIZE}], see {@link Channels}; {@code masks.npy}, bytes [n, {@value Crop#SIZE},
 * {@value Crop#SIZE}], how much of each pixel the true mask covers; {@code ids.npy}, longs [n], the annotations' ids,
 * 0 where they are no longs.
 */
public final class TrainingSet {
    private final Channels channels = new Channels();
    private final ByteBuffer seen = ByteBuffer.allocate(Channels.BYTES);
    private final float[][] share = new float[1][Crop.SIZE * Crop.SIZE];
    private final DocumentLists lists;
    private final ExampleReader reader;
    private final ImageStore store;
    private final Arrays arrays;
    private final ProblemSink problems;

    private TrainingSet(DocumentLists lists, ImageStore store, Arrays arrays, ProblemSink problems) {
        this.lists = lists;
        this.store = store;
        this.arrays = arrays;
        this.problems = problems;
        reader = new ExampleReader(lists.names(), problems);
    }

    private record Arrays(NpyWriter channels, NpyWriter masks, NpyWriter ids) {}

    /**
     * Writes the arrays of a document into a directory.
     *
     * @param problems told of bad records and of images that cannot be read, whose annotations are left out
     * @return how many annotations were written
     */
    public static int write(Input input, ImageStore store, long maxPixels, Path directory, ProblemSink problems)
            throws IOException {
        try (CocoIndex index = CocoIndex.read(input, null, problems);
                NpyWriter channels =
                        NpyWriter.bytes(directory.resolve("channels.npy"), Channels.COUNT, Crop.SIZE, Crop.SIZE);
                NpyWriter masks = NpyWriter.bytes(directory.resolve("masks.npy"), Crop.SIZE, Crop.SIZE);
                NpyWriter ids = NpyWriter.longs(directory.resolve("ids.npy"))) {
            DocumentLists lists = DocumentLists.withFiles(maxPixels);
            TrainingSet set = new TrainingSet(lists, store, new Arrays(channels, masks, ids), problems);
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
        List<Target> all = examples.stream().map(Example::target).toList();
        Pyramid pixels = null;
        for (Example example : examples) {
            Frame frame = Crop.of(example.target().box(), image.width(), image.height());
            if (example.mask() == null || frame == null) {
                continue;
            }
            if (pixels == null) {
                pixels = pixels(image);
            }
            if (pixels == null) {
                return;
            }
            channels.write(pixels, frame, example.target(), all, seen.clear());
            arrays.channels().write(seen.flip());
            arrays.masks().write(coverage(example.mask(), frame, share, seen.clear()));
            arrays.ids().write(example.target().id().number());
        }
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
