package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.image.ContentKey;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.ImageStore;
import dev.copra.image.PerceptualHash;
import dev.copra.io.Input;
import dev.copra.io.Remedy;
import dev.copra.run.OrderedQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets images stay together whose files are the same, byte for byte, or whose pictures look the same. 150 bytes an image.
 *
 * <p>Two hashes of 128 bits that differ in 10 have one of 11 bands in common, so that only images with a common band are compared: all
 * of these, or the last 500.
 */
public final class NearDuplicateImages {
    private static final int BANDS = PerceptualHash.MOST_BITS + 1;
    private static final int BAND_BITS = 128 / BANDS;
    private static final int LOOK_BACK = 500;

    private final ImageGroups groups;
    private final ProblemSink problems;
    private final Map<Long, Integer> contents = new HashMap<>();
    private final List<PerceptualHash> hashes = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();
    private final Map<Integer, List<Integer>> bands = new HashMap<>();

    private NearDuplicateImages(ImageGroups groups, ProblemSink problems) {
        this.groups = groups;
        this.problems = problems;
    }

    /** What was seen of an image. */
    private record Seen(int slot, long content, PerceptualHash hash, AnnotationException problem) {}

    /**
     * Looks at the images that a document lists. An image without a file is told, and stays alone.
     *
     * @param directory of the images
     * @param near whether pictures that look the same stay together, and not only files that are the same
     * @param maxPixels images of more pixels are told, and stay alone
     */
    public static void join(
            Input input,
            Survey survey,
            ImageGroups groups,
            Path directory,
            boolean near,
            long maxPixels,
            int threads,
            ProblemSink problems)
            throws IOException {
        NearDuplicateImages duplicates = new NearDuplicateImages(groups, problems);
        ImageFinder finder = new ImageFinder(directory);
        ImageStore store = near ? ImageStore.ofColours(directory, maxPixels) : null;
        try (OrderedQueue<CocoRecord, Seen> queue =
                new OrderedQueue<>(threads, image -> look(image, survey, finder, store), duplicates::add)) {
            CocoReader.read(input, new CocoVisitor() {
                @Override
                public Edit image(CocoRecord image) throws AnnotationException, IOException {
                    if (image.id("id").present()) {
                        queue.add(image.detach(), image.length());
                    }
                    return Edit.KEEP;
                }

                @Override
                public void reject(AnnotationException problem) {
                    // was told in the first pass
                }
            });
            queue.drain();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Seen look(CocoRecord image, Survey survey, ImageFinder finder, ImageStore store) {
        int slot = Survey.NONE;
        try {
            Id id = image.id("id");
            slot = survey.images().find(id);
            String name = image.text("file_name");
            String url = image.text("coco_url");
            Path file = finder.find(name, url).file();
            long content = ContentKey.of(file);
            if (store == null) {
                return new Seen(slot, content, null, null);
            }
            try (ImageStore.Picture picture = store.read(name, url, 0, 0)) {
                return new Seen(slot, content, PerceptualHash.of(picture.rgb()), null);
            }
        } catch (ImageException e) {
            return new Seen(slot, 0, null, image.wrong(e.code(), e.getMessage()).with(Remedy.ofImage(e.code())));
        } catch (AnnotationException e) {
            return new Seen(slot, 0, null, e);
        } catch (IOException e) {
            return new Seen(slot, 0, null, image.wrong("image-unreadable", e.getMessage()));
        }
    }

    private void add(Seen seen) {
        if (seen.problem() != null) {
            try {
                problems.add(seen.problem());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return;
        }
        Integer same = contents.putIfAbsent(seen.content(), seen.slot());
        if (same != null) {
            groups.join(same, seen.slot());
        }
        if (seen.hash() != null) {
            add(seen.slot(), seen.hash());
        }
    }

    private void add(int slot, PerceptualHash hash) {
        int row = hashes.size();
        hashes.add(hash);
        slots.add(slot);
        for (int band = 0; band < BANDS; band++) {
            List<Integer> alike = bands.computeIfAbsent(
                    band << BAND_BITS | hash.bits(band * BAND_BITS, BAND_BITS), key -> new ArrayList<>());
            for (int i = alike.size() - 1; i >= Math.max(0, alike.size() - LOOK_BACK); i--) {
                if (hash.isNear(hashes.get(alike.get(i)))) {
                    groups.join(slots.get(alike.get(i)), slot);
                }
            }
            alike.add(row);
        }
    }
}
