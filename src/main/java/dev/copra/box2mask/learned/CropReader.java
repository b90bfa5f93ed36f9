package dev.copra.box2mask.learned;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.list.DocumentLists;
import dev.copra.coco.list.ListedImage;
import dev.copra.dataset.CocoIndex;
import dev.copra.image.ImageException;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import dev.copra.io.Remedy;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Walks over a document and makes of each annotation that is no crowd, and whose box touches the image, what the network sees of
 * it and its true mask. In the document's order by image.
 */
final class CropReader {
    private final Channels channels = new Channels();
    private final Colours colours = new Colours();
    private final ByteBuffer seen = ByteBuffer.allocate(Colours.BYTES);
    private final ByteBuffer maps = ByteBuffer.allocate(Channels.BYTES);
    private final ByteBuffer covered = ByteBuffer.allocate(Crop.SIZE * Crop.SIZE);
    private final float[][] share = new float[1][Crop.SIZE * Crop.SIZE];
    private final ImageStore store;
    private final Settings settings;
    private final ProblemSink problems;

    /**
     * Which annotations, and what of them.
     *
     * @param maxPixels of an image
     * @param knownMasks whether an annotation sees the masks of the others of its image
     * @param boxes whether annotations without a mask are read, too
     * @param pseudo masks for those, or null
     */
    record Settings(long maxPixels, boolean knownMasks, boolean boxes, ConfidentMasks pseudo) {}

    /** Takes in the annotations one by one. */
    interface Sink {
        /**
         * @param image the image's number, from 0 on
         * @param colours bytes [3, {@value Crop#SIZE}, {@value Crop#SIZE}], sRGB; valid during the call, as the others
         * @param maps bytes [{@value Channels#COUNT}, {@value Crop#MAPS}, {@value Crop#MAPS}], see {@link Channels}
         * @param mask bytes [{@value Crop#SIZE}, {@value Crop#SIZE}], how much of each pixel the true mask covers; null if there is none
         */
        void add(Target target, int image, ByteBuffer colours, ByteBuffer maps, ByteBuffer mask) throws IOException;
    }

    private CropReader(ImageStore store, Settings settings, ProblemSink problems) {
        this.store = store;
        this.settings = settings;
        this.problems = problems;
    }

    /** @param problems told of bad records and of images that cannot be read, whose annotations are left out */
    static void read(Input input, ImageStore store, Settings settings, ProblemSink problems, Sink sink)
            throws IOException {
        CropReader crops = new CropReader(store, settings, problems);
        try (CocoIndex index = CocoIndex.read(input, null, problems)) {
            DocumentLists lists = DocumentLists.withFiles(settings.maxPixels());
            for (CocoRecord category : index.categories()) {
                try {
                    lists.learn(category);
                } catch (AnnotationException e) {
                    problems.add(e);
                }
            }
            ExampleReader reader = new ExampleReader(lists.names(), problems);
            index.read((record, annotations) -> {
                ListedImage image;
                int number;
                try {
                    number = lists.addImage(record);
                    image = lists.images().get(number);
                } catch (AnnotationException e) {
                    problems.add(e);
                    return;
                }
                crops.add(image, number, reader.read(image, annotations), sink);
            });
        }
    }

    private void add(ListedImage image, int number, List<Example> examples, Sink sink) throws IOException {
        List<Target> all = examples.stream()
                .map(e -> settings.knownMasks() ? e.target().withKnown(e.mask()) : e.target())
                .toList();
        Pyramid pixels = null;
        for (int i = 0; i < examples.size(); i++) {
            Target target = all.get(i);
            Rle mask = mask(examples.get(i), image);
            Frame frame = Crop.of(target.box(), image.width(), image.height(), Crop.SIZE);
            if (target.crowd() || mask == null && !settings.boxes() || frame == null) {
                continue;
            }
            pixels = pixels != null ? pixels : pixels(image);
            if (pixels == null) {
                return;
            }
            colours.write(pixels, frame, seen.clear());
            Frame coarse = Crop.of(target.box(), image.width(), image.height(), Crop.MAPS);
            channels.write(pixels, coarse, target, all, maps.clear());
            ByteBuffer truth = mask == null ? null : coverage(mask, frame, share, covered.clear());
            sink.add(target, number, seen.flip(), maps.flip(), truth);
        }
    }

    private Rle mask(Example example, ListedImage image) {
        if (example.mask() != null || settings.pseudo() == null) {
            return example.mask();
        }
        Rle mask = settings.pseudo().masks().get(example.target().id());
        return mask != null && mask.width() == image.width() && mask.height() == image.height() ? mask : null;
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
