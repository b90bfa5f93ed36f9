package dev.copra.box2mask.learned;

import dev.copra.coco.ProblemSink;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import dev.copra.io.TemporaryFile;
import dev.copra.mask.Box;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * What a network sees of the boxes that it is to learn from, and the true masks of those that have one. Pixels are in a
 * temporary file, so that memory does not grow with them. Rows are in the document's order by image.
 */
public final class TrainingCrops implements AutoCloseable {
    /** Pixels along each side of colours and masks. */
    public static final int SIZE = Crop.SIZE;

    /** Pixels along each side of the maps. */
    public static final int MAPS = Crop.MAPS;

    /** How many maps there are. */
    public static final int MAP_COUNT = Channels.COUNT;

    /** Pixels between the crop's border and the box, on each side of {@link #SIZE}. */
    public static final int MARGIN = (int) Math.rint(SIZE * (1 - 1 / Crop.GROWTH) / 2);

    private static final int COLOUR_BYTES = Colours.BYTES;
    private static final int MAP_BYTES = Channels.BYTES;
    private static final int MASK_BYTES = SIZE * SIZE;
    private static final int ROW = COLOUR_BYTES + MAP_BYTES + MASK_BYTES;

    /**
     * Bytes of a box.
     *
     * @param colours [3, {@value Crop#SIZE}, {@value Crop#SIZE}], sRGB
     * @param maps [{@value Channels#COUNT}, {@value Crop#MAPS}, {@value Crop#MAPS}]
     * @param mask [{@value Crop#SIZE}, {@value Crop#SIZE}], how much of each pixel the true mask covers; zeros if there is none
     */
    public record Pixels(byte[] colours, byte[] maps, byte[] mask) {}

    private record Row(String category, int image, boolean hasMask) {}

    private record Place(int image, Box box) {}

    private final FileChannel file;
    private final List<Row> rows = new ArrayList<>();
    private final CRC32 checksum = new CRC32();
    private final Set<Place> places = new HashSet<>();
    private int repeated;

    private TrainingCrops(FileChannel file) {
        this.file = file;
    }

    /**
     * Reads the annotations of a document.
     *
     * @param supervision which annotations, and what of them
     * @param pseudo masks for annotations that have none
     * @param problems told of bad records and of images that cannot be read, whose annotations are left out
     */
    public static TrainingCrops read(
            Input input,
            ImageStore store,
            long maxPixels,
            Supervision supervision,
            ConfidentMasks pseudo,
            ProblemSink problems)
            throws IOException {
        TrainingCrops crops = new TrainingCrops(TemporaryFile.open());
        try {
            boolean masks = supervision != Supervision.BOXES;
            CropReader.Settings settings =
                    new CropReader.Settings(maxPixels, false, supervision != Supervision.MASKS, masks ? pseudo : null);
            ByteBuffer none = ByteBuffer.allocate(MASK_BYTES);
            CropReader.read(input, store, settings, problems, (target, image, colours, maps, mask) -> {
                if (!crops.places.add(new Place(image, target.box()))) {
                    crops.repeated++;
                    return;
                }
                boolean hasMask = masks && mask != null;
                crops.write(colours);
                crops.write(maps);
                crops.write(hasMask ? mask : none.clear());
                crops.rows.add(new Row(target.category(), image, hasMask));
            });
            return crops;
        } catch (IOException | RuntimeException e) {
            crops.close();
            throw e;
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        checksum.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** How many boxes there are. */
    public int size() {
        return rows.size();
    }

    /** Of how many boxes the true mask is known. */
    public int masks() {
        return (int) rows.stream().filter(Row::hasMask).count();
    }

    /** How many images have boxes. */
    public int images() {
        return (int) rows.stream().mapToInt(Row::image).distinct().count();
    }

    /** How many boxes were left out because their image has the same box already. */
    public int repeated() {
        return repeated;
    }

    /** The name of a box's category, or null. */
    public String category(int row) {
        return rows.get(row).category();
    }

    /** The number of a box's image, from 0 on. */
    public int image(int row) {
        return rows.get(row).image();
    }

    /** Whether a box's true mask is known. */
    public boolean hasMask(int row) {
        return rows.get(row).hasMask();
    }

    /** Checksum of all pixels, maps and masks: what is learned from. */
    public String fingerprint() {
        return Long.toHexString(checksum.getValue());
    }

    /** The bytes of a box. */
    public Pixels pixels(int row) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(ROW);
        long at = (long) row * ROW;
        while (all.hasRemaining()) {
            if (file.read(all, at + all.position()) < 0) {
                throw new EOFException();
            }
        }
        Pixels pixels = new Pixels(new byte[COLOUR_BYTES], new byte[MAP_BYTES], new byte[MASK_BYTES]);
        all.flip().get(pixels.colours()).get(pixels.maps()).get(pixels.mask());
        return pixels;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
