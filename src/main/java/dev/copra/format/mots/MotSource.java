package dev.copra.format.mots;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameTable;
import dev.copra.format.text.TextFile;
import dev.copra.image.ImageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads sequences, one after the other. Memory is bounded by the longest sequence. */
final class MotSource implements DatasetSource {
    /** Of MOT16, MOT17 and MOT20. */
    private static final List<String> USUAL_CLASSES = List.of(
            "pedestrian",
            "person on vehicle",
            "car",
            "bicycle",
            "motorbike",
            "non motorized vehicle",
            "static person",
            "distractor",
            "occluder",
            "occluder on the ground",
            "occluder full",
            "reflection",
            "crowd");

    /** Folders of sequences that are splits. */
    private static final List<String> SPLITS = List.of("train", "val", "test");

    private final List<MotFiles.File> files;
    private final ReadOptions options;
    private final Map<Frames.Frame, DatasetImage> known;
    private final TrackClasses classes;
    private final ImageFolder images;

    MotSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        images = new ImageFolder(options.images(), options.maxPixels());
        files = MotFiles.of(input);
        if (files.isEmpty()) {
            throw new FileSystemException(input.toString(), null, "there is no gt.txt and no det.txt of a sequence");
        }
        Path folder = Files.isDirectory(input) ? input : input.toAbsolutePath().getParent();
        known = Frames.read(folder);
        Map<Long, String> usual = new TreeMap<>();
        labels().forEach(name -> usual.put(usual.size() + 1L, name));
        classes = TrackClasses.read(folder, usual, "mot-class", options);
    }

    /** The names of classes from 1 on: those beside the rows, as CVAT writes them, else those of MOT Challenge. */
    private List<String> labels() throws IOException {
        for (MotFiles.File file : files) {
            Path labels = file.rows().resolveSibling(MotFiles.LABELS);
            if (Files.isRegularFile(labels)) {
                return TextFile.lines(labels).stream()
                        .filter(line -> !line.isBlank())
                        .toList();
            }
        }
        return USUAL_CLASSES;
    }

    @Override
    public Catalog catalog() {
        return classes.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        Map<Frames.Frame, DatasetImage> left = new LinkedHashMap<>(known);
        Map<String, String> byStem = options.images() == null ? Map.of() : ImageNames.byStem(options.images());
        for (MotFiles.File file : files) {
            sequence(file, left, byStem, visitor);
        }
        for (DatasetImage image : left.values()) {
            visitor.image(image, List.of());
        }
    }

    private void sequence(
            MotFiles.File file, Map<Frames.Frame, DatasetImage> left, Map<String, String> byStem, Visitor visitor)
            throws IOException {
        TreeMap<Integer, List<Instance>> frames = rows(file);
        boolean listed = false;
        for (Frames.Frame frame : known.keySet()) {
            if (frame.sequence().equals(file.name())) {
                listed = true;
                frames.computeIfAbsent(frame.number(), f -> List.of());
                left.remove(frame);
            }
        }
        SequenceInfo info = SequenceInfo.read(file.folder(), options);
        Map<Integer, String> pictures = pictures(file, info);
        if (!listed) {
            pictures.keySet().forEach(number -> frames.computeIfAbsent(number, f -> List.of()));
            int length = info.frames(file.rows().toString(), options);
            for (int number = 1; number <= length; number++) {
                frames.computeIfAbsent(number, f -> List.of());
            }
        }
        for (Map.Entry<Integer, List<Instance>> frame : frames.entrySet()) {
            DatasetImage image = known.get(new Frames.Frame(file.name(), frame.getKey()));
            visitor.image(
                    image != null ? image : image(file, frame.getKey(), info, pictures, byStem), frame.getValue());
        }
    }

    private TreeMap<Integer, List<Instance>> rows(MotFiles.File file) throws IOException {
        TreeMap<Integer, List<Instance>> frames = new TreeMap<>();
        int number = 0;
        for (String line : lines(file.rows())) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                MotRow row = MotRow.read(line, file.isTruth(), classes, file.rows() + ":" + number);
                frames.computeIfAbsent(row.frame(), f -> new ArrayList<>())
                        .add(row.instance().category(category(row.classId())).build());
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        return frames;
    }

    private List<String> lines(Path file) throws IOException {
        try {
            return TextFile.lines(file);
        } catch (FileSystemException e) {
            if (e.getReason() == null) {
                throw e;
            }
            options.problems().add(new AnnotationException("encoding", file.toString(), e.getReason()));
            return List.of();
        }
    }

    /** A row without a class is a pedestrian where classes are those of the challenge, or of the only class that there is. */
    private int category(Long id) {
        if (id != null) {
            return classes.position(id);
        }
        List<String> names = catalog().categories().stream().map(c -> c.name()).toList();
        return names.size() == 1 || names.equals(USUAL_CLASSES) ? 0 : Instance.NO_CATEGORY;
    }

    /** The images in a sequence's own folder, by the digits at the end of their names. */
    private static Map<Integer, String> pictures(MotFiles.File file, SequenceInfo info) throws IOException {
        Map<Integer, String> pictures = new TreeMap<>();
        if (file.folder() != null) {
            Path folder = file.folder().resolve(info.folder());
            for (Path picture : ImageNames.files(folder)) {
                String name = ImageNames.name(folder, picture);
                int number = Sequence.digits(NameTable.stem(name));
                if (ImageNames.isImage(name) && number > 0) {
                    pictures.putIfAbsent(number, name);
                }
            }
        }
        return pictures;
    }

    private DatasetImage image(
            MotFiles.File file, int frame, SequenceInfo info, Map<Integer, String> pictures, Map<String, String> byStem)
            throws IOException {
        String split = "";
        String sequence = file.name();
        for (String name : SPLITS) {
            if (sequence.startsWith(name + "/")) {
                split = name;
                sequence = sequence.substring(name.length() + 1);
            }
        }
        String stem = String.format(Locale.ROOT, "%06d", frame);
        String own = pictures.getOrDefault(frame, stem + info.ending());
        String name = sequence + "/" + info.folder() + "/" + own;
        boolean isThere = false;
        for (String place : List.of(file.name() + "/" + info.folder(), sequence + "/" + info.folder(), sequence)) {
            String found = byStem.get(place + "/" + stem);
            if (found != null) {
                name = found;
                isThere = true;
                break;
            }
        }
        DatasetImage image = new DatasetImage(Id.NONE, name, split, 0, 0);
        if (pictures.containsKey(frame)) {
            image = image.withFolder(file.folder().resolve(info.folder()));
        }
        if (info.width() > 0) {
            return image.withSize(info.width(), info.height());
        }
        try {
            if (pictures.containsKey(frame)) {
                Path folder = file.folder().resolve(info.folder());
                return ImageFolder.sized(image, folder.resolve(own), options.maxPixels());
            }
            if (isThere) {
                return images.sized(image);
            }
        } catch (ImageException e) {
            options.problems().add(new AnnotationException(e.code(), file.rows().toString(), e.getMessage()));
        }
        return image;
    }
}
