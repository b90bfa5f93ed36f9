package dev.copra.format.mots;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.ImageFolder;
import dev.copra.format.Losses;
import dev.copra.format.NameTable;
import dev.copra.format.WriteOptions;
import dev.copra.image.ImageException;
import dev.copra.io.OutputFolder;
import dev.copra.json.JsonText;
import dev.copra.mask.Rle;
import dev.copra.mask.RleString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a text file a sequence. The folder of an image is its sequence, the digits at the end of its name its frame, or the next number
 * if there are none or another image has them. Rows of all sequences stay in memory until the end, for images of several may be mixed.
 */
final class MotsSink implements DatasetSink {
    static final String CLASSES = "classes.txt";
    /** Of images that lie in no folder. */
    private static final String NO_FOLDER = "sequence";

    private static final int MOST_DIGITS = 9;

    private final OutputFolder folder;
    private final WriteOptions options;
    private final ImageFolder images;
    private final Losses losses;
    private final Map<String, Sequence> sequences = new LinkedHashMap<>();
    private final JsonText list = new JsonText(1 << 12).add('[');
    private Catalog catalog;
    private long[] classIds;

    /** What a sequence has so far. */
    private static final class Sequence {
        final StringBuilder rows = new StringBuilder();
        final Set<Integer> frames = new HashSet<>();
        final Map<Id, Long> tracks = new HashMap<>();
        final Set<Long> taken = new HashSet<>();
        long next = 1;

        /** A number that no track has. */
        long fresh() {
            while (!taken.add(next)) {
                next++;
            }
            return next;
        }
    }

    MotsSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        images = new ImageFolder(options.images(), Long.MAX_VALUE);
        losses = new Losses(options.ledger(), Loss.MASK, Loss.TRACK, Loss.IMAGE_ID, Loss.SPLIT, Loss.CATEGORY_ID);
    }

    @Override
    public void begin(Catalog all) {
        catalog = all;
        losses.catalog(all);
        classIds = new long[all.categories().size()];
        Set<Long> taken = new HashSet<>();
        for (int c = 0; c < classIds.length; c++) {
            Id id = all.categories().get(c).id();
            boolean fits = id.isLong() && id.number() >= 0 && id.number() < 1_000_000_000 && taken.add(id.number());
            classIds[c] = fits ? id.number() : -1;
        }
        long next = 1;
        for (int c = 0; c < classIds.length; c++) {
            if (classIds[c] < 0) {
                while (!taken.add(next)) {
                    next++;
                }
                classIds[c] = next;
                if (all.categories().get(c).id().present()) {
                    losses.ledger()
                            .lose(
                                    Loss.CATEGORY_ID,
                                    "category " + all.categories().get(c).name());
                }
            }
        }
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        DatasetImage sized;
        String name;
        try {
            name = NameTable.relative(image.fileName());
            sized = instances.isEmpty() ? image : images.sized(image);
        } catch (AnnotationException e) {
            options.problems().add(e);
            return;
        } catch (ImageException e) {
            options.problems().add(ImageFolder.problem(e, image.fileName()));
            return;
        }
        int slash = name.lastIndexOf('/');
        String of = slash < 0 ? NO_FOLDER : name.substring(0, slash).replace('/', '-');
        Sequence sequence = sequences.computeIfAbsent(of, s -> new Sequence());
        int frame = frame(NameTable.stem(name), sequence);
        Frames.add(list.add(list.size() > 1 ? ",\n" : "\n"), new Frames.Frame(of, frame), sized);
        losses.image(image);
        Set<Long> inFrame = new HashSet<>();
        for (Instance instance : instances) {
            row(sequence, frame, sized, instance, inFrame);
        }
    }

    private static int frame(String stem, Sequence sequence) {
        int from = stem.length();
        while (from > 0 && stem.length() - from < MOST_DIGITS && Character.isDigit(stem.charAt(from - 1))) {
            from--;
        }
        int frame = from < stem.length() ? Integer.parseInt(stem.substring(from)) : sequence.frames.size() + 1;
        while (!sequence.frames.add(frame)) {
            frame++;
        }
        return frame;
    }

    private void row(Sequence sequence, int frame, DatasetImage image, Instance instance, Set<Long> inFrame) {
        Region region = instance.region();
        if (instance.category() < 0 || region == null || region instanceof Region.Line) {
            losses.ledger().lose(Loss.INSTANCE, image, instance);
            return;
        }
        losses.instance(image, instance);
        Rle mask = Regions.mask(region, image.height(), image.width());
        losses.lose(Loss.OUTLINE, region instanceof Region.Rings, image, instance);
        losses.area(image, instance, mask.area());
        losses.box(image, instance, mask.isEmpty() ? null : mask.bounds());
        sequence.rows
                .append(frame)
                .append(' ')
                .append(track(sequence, image, instance, inFrame))
                .append(' ')
                .append(classIds[instance.category()])
                .append(' ')
                .append(image.height())
                .append(' ')
                .append(image.width())
                .append(' ')
                .append(counts(mask))
                .append('\n');
    }

    private static String counts(Rle mask) {
        byte[] text = new byte[RleString.maxLength(mask)];
        return new String(text, 0, RleString.encode(mask, text, 0), StandardCharsets.US_ASCII);
    }

    /** A track is in a frame once; an instance without one is a track of its own. */
    private long track(Sequence sequence, DatasetImage image, Instance instance, Set<Long> inFrame) {
        Id id = instance.track();
        if (!id.present()) {
            return sequence.fresh();
        }
        Long number = sequence.tracks.get(id);
        if (number == null) {
            boolean fits = id.isLong() && id.number() >= 0 && id.number() < 1_000_000_000;
            number = fits && sequence.taken.add(id.number()) ? id.number() : sequence.fresh();
            sequence.tracks.put(id, number);
        }
        boolean first = inFrame.add(number);
        if (!first || !Id.of(number).equals(id)) {
            losses.ledger().lose(Loss.TRACK, image, instance);
        }
        return first ? number : sequence.fresh();
    }

    @Override
    public void finish() throws IOException {
        for (Map.Entry<String, Sequence> sequence : sequences.entrySet()) {
            write(
                    sequence.getKey() + ".txt",
                    sequence.getValue().rows.toString().getBytes(StandardCharsets.US_ASCII));
        }
        StringBuilder classes = new StringBuilder();
        for (int c = 0; c < classIds.length; c++) {
            classes.append(classIds[c])
                    .append(' ')
                    .append(catalog.categories().get(c).name().replaceAll("[\r\n]+", " "))
                    .append('\n');
        }
        write(CLASSES, classes.toString().getBytes(StandardCharsets.UTF_8));
        write(Frames.FILE, list.add("]\n").toBytes());
    }

    private void write(String name, byte[] content) throws IOException {
        try (OutputStream out = folder.create(name)) {
            out.write(content);
        }
    }
}
