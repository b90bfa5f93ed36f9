package dev.copra.format.dota;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.Quadrilaterals;
import dev.copra.format.text.TextFile;
import dev.copra.image.ImageException;
import dev.copra.shape.TurnedBox;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a label file an image. The files are read twice: what the categories are is known only after the last one. */
final class DotaSource implements DatasetSource {
    private final Path root;
    private final Path labels;
    /** The data set's own folder of images; null if it has none. */
    private final Path own;

    private final ReadOptions options;
    private final ImageFolder images;
    private final NameIndex names;

    DotaSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        labels = labels(input);
        root = input;
        if (labels == null) {
            throw new FileSystemException(input.toString(), null, "there is no folder labelTxt with label files");
        }
        own = Files.isDirectory(input.resolve("images")) ? input.resolve("images") : null;
        images = new ImageFolder(own == null ? options.images() : own, options.maxPixels());
        TreeSet<String> met = new TreeSet<>();
        for (Path file : files(labels)) {
            for (String line : TextFile.lines(file)) {
                if (!line.isBlank() && !isHeader(line) && looksLikeRow(line)) {
                    met.add(category(line.strip()));
                }
            }
        }
        names = NameIndex.of(options.classes(), met);
    }

    /** The folder of label files, or null. */
    static Path labels(Path input) {
        for (String name : List.of("labelTxt", "labelTxt-v1.0", "labelTxt-v1.5", "annfiles", "labels")) {
            if (Files.isDirectory(input.resolve(name))) {
                return input.resolve(name);
            }
        }
        return Files.isDirectory(input) ? input : null;
    }

    static List<Path> files(Path labels) throws IOException {
        return ImageNames.files(labels, ".txt");
    }

    static boolean isHeader(String line) {
        return line.startsWith("imagesource") || line.startsWith("gsd");
    }

    /** Whether a line has eight numbers, a category that is none, and a number. */
    static boolean looksLikeRow(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length < 9) {
            return false;
        }
        for (int i = 0; i < 8; i++) {
            if (!words[i].matches("-?[0-9]+([.][0-9]+)?(e-?[0-9]+)?")) {
                return false;
            }
        }
        return !words[8].matches("-?[0-9.]+") || line.strip().contains("  ");
    }

    /** What stands between the eighth number and the difficulty; names may have spaces. */
    private static String category(String line) {
        int at = 0;
        for (int i = 0; i < 8; i++) {
            at = line.indexOf(' ', at) + 1;
        }
        String rest = line.substring(at);
        int last = rest.lastIndexOf(' ');
        return last >= 0 && rest.substring(last + 1).matches("[0-9]+") ? rest.substring(0, last) : rest;
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        Map<String, String> byStem = ImageNames.byStem(root.resolve("images"));
        if (byStem.isEmpty() && options.images() != null) {
            byStem = ImageNames.byStem(options.images());
        }
        for (Path file : files(labels)) {
            String stem = ImageNames.name(labels, file).replaceFirst("[.]txt$", "");
            String split = "";
            for (String known : List.of("train", "val", "test")) {
                if (stem.startsWith(known + "/")) {
                    split = known;
                }
            }
            String inSplit = split.isEmpty() ? stem : stem.substring(split.length() + 1);
            String found = byStem.getOrDefault(stem, byStem.getOrDefault(inSplit, inSplit + ".png"));
            String name =
                    !split.isEmpty() && found.startsWith(split + "/") ? found.substring(split.length() + 1) : found;
            DatasetImage image = new DatasetImage(Id.NONE, found, split, 0, 0).withFolder(own);
            if (own != null || options.images() != null) {
                try {
                    image = images.sized(image);
                } catch (ImageException e) {
                    options.problems().add(ImageFolder.problem(e, file.toString()));
                }
            }
            if (own != null && !name.equals(found)) {
                image = image.withFolder(own.resolve(split));
            }
            image(visitor, file, image.withFileName(name));
        }
    }

    private void image(Visitor visitor, Path file, DatasetImage image) throws IOException {
        List<Instance> instances = new ArrayList<>();
        DatasetImage described = image;
        int number = 0;
        for (String line : TextFile.lines(file)) {
            number++;
            if (isHeader(line)) {
                int colon = line.indexOf(':');
                var extras = new LinkedHashMap<>(described.extras());
                if (colon > 0) {
                    extras.put(line.substring(0, colon), TextNode.valueOf(line.substring(colon + 1)));
                }
                described = described.withExtras(extras);
            } else if (!line.isBlank()) {
                try {
                    instances.add(instance(line.strip(), file + ":" + number));
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
        }
        visitor.image(described, instances);
    }

    private Instance instance(String line, String place) throws AnnotationException {
        if (!looksLikeRow(line)) {
            throw new AnnotationException(
                    "dota-row", place, "the row is not eight numbers, a category and a difficulty");
        }
        String[] words = line.split("\\s+");
        double[] corners = new double[8];
        for (int i = 0; i < 8; i++) {
            corners[i] = Double.parseDouble(words[i]);
        }
        int category = names.position(category(line));
        if (category < 0) {
            throw new AnnotationException("dota-category", place, "category '" + category(line) + "' is not known");
        }
        Instance.Builder instance = Instance.builder().category(category);
        TurnedBox box = Quadrilaterals.rectangle(corners);
        if (box == null) {
            instance.region(new Region.Rings(List.of(corners)));
        } else {
            instance.box(box.box()).rotation(box.degrees());
        }
        String last = words[words.length - 1];
        if (words.length > 9 && last.matches("[1-9]")) {
            instance.attribute("difficult", IntNode.valueOf(Integer.parseInt(last)));
        }
        return instance.build();
    }
}
