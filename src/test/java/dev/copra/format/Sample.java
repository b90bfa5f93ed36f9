package dev.copra.format;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Format;
import dev.copra.format.contract.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A data set that was read: what it has, in texts that tests compare. */
public final class Sample {
    private final Map<String, DatasetImage> images = new TreeMap<>();
    private final Map<String, List<Instance>> instances = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private Catalog catalog;

    private Sample() {}

    /** Reads a sample in {@code testdata/formats}, or any other path. */
    public static Sample read(Format format, Path path) throws IOException {
        return read(format, path, false);
    }

    public static Sample read(Format format, Path path, boolean vocZeroBased) throws IOException {
        Sample sample = new Sample();
        ReadOptions options = new ReadOptions(
                null,
                null,
                List.of(),
                vocZeroBased,
                1 << 24,
                p -> sample.problems.add(
                        p.code() + " " + p.where().replace(path.getParent() + "/", "") + ": " + p.getMessage()),
                new Ledger());
        try (DatasetSource source = format.open(path, options)) {
            sample.catalog = source.catalog();
            source.read((image, all) -> {
                sample.images.put(image.fileName(), image);
                sample.instances.put(image.fileName(), List.copyOf(all));
            });
        }
        return sample;
    }

    public static Path path(String name) {
        return Path.of("testdata/formats").resolve(name);
    }

    public List<String> problems() {
        return problems;
    }

    public List<String> categories() {
        return catalog.categories().stream().map(c -> c.name()).toList();
    }

    public DatasetCategory category(int position) {
        return catalog.categories().get(position);
    }

    /** Each image as its name, split and size. */
    public List<String> images() {
        return images.values().stream()
                .map(i -> i.fileName() + " '" + i.split() + "' " + i.width() + "x" + i.height())
                .toList();
    }

    public DatasetImage image(String name) {
        return images.get(name);
    }

    public List<Instance> instances(String image) {
        return instances.get(image);
    }

    /** Each instance of an image as its category, box, rotation, attributes and pixels. */
    public List<String> texts(String image) {
        List<String> texts = new ArrayList<>();
        for (Instance instance : instances.get(image)) {
            StringBuilder text = new StringBuilder(
                    instance.category() < 0
                            ? "?"
                            : catalog.categories().get(instance.category()).name());
            if (instance.box() != null) {
                text.append(" box");
                for (double value : new double[] {
                    instance.box().x(),
                    instance.box().y(),
                    instance.box().width(),
                    instance.box().height()
                }) {
                    text.append(' ').append(Math.round(value * 100) / 100.0);
                }
            }
            if (instance.rotation() != 0) {
                text.append(" turned ").append(Math.round(instance.rotation() * 100) / 100.0);
            }
            if (instance.region() instanceof Region.Line line) {
                text.append(" line of ").append(line.points().length / 2);
            } else if (instance.region() != null) {
                DatasetImage size = images.get(image);
                text.append(instance.region() instanceof Region.Rings ? " rings " : " mask ")
                        .append(Regions.mask(instance.region(), size.height(), size.width())
                                .area());
            }
            if (instance.keypoints() != null) {
                text.append(" keypoints ").append(Arrays.toString(instance.keypoints()));
            }
            text.append(instance.crowd() ? " crowd" : "");
            text.append(instance.hasScore() ? " score " + instance.score() : "");
            text.append(instance.track().present() ? " track " + instance.track() : "");
            text.append(instance.attributes().isEmpty() ? "" : " " + instance.attributes());
            text.append(instance.extras().isEmpty() ? "" : " extras " + instance.extras());
            texts.add(text.toString());
        }
        return texts;
    }
}
