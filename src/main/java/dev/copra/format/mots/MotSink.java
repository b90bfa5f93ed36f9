package dev.copra.format.mots;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameTable;
import dev.copra.image.ImageException;
import dev.copra.io.OutputFolder;
import dev.copra.json.JsonText;
import dev.copra.mask.Box;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a folder a sequence, as {@link MotsSink} writes a file. Rows of all sequences stay in memory until the end, for images of several
 * may be mixed.
 */
final class MotSink implements DatasetSink {
    private static final String IMAGES = "img1";

    private final OutputFolder folder;
    private final WriteOptions options;
    private final ImageFolder images;
    private final Losses losses;
    private final Map<String, Rows> sequences = new LinkedHashMap<>();
    private final JsonText list = new JsonText(1 << 12).add('[');
    private Catalog catalog;
    private long[] classIds;

    /** What a sequence has so far. */
    private static final class Rows {
        final Sequence numbers = new Sequence(1);
        final StringBuilder truth = new StringBuilder();
        /** The same rows as detections; null if one of them is none. */
        StringBuilder detections = new StringBuilder();

        int width;
        int height;
        String ending;
    }

    MotSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        images = new ImageFolder(options.images(), Long.MAX_VALUE);
        losses = new Losses(
                options.ledger(), Loss.TRACK, Loss.IMAGE_ID, Loss.SPLIT, Loss.CATEGORY_ID, Loss.SCORE, Loss.ATTRIBUTES);
    }

    @Override
    public void begin(Catalog all) {
        catalog = all;
        losses.catalog(all);
        classIds = TrackClasses.ids(all, losses);
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        try {
            String name = NameTable.relative(image.fileName());
            DatasetImage sized = sized(image);
            String key = ImagePlaces.below(image.split()) + Sequence.of(name);
            Rows rows = sequences.computeIfAbsent(key, s -> new Rows());
            int frame = rows.numbers.frame(NameTable.stem(name));
            String ending = name.substring(NameTable.stem(name).length());
            images.transfer(
                    image,
                    options.transfer(),
                    folder,
                    key + "/" + IMAGES + "/" + String.format(Locale.ROOT, "%06d", frame) + ending);
            if (rows.ending == null) {
                rows.ending = ending;
                rows.width = sized.width();
                rows.height = sized.height();
            }
            Frames.add(list.add(list.size() > 1 ? ",\n" : "\n"), new Frames.Frame(key, frame), sized);
            losses.image(image);
            for (Instance instance : instances) {
                row(rows, frame, image, instance);
            }
        } catch (AnnotationException e) {
            options.problems().add(e);
        } catch (ImageException e) {
            options.problems().add(new AnnotationException(e.code(), image.fileName(), e.getMessage()));
        }
    }

    private DatasetImage sized(DatasetImage image) {
        if (!image.hasSize()) {
            try {
                return images.sized(image);
            } catch (ImageException e) {
                // boxes are in pixels, so they can do without
                losses.ledger().lose(Loss.SIZE, image.fileName());
            }
        }
        return image;
    }

    private void row(Rows rows, int frame, DatasetImage image, Instance instance) {
        Box box = instance.around();
        if (box == null || instance.category() < 0) {
            losses.ledger().lose(Loss.INSTANCE, image, instance);
            return;
        }
        losses.instance(image, instance);
        losses.area(image, instance, box.width() * box.height());
        MotRow.Written row = MotRow.write(box, instance);
        if (!row.holdsScore()) {
            losses.ledger().lose(Loss.SCORE, image, instance);
        }
        if (!row.holdsAttributes()) {
            losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
        }
        long classId = classIds[instance.category()];
        boolean isDetection = instance.hasScore()
                && row.holdsScore()
                && !instance.track().present()
                && instance.attributes().isEmpty();
        if (rows.detections != null && isDetection) {
            rows.detections.append(row.detection(frame, classId));
        } else {
            rows.detections = null;
        }
        rows.truth.append(row.truth(frame, rows.numbers.track(image, instance, losses), classId));
    }

    @Override
    public void finish() throws IOException {
        for (Map.Entry<String, Rows> sequence : sequences.entrySet()) {
            String key = sequence.getKey();
            Rows rows = sequence.getValue();
            if (rows.detections != null && rows.detections.length() > 0) {
                write(key + "/det/" + MotFiles.DETECTIONS, rows.detections);
            } else {
                write(key + "/gt/" + MotFiles.TRUTH, rows.truth);
            }
            SequenceInfo info = new SequenceInfo(IMAGES, rows.ending, rows.numbers.last(), rows.width, rows.height);
            write(key + "/" + MotFiles.INFO, info.text(key.substring(key.lastIndexOf('/') + 1)));
        }
        write(TrackClasses.FILE, new String(TrackClasses.text(catalog, classIds, losses), StandardCharsets.UTF_8));
        write(Frames.FILE, new String(list.add("]\n").toBytes(), StandardCharsets.UTF_8));
    }

    private void write(String name, CharSequence content) throws IOException {
        try (OutputStream out = folder.create(name)) {
            out.write(content.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
