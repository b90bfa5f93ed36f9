package dev.copra.format.mots;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageNames;
import dev.copra.format.text.TextFile;
import dev.copra.mask.MalformedRleException;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads the text files of sequences, one after the other. Memory is bounded by the longest sequence. */
final class MotsSource implements DatasetSource {
    private static final int MOST_PIXELS_A_SIDE = 1 << 20;

    private static final Map<Long, String> USUAL_CLASSES = Map.of(1L, "car", 2L, "pedestrian", 10L, "ignore");

    private final List<Path> files;
    private final ReadOptions options;
    private final Map<Frames.Frame, DatasetImage> known;
    private final Map<String, String> byStem;
    private final TrackClasses classes;

    MotsSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        Path folder = Files.isDirectory(input) ? input : input.toAbsolutePath().getParent();
        files = Files.isDirectory(input) ? files(input) : List.of(input);
        if (files.isEmpty()) {
            throw new FileSystemException(input.toString(), null, "there is no text file of a sequence");
        }
        known = Frames.read(folder);
        byStem = options.images() == null ? Map.of() : ImageNames.byStem(options.images());
        classes = TrackClasses.read(folder, USUAL_CLASSES, "mots-class", options);
    }

    /** The text files of sequences in a folder; in that of a challenge each is {@code gt/gt.txt} in the sequence's own. */
    static List<Path> files(Path folder) throws IOException {
        return ImageNames.files(folder, ".txt").stream()
                .filter(f -> !f.getFileName().toString().equals(TrackClasses.FILE))
                .toList();
    }

    static boolean looksLikeRow(String line) {
        String[] words = line.strip().split(" ");
        if (words.length != 6) {
            return false;
        }
        for (int i = 0; i < 5; i++) {
            if (!words[i].matches("[0-9]{1,9}")) {
                return false;
            }
        }
        return words[5].chars().allMatch(c -> c >= 48 && c < 112);
    }

    @Override
    public Catalog catalog() {
        return classes.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        Map<Frames.Frame, DatasetImage> left = new LinkedHashMap<>(known);
        for (Path file : files) {
            String sequence = sequence(file);
            TreeMap<Integer, List<Instance>> frames = new TreeMap<>();
            Map<Integer, DatasetImage> images = new HashMap<>();
            int number = 0;
            for (String line : TextFile.lines(file)) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    row(line.strip(), file + ":" + number, sequence, frames, images);
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
            // frames without an object are known by name alone
            for (Frames.Frame frame : known.keySet()) {
                if (frame.sequence().equals(sequence)) {
                    frames.computeIfAbsent(frame.number(), f -> new ArrayList<>());
                    images.putIfAbsent(frame.number(), known.get(frame));
                    left.remove(frame);
                }
            }
            for (Map.Entry<Integer, List<Instance>> frame : frames.entrySet()) {
                visitor.image(images.get(frame.getKey()), frame.getValue());
            }
        }
        for (DatasetImage image : left.values()) {
            visitor.image(image, List.of());
        }
    }

    private static String sequence(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (file.getFileName().toString().equals("gt.txt")
                && parent.getFileName().toString().equals("gt")) {
            return parent.getParent().getFileName().toString();
        }
        return file.getFileName().toString().replaceFirst("[.]txt$", "");
    }

    private void row(
            String line,
            String place,
            String sequence,
            Map<Integer, List<Instance>> frames,
            Map<Integer, DatasetImage> images)
            throws AnnotationException {
        if (!looksLikeRow(line)) {
            throw new AnnotationException(
                    "mots-row", place, "the row is not frame, track, class, height, width and RLE");
        }
        String[] words = line.split(" ");
        int frame = Integer.parseInt(words[0]);
        int height = Integer.parseInt(words[3]);
        int width = Integer.parseInt(words[4]);
        if ((long) height * width > options.maxPixels() || height > MOST_PIXELS_A_SIDE || width > MOST_PIXELS_A_SIDE) {
            throw new AnnotationException(
                    "image-size", place, "an image of " + height + " x " + width + " is too large");
        }
        Integer category = classes.position(Long.parseLong(words[2]));
        if (category == null) {
            throw new AnnotationException("mots-class", place, "class " + words[2] + " has no name");
        }
        Rle mask;
        try {
            mask = Rle.parse(height, width, words[5]);
        } catch (MalformedRleException | IllegalArgumentException e) {
            throw new AnnotationException("mots-rle", place, "the RLE is malformed: " + e.getMessage());
        }
        images.computeIfAbsent(frame, f -> image(sequence, f, width, height));
        frames.computeIfAbsent(frame, f -> new ArrayList<>())
                .add(Instance.builder()
                        .category(category)
                        .track(Id.of(Long.parseLong(words[1])))
                        .region(new Region.Raster(mask))
                        .build());
    }

    private DatasetImage image(String sequence, int frame, int width, int height) {
        DatasetImage image = known.get(new Frames.Frame(sequence, frame));
        if (image != null) {
            return image.hasSize() ? image : image.withSize(width, height);
        }
        String name = String.format(Locale.ROOT, "%s/%06d", sequence, frame);
        String inChallenge = String.format(Locale.ROOT, "%s/img1/%06d", sequence, frame);
        return new DatasetImage(
                Id.NONE, byStem.getOrDefault(name, byStem.getOrDefault(inChallenge, name + ".jpg")), "", width, height);
    }
}
