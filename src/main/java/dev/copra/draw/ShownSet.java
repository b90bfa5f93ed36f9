package dev.copra.draw;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.Messages;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Problems;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.ListedImage;
import dev.copra.collect.SplitMix64;
import dev.copra.io.Input;
import dev.copra.run.Workers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A document whose images are drawn, what other documents say of the same images, and which of the images are wanted. */
public final class ShownSet implements Closeable {
    private final ShownDocument main;
    private final Input lists;
    private final ImageChoice choice;
    private final Set<Id> categories;
    private final Path masks;
    private final long maxPixels;
    private final Messages messages;
    private final List<Problems> problems = new ArrayList<>();
    /** Each with its problems, at the same place. */
    private final List<ShownDocument> others = new ArrayList<>();

    private final List<Problems> otherProblems = new ArrayList<>();
    private int compared;
    private boolean allKnown = true;

    /**
     * Reads a document.
     *
     * @param input can be read again
     * @param imageList a document that lists the images and categories, or null if this one does; can be read again
     * @param masks the folder of a panoptic document's PNGs; null for the one beside the document
     * @throws IllegalArgumentException if a category is not there that was asked for
     */
    public ShownSet(Input input, Input imageList, Path masks, ImageChoice choice, long maxPixels, Messages messages)
            throws IOException {
        this.choice = choice;
        this.masks = masks;
        this.maxPixels = maxPixels;
        this.messages = messages;
        lists = imageList == null ? input : imageList;
        Problems found = messages.problems(input.name());
        problems.add(found);
        main = new ShownDocument(input, imageList, masks, maxPixels, found);
        boolean open = false;
        try {
            categories = choice.categories().isEmpty() ? null : main.names().find(choice.categories());
            open = true;
        } finally {
            if (!open) {
                main.close();
            }
        }
    }

    /** Adds another document of the same images. @param matched whether it is held against the first one; such come first */
    public void add(Input input, boolean matched) throws IOException {
        Problems found = messages.problems(input.name());
        problems.add(found);
        otherProblems.add(found);
        // what it says of images that are not shown is no matter here
        others.add(new ShownDocument(input, lists, masks, maxPixels, problem -> {
            if (!problem.code().equals("image-unknown")) {
                found.add(problem);
            }
        }));
        compared += matched ? 1 : 0;
    }

    /** How many images the document lists. */
    public int size() {
        return main.size();
    }

    ShownDocument main() {
        return main;
    }

    Problems problems() {
        return problems.get(0);
    }

    List<ShownDocument> others() {
        return others;
    }

    /** How many of the others are held against the first document. */
    int compared() {
        return compared;
    }

    ShownFindings found() {
        return choice.found();
    }

    /** The annotations of an image that are wanted, of the document itself. */
    List<ShownObject> objects(int image, int height, int width, ProblemSink sink) throws IOException {
        return wanted(main.objects(image, height, width, sink));
    }

    /** The same of another document, whose bad records are told to its own problems. */
    List<ShownObject> objects(int other, int image, int height, int width, Later later) throws IOException {
        return wanted(others.get(other).objects(image, height, width, p -> later.add(otherProblems.get(other), p)));
    }

    /** Takes what is told to somebody, to tell it when it is its turn. */
    interface Later {
        void add(ProblemSink sink, AnnotationException problem);
    }

    private List<ShownObject> wanted(List<ShownObject> all) {
        return all.stream().filter(this::isWanted).toList();
    }

    private boolean isWanted(ShownObject object) {
        return (categories == null || categories.contains(object.category())) && !(object.score() < choice.minScore());
    }

    /**
     * Chooses images.
     *
     * @param matchIou as {@link RenderOptions#matchIou}
     * @return their places in the document, in the order in which they are drawn
     * @throws IllegalArgumentException if the worst are wanted, and there is nothing to tell them by
     */
    public int[] choose(int threads, double matchIou) throws IOException {
        int[] chosen = IntStream.range(0, main.size()).toArray();
        if (!choice.names().isEmpty() || choice.found() != null) {
            chosen = named(chosen);
        }
        if (categories != null && choice.names().isEmpty()) {
            int[] from = chosen;
            boolean[] has = new boolean[from.length];
            Workers.run(
                    threads,
                    from.length,
                    thread -> i -> has[i] = !known(from[i]).isEmpty());
            chosen = keep(from, i -> has[i]);
        }
        if (choice.sample() > 0 && choice.sample() < chosen.length) {
            int[] shuffled = chosen.clone();
            new SplitMix64(choice.seed()).shuffle(shuffled);
            chosen = Arrays.copyOf(shuffled, choice.sample());
            Arrays.sort(chosen);
        }
        if (choice.worst() > 0) {
            chosen = worst(chosen, threads, matchIou);
        }
        return chosen.length > choice.limit() ? Arrays.copyOf(chosen, choice.limit()) : chosen;
    }

    private static int[] keep(int[] from, IntPredicate condition) {
        return IntStream.range(0, from.length)
                .filter(condition)
                .map(i -> from[i])
                .toArray();
    }

    private int[] named(int[] all) throws IOException {
        Set<String> missing = new LinkedHashSet<>(choice.names());
        List<Integer> chosen = new ArrayList<>();
        for (int at : all) {
            try {
                ListedImage image = main.image(at);
                List<String> names = choice.names().stream()
                        .filter(n -> n.equals(image.fileName()) || Id.typed(n).contains(image.id()))
                        .toList();
                missing.removeAll(names);
                boolean found = choice.found() == null
                        || !choice.found().ofImage(image.id()).isEmpty();
                if (found && (choice.names().isEmpty() || !names.isEmpty())) {
                    chosen.add(at);
                }
            } catch (AnnotationException e) {
                // cannot be drawn either
                problems().add(e);
            }
        }
        missing.forEach(name -> messages.warn(main.input().name() + ": there is no image '" + name + "'"));
        allKnown = missing.isEmpty();
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What is wanted of an image whose file is not opened. */
    private List<ShownObject> known(int image) throws IOException {
        return wanted(main.objects(image, height(image), width(image), problem -> {}));
    }

    private int height(int image) throws IOException {
        try {
            return main.image(image).height();
        } catch (AnnotationException e) {
            return 0;
        }
    }

    private int width(int image) throws IOException {
        try {
            return main.image(image).width();
        } catch (AnnotationException e) {
            return 0;
        }
    }

    private int[] worst(int[] chosen, int threads, double matchIou) throws IOException {
        double[] quality = new double[chosen.length];
        Workers.run(
                threads,
                chosen.length,
                thread -> i -> quality[i] = compared > 0 ? iou(chosen[i], matchIou) : score(chosen[i]));
        if (compared == 0 && Arrays.stream(quality).allMatch(q -> q == Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the worst cannot be told: no annotation has a score");
        }
        return IntStream.range(0, chosen.length)
                .boxed()
                .filter(i -> quality[i] != Double.POSITIVE_INFINITY)
                .sorted(Comparator.comparingDouble(i -> quality[i]))
                .limit(choice.worst())
                .mapToInt(i -> chosen[i])
                .toArray();
    }

    /** The mean IoU of an image; of one without a truth 0 if something was predicted there. */
    private double iou(int image, double matchIou) throws IOException {
        List<ShownObject> truths = known(image);
        List<ShownObject> predictions =
                wanted(others.get(0).objects(image, height(image), width(image), problem -> {}));
        double mean = ShownPairs.of(truths, predictions, matchIou).meanIou(truths);
        return !Double.isNaN(mean) ? mean : predictions.isEmpty() ? Double.POSITIVE_INFINITY : 0;
    }

    /** The mean score of an image's annotations. */
    private double score(int image) throws IOException {
        return known(image).stream()
                .mapToDouble(ShownObject::score)
                .filter(s -> !Double.isNaN(s))
                .average()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Says how many bad records there were, if not all were told. */
    public void summarize() {
        problems.forEach(Problems::summarize);
    }

    /** Whether something that was asked for is not in the pictures. */
    public boolean incomplete() {
        return !allKnown || problems.stream().anyMatch(p -> p.total() > 0);
    }

    @Override
    public void close() throws IOException {
        main.close();
        for (ShownDocument other : others) {
            other.close();
        }
    }
}
