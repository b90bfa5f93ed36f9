package dev.copra.box2mask.learned;

import dev.copra.coco.ProblemSink;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What {@code scripts/train} reads, four arrays of as many rows as a document has annotations with a mask that are no
 * crowds and whose box touches the image, in its order by image: {@code colours.npy}, bytes [n, 3, {@value Crop#SIZE},
 * {@value Crop#SIZE}], sRGB; {@code maps.npy}, bytes [n, {@value Channels#COUNT}, {@value Crop#MAPS}, {@value Crop#MAPS}], see
 * {@link Channels}; {@code masks.npy}, bytes [n, {@value Crop#SIZE}, {@value Crop#SIZE}], how much of each pixel the true mask
 * covers; {@code ids.npy}, longs [n], the annotations' ids, 0 where they are no longs.
 */
public final class TrainingSet {
    private TrainingSet() {}

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
        try (NpyWriter colours = NpyWriter.bytes(directory.resolve("colours.npy"), 3, Crop.SIZE, Crop.SIZE);
                NpyWriter maps = NpyWriter.bytes(directory.resolve("maps.npy"), Channels.COUNT, Crop.MAPS, Crop.MAPS);
                NpyWriter masks = NpyWriter.bytes(directory.resolve("masks.npy"), Crop.SIZE, Crop.SIZE);
                NpyWriter ids = NpyWriter.longs(directory.resolve("ids.npy"))) {
            CropReader.Settings settings = new CropReader.Settings(maxPixels, knownMasks, false, null);
            CropReader.read(input, store, settings, problems, (target, image, seen, cues, mask) -> {
                colours.write(seen);
                maps.write(cues);
                masks.write(mask);
                ids.write(target.id().number());
            });
            return ids.rows();
        }
    }
}
