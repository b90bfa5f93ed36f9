package dev.copra.gallery;

import dev.copra.report.page.GalleryImage;
import dev.copra.run.Workers;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What images are chosen by, in columns: some 20 bytes an instance, and for each image its name. The script of a page answers the same
 * questions in the same way ({@code filter.js}).
 */
public final class GalleryColumns {
    private static final double SMALL = 32 * 32;
    private static final double LARGE = 96 * 96;

    private final Row[] rows;

    /** An image. All arrays are by its instances. */
    private record Row(
            String id,
            String file,
            float iou,
            int[] findings,
            int[] category,
            float[] area,
            float[] score,
            float[] overlap,
            byte[] outcome,
            int ofDocument) {}

    private GalleryColumns(Row[] rows) {
        this.rows = rows;
    }

    /** Reads all images. */
    public static GalleryColumns read(GalleryFiles files, GalleryFindings findings, GalleryMatches matches, int threads)
            throws IOException {
        Row[] rows = new Row[files.size()];
        Workers.run(threads, rows.length, index -> {
            GalleryReader reader = new GalleryReader(files, findings, matches);
            return at -> rows[at] = row(reader.image(at, false));
        });
        return new GalleryColumns(rows);
    }

    private static Row row(GalleryImage image) {
        List<GalleryImage.Shape> shapes = image.shapes();
        int count = shapes.size();
        Row row = new Row(
                image.id(),
                image.file(),
                (float) image.iou(),
                image.findings(),
                new int[count],
                new float[count],
                new float[count],
                new float[count],
                new byte[count],
                (int) shapes.stream().filter(shape -> shape.layer() == 0).count());
        for (int i = 0; i < count; i++) {
            GalleryImage.Shape shape = shapes.get(i);
            row.category[i] = shape.category();
            row.area[i] = (float) shape.area();
            row.score[i] = (float) shape.score();
            row.overlap[i] = (float) shape.iou();
            row.outcome[i] = (byte) GalleryFilter.OUTCOMES.indexOf(shape.outcome() == null ? "" : shape.outcome());
        }
        return row;
    }

    /** How many images there are. */
    public int size() {
        return rows.length;
    }

    /** The places of the images that a filter lets through, in its order. */
    public int[] select(GalleryFilter filter) {
        int[] chosen = IntStream.range(0, rows.length)
                .filter(at -> takes(rows[at], filter))
                .toArray();
        return switch (filter.order()) {
            case FILE -> chosen;
            case MANY -> sorted(chosen, Comparator.comparingInt(at -> -rows[at].ofDocument));
            case IOU -> sorted(chosen, Comparator.comparingDouble(at -> Float.isNaN(rows[at].iou) ? 2 : rows[at].iou));
        };
    }

    private static int[] sorted(int[] places, Comparator<Integer> order) {
        return Arrays.stream(places)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static boolean takes(Row row, GalleryFilter filter) {
        if (filter.finding() >= 0 && Arrays.stream(row.findings).noneMatch(code -> code == filter.finding())) {
            return false;
        }
        if (!filter.name().isEmpty()
                && !row.id.equals(filter.name())
                && !row.file.toLowerCase(Locale.ROOT).contains(filter.name().toLowerCase(Locale.ROOT))) {
            return false;
        }
        return !filter.ofInstances() || IntStream.range(0, row.category.length).anyMatch(i -> takes(row, i, filter));
    }

    private static boolean takes(Row row, int i, GalleryFilter filter) {
        return (filter.category() < 0 || row.category[i] == filter.category())
                && (filter.size() == null || filter.size() == size(row.area[i]))
                && (filter.outcome() == 0 || row.outcome[i] == filter.outcome())
                && within(row.score[i], filter.scoreFrom(), filter.scoreTo())
                && within(overlap(row, i), filter.iouFrom(), filter.iouTo());
    }

    /** What is missed or false overlaps with nothing. */
    private static float overlap(Row row, int i) {
        String outcome = GalleryFilter.OUTCOMES.get(row.outcome[i]);
        return Float.isNaN(row.overlap[i]) && (outcome.equals("fn") || outcome.equals("fp")) ? 0 : row.overlap[i];
    }

    private static GalleryFilter.Size size(float area) {
        return Float.isNaN(area)
                ? null
                : area < SMALL
                        ? GalleryFilter.Size.SMALL
                        : area < LARGE ? GalleryFilter.Size.MEDIUM : GalleryFilter.Size.LARGE;
    }

    /** A bound that is NaN is none; what has no value lies within no bounds. */
    private static boolean within(float value, double from, double to) {
        return (Double.isNaN(from) || value >= (float) from) && (Double.isNaN(to) || value <= (float) to);
    }

    double iou(int at) {
        return rows[at].iou;
    }

    int[] findings(int at) {
        return rows[at].findings;
    }

    int[] categories(int at) {
        return rows[at].category;
    }

    /** Whether an instance of the document itself has a score. */
    public boolean scored() {
        return Arrays.stream(rows).anyMatch(row -> row.ofDocument > 0 && !Float.isNaN(row.score[0]));
    }
}
