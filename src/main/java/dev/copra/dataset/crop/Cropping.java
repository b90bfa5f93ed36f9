package dev.copra.dataset.crop;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.CategoryNames;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.dataset.CocoIndex;
import dev.copra.dataset.InstanceCheck;
import dev.copra.dataset.SafeNames;
import dev.copra.image.ImageException;
import dev.copra.image.ImageNote;
import dev.copra.image.ImageStore;
import dev.copra.io.OutputFolder;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.run.OrderedQueue;
import dev.copra.run.Pool;
import dev.copra.run.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts the instances of a document out of their images: image by image, on several threads, of which each holds one image; what is written
 * does not depend on their number. The folder gets the pictures, and {@code crops.jsonl}, a line for each.
 */
public final class Cropping {
    static final String TABLE = "crops.jsonl";
    /** Where instances without a category go. */
    private static final String UNLABELLED = "_unlabelled";
    /** An image counts as much for the queue as all that may wait in one batch. */
    private static final int ALONE = Integer.MAX_VALUE;

    private final CropOptions options;
    private final ImageStore store;
    private final OutputFolder folder;
    private final ProblemSink problems;
    private final ProblemSink notes;
    private final CategoryNames categories = new CategoryNames();
    private final Map<String, String> categoryFolders = new HashMap<>();
    private final SafeNames folderNames = new SafeNames();
    private final SafeNames names = new SafeNames();
    private final Pool<SegmentationRasterizer> rasterizers = new Pool<>(SegmentationRasterizer::new);
    private OutputStream table;
    private Progress progress;
    private long images;
    private long failed;
    private long crops;
    private long crowds;
    private long small;

    /**
     * Cuts nothing yet.
     *
     * @param folder gets the pictures and the table
     * @param problems is told what is left out
     * @param notes is told what is done otherwise than the document says
     */
    public Cropping(
            CropOptions options, ImageStore store, OutputFolder folder, ProblemSink problems, ProblemSink notes) {
        this.options = options;
        this.store = store;
        this.folder = folder;
        this.problems = problems;
        this.notes = notes;
    }

    /**
     * What was cut out.
     *
     * @param images that were read
     * @param crops pictures
     * @param categories folders of categories
     * @param crowds groups of objects that were left out
     * @param small boxes that were left out
     */
    public record Counts(long images, long crops, int categories, long crowds, long small) {}

    /** What is to be cut out. @param name of its file */
    private record Wanted(CocoRecord annotation, String category, String name) {}

    private record Job(CocoRecord image, List<Wanted> wanted) {}

    /** @param crops null if the image could not be read @param shapes of those that were written, else null */
    private record Done(
            Job job,
            List<CropShape> crops,
            int small,
            List<AnnotationException> problems,
            List<AnnotationException> notes) {}

    /**
     * Cuts.
     *
     * @param wanted categories that are cut out; null for all
     * @throws RefusedException if no image could be read
     * @throws IllegalArgumentException if the annotations are no instances in images
     */
    public Counts run(CocoIndex index, List<String> wanted, int threads, Progress.Screen screen) throws IOException {
        InstanceCheck.check(index);
        progress = new Progress("images", index.imageCount(), 0, screen, System::nanoTime);
        for (CocoRecord category : index.categories()) {
            try {
                categories.add(category);
            } catch (AnnotationException e) {
                problems.add(e);
            }
        }
        Set<Id> ids = wanted == null || wanted.isEmpty() ? null : categories.find(wanted);
        try (OutputStream lines = folder.create(TABLE);
                OrderedQueue<Job, Done> queue = new OrderedQueue<>(threads, this::cut, this::take)) {
            table = lines;
            for (int i = 0; i < index.imageCount(); i++) {
                Job job = job(index.image(i), index.annotations(i), ids);
                if (!job.wanted().isEmpty()) {
                    queue.add(job, ALONE);
                } else {
                    progress.step();
                }
            }
            queue.drain();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            progress.end();
        }
        if (failed > 0 && images == 0) {
            throw new RefusedException("none of the images could be read", Remedy.IMAGES);
        }
        return new Counts(images, crops, categoryFolders.size(), crowds, small);
    }

    private Job job(CocoRecord image, List<CocoRecord> annotations, Set<Id> ids) throws IOException {
        List<Wanted> wanted = new ArrayList<>();
        String stem = stem(image);
        for (CocoRecord annotation : annotations) {
            try {
                Id category = annotation.id("category_id");
                if (ids != null && !ids.contains(category)) {
                    continue;
                }
                if (annotation.flag("iscrowd") && !options.crowds()) {
                    crowds++;
                    continue;
                }
                Id id = annotation.id("id");
                String name = stem + "_" + (id.present() ? SafeNames.part(id.text()) : "n" + annotation.index());
                if (options.folders()) {
                    name = folder(category) + "/" + name;
                }
                wanted.add(new Wanted(
                        annotation,
                        categories.name(category),
                        names.unique(name) + options.pictures().ending()));
            } catch (AnnotationException e) {
                problems.add(e);
            }
        }
        return new Job(image, wanted);
    }

    /** The name that an image's crops begin with: that of its file, its folders included. */
    private static String stem(CocoRecord image) {
        try {
            String name = image.text("file_name");
            name = name == null || name.isEmpty() ? image.text("coco_url") : name;
            if (name != null && !name.isEmpty()) {
                return SafeNames.part(SafeNames.stem(name).replace('/', '_'));
            }
        } catch (AnnotationException e) {
            // is told when the image is read
        }
        return SafeNames.part("image_" + image.json("id"));
    }

    /** The folder of a category: that of its name, so that two categories of one name share it. */
    private String folder(Id category) {
        String name = categories.name(category);
        String label = name != null ? name : category.present() ? "category_" + category.text() : UNLABELLED;
        return categoryFolders.computeIfAbsent(label, l -> folderNames.unique(SafeNames.part(l)));
    }

    private Done cut(Job job) {
        CocoRecord image = job.image();
        List<AnnotationException> wrong = new ArrayList<>();
        List<AnnotationException> noted = new ArrayList<>();
        List<CropShape> crops = new ArrayList<>();
        int[] tooSmall = new int[1];
        SegmentationRasterizer rasterizer = rasterizers.take();
        try {
            store.with(
                    image.text("file_name"),
                    image.text("coco_url"),
                    side(image, "height"),
                    side(image, "width"),
                    picture -> {
                        for (ImageNote note : picture.notes()) {
                            noted.add(image.wrong(note.code(), note.message()));
                        }
                        for (Wanted wanted : job.wanted()) {
                            CropShape shape = null;
                            try {
                                shape = CropShape.of(
                                        wanted.annotation(),
                                        options,
                                        rasterizer,
                                        picture.rgb().height,
                                        picture.rgb().width);
                                tooSmall[0] += shape == null ? 1 : 0;
                            } catch (AnnotationException e) {
                                wrong.add(e);
                            }
                            crops.add(shape);
                            if (shape != null) {
                                try (OutputStream out = folder.create(wanted.name())) {
                                    options.pictures().write(shape.of(picture.rgb(), options.background()), out);
                                }
                            }
                        }
                        return null;
                    });
            return new Done(job, crops, tooSmall[0], wrong, noted);
        } catch (AnnotationException e) {
            wrong.add(e);
        } catch (ImageException e) {
            wrong.add(image.wrong(e.code(), e.getMessage()).with(Remedy.ofImage(e.code())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            rasterizers.giveBack(rasterizer);
        }
        return new Done(job, null, 0, wrong, noted);
    }

    /** A side of an image as its record states it; 0 if it states none. */
    private static int side(CocoRecord image, String name) throws AnnotationException {
        double side = image.number(name, 0);
        if (side != Math.rint(side) || side < 0 || side > Integer.MAX_VALUE) {
            throw image.wrong("image-size", name + " is " + image.excerpt(name) + ", not a number of pixels");
        }
        return (int) side;
    }

    /** Counts what was cut, and writes the lines of the table, in the order of the document. */
    private void take(Done done) {
        progress.step();
        try {
            for (AnnotationException problem : done.problems()) {
                problems.add(problem);
            }
            for (AnnotationException note : done.notes()) {
                notes.add(note);
            }
            if (done.crops() == null) {
                failed++;
                return;
            }
            images++;
            small += done.small();
            for (int i = 0; i < done.crops().size(); i++) {
                if (done.crops().get(i) != null) {
                    crops++;
                    table.write(line(done.job().wanted().get(i), done.crops().get(i)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] line(Wanted wanted, CropShape shape) {
        JsonText text = new JsonText(256).add("{\"file\": ").add(JsonValues.text(wanted.name()));
        if (wanted.category() != null) {
            text.add(", \"category\": ").add(JsonValues.text(wanted.category()));
        }
        for (String member : List.of("category_id", "image_id", "id", "score")) {
            byte[] value = wanted.annotation().raw(member);
            if (value != null) {
                text.add(", \"")
                        .add(member.equals("id") ? "annotation_id" : member)
                        .add("\": ")
                        .add(value);
            }
        }
        return text.add(", \"bbox\": [")
                .add(shape.left())
                .add(", ")
                .add(shape.top())
                .add(", ")
                .add(shape.width())
                .add(", ")
                .add(shape.height())
                .add("]}\n")
                .toBytes();
    }
}
