package dev.copra.format.mots;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameTable;
import dev.copra.image.ImageException;
import dev.copra.io.OutputFolder;
import dev.copra.json.JsonText;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a text file a sequence. The folder of an image is its sequence, the digits at the end of its name its frame, or the next number
 * if there are none or another image has them. Rows of all sequences stay in memory until the end, for images of several may be mixed.
 */
final class MotsSink implements DatasetSink {
    private final OutputFolder folder;
    private final WriteOptions options;
    private final ImageFolder images;
    private final Losses losses;
    private final Map<String, Rows> sequences = new LinkedHashMap<>();
    private final JsonText list = new JsonText(1 << 12).add('[');
    private Catalog catalog;
    private long[] classIds;

    /** What a sequence has so far. */
    private record Rows(Sequence sequence, StringBuilder text) {}

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
        classIds = TrackClasses.ids(all, losses);
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
        String of = Sequence.of(name);
        Rows rows = sequences.computeIfAbsent(of, s -> new Rows(new Sequence(0), new StringBuilder()));
        int frame = rows.sequence().frame(NameTable.stem(name));
        Frames.add(list.add(list.size() > 1 ? ",\n" : "\n"), new Frames.Frame(of, frame), sized);
        losses.image(image);
        for (Instance instance : instances) {
            row(rows, frame, sized, instance);
        }
    }

    private void row(Rows rows, int frame, DatasetImage image, Instance instance) {
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
        rows.text()
                .append(frame)
                .append(' ')
                .append(rows.sequence().track(image, instance, losses))
                .append(' ')
                .append(classIds[instance.category()])
                .append(' ')
                .append(image.height())
                .append(' ')
                .append(image.width())
                .append(' ')
                .append(mask.toCountsString())
                .append('\n');
    }

    @Override
    public void finish() throws IOException {
        for (Map.Entry<String, Rows> sequence : sequences.entrySet()) {
            write(
                    sequence.getKey() + ".txt",
                    sequence.getValue().text().toString().getBytes(StandardCharsets.US_ASCII));
        }
        write(TrackClasses.FILE, TrackClasses.text(catalog, classIds, losses));
        write(Frames.FILE, list.add("]\n").toBytes());
    }

    private void write(String name, byte[] content) throws IOException {
        try (OutputStream out = folder.create(name)) {
            out.write(content);
        }
    }
}
