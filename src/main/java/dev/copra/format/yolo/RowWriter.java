package dev.copra.format.yolo;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.format.name.ClassList;
import dev.copra.format.region.Quadrilaterals;
import dev.copra.format.region.SingleRing;
import dev.copra.json.JsonText;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.TurnedBox;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes an instance as a row: the class, then numbers that are fractions of the image's width or height, then the score if there is
 * one. They have as many decimals as the pixels of the mask need, which is found by reading them back.
 */
final class RowWriter {
    /** A box or a corner may be so many pixels off. */
    private static final double TOLERANCE = Losses.TOLERANCE / 2;

    /** More do not help. */
    private static final int[] DECIMALS = {6, 7, 8, 10, 12};

    private final YoloKind kind;
    private final ClassList classes;
    private final int keypoints;
    private final Losses losses;
    /** Those of the polygon that is being written, or null. */
    private Fractions known;

    /**
     * What a row says.
     *
     * @param values fractions of the image's sides, in turn, and visibilities
     * @param decimals how many the fractions have
     * @param exact whether what is read is what was to be written
     */
    private record Fractions(double[] values, int decimals, boolean exact) {}

    /** @param keypoints how many a row of the kind {@code POSE} has */
    RowWriter(YoloKind kind, ClassList classes, int keypoints, Losses losses) {
        this.kind = kind;
        this.classes = classes;
        this.keypoints = keypoints;
        this.losses = losses;
    }

    /** What rows of a kind keep, or what this class counts by itself. */
    static Loss[] kept(YoloKind kind) {
        return switch (kind) {
            case DETECT -> new Loss[] {Loss.SCORE, Loss.SPLIT};
            case SEGMENT -> new Loss[] {Loss.SCORE, Loss.SPLIT, Loss.MASK, Loss.ROTATION};
            case POSE -> new Loss[] {Loss.SCORE, Loss.SPLIT, Loss.KEYPOINTS};
            case OBB -> new Loss[] {Loss.SCORE, Loss.SPLIT, Loss.MASK, Loss.ROTATION};
        };
    }

    /** @param image has a size */
    void write(JsonText text, DatasetImage image, Instance instance) {
        int index = classes.index(instance.category());
        known = null;
        double[] numbers = index < 0 ? null : numbers(image, instance);
        if (numbers == null) {
            losses.ledger().lose(Loss.INSTANCE, image, instance);
            return;
        }
        losses.instance(image, instance);
        Fractions fractions = known != null ? known : fractions(numbers, image, instance);
        text.add(index);
        for (int i = 0; i < numbers.length; i++) {
            text.add(' ');
            if (isVisibility(i)) {
                text.add(numbers[i]);
            } else {
                DecimalText.add(text, fractions.values()[i], fractions.decimals());
            }
        }
        if (instance.hasScore()) {
            text.add(' ');
            text.add(instance.score());
        }
        text.add('\n');
    }

    private boolean isVisibility(int position) {
        return kind == YoloKind.POSE && position >= 4 && (position - 4) % 3 == 2;
    }

    /** By which side a number is divided. */
    private int side(int position, DatasetImage image) {
        boolean isY = kind == YoloKind.POSE && position >= 4 ? (position - 4) % 3 == 1 : position % 2 == 1;
        return isY ? image.height() : image.width();
    }

    /** The numbers of a row in pixels, or null if there are none. */
    private double[] numbers(DatasetImage image, Instance instance) {
        return switch (kind) {
            case DETECT -> centred(box(image, instance));
            case SEGMENT -> polygon(image, instance);
            case POSE -> pose(image, instance);
            case OBB -> corners(image, instance);
        };
    }

    /** The upright box around an instance as far as it lies in the image, or null if nothing does. */
    private Box box(DatasetImage image, Instance instance) {
        Box box = instance.around();
        Box cut = instance.aroundInside(image);
        if (cut == null) {
            return null;
        }
        if (!Losses.isNear(box, cut)) {
            losses.lose(Loss.CLIPPED, true, image, instance);
            losses.lose(Loss.BOX, instance.box() != null && instance.rotation() == 0, image, instance);
            box = cut;
        }
        losses.area(image, instance, box.width() * box.height());
        return box;
    }

    private static double[] centred(Box box) {
        return box == null
                ? null
                : new double[] {box.x() + box.width() / 2, box.y() + box.height() / 2, box.width(), box.height()};
    }

    private double[] polygon(DatasetImage image, Instance instance) {
        Region region = instance.region();
        if (region == null || region instanceof Region.Line) {
            if (instance.box() == null) {
                return null;
            }
            losses.lose(Loss.FILLED, true, image, instance);
            double[] ring = new TurnedBox(instance.box(), instance.rotation()).ring();
            losses.area(image, instance, area(ring, image));
            return cut(ring, image);
        }
        SingleRing own = new SingleRing(region, image);
        if (own.ring() == null) {
            return null;
        }
        double[] ring = cut(own.ring(), image);
        boolean changed = own.changed() || ring != own.ring();
        known = fractions(ring, own.ring(), image, own::mask);
        if (!known.exact() && own.traced() != null) {
            // vertices that lie outside; those along the pixel edges lie within
            ring = own.traced();
            known = fractions(ring, ring, image, own::mask);
            changed = true;
        }
        losses.lose(Loss.PIXELS, !known.exact(), image, instance);
        losses.lose(Loss.OUTLINE, changed, image, instance);
        losses.pixels(image, instance, own::mask);
        losses.box(image, instance, Regions.bounds(new Region.Rings(List.of(ring))));
        return ring;
    }

    /** A ring within the image, where a reader cuts it; the ring itself if it lies there. */
    private static double[] cut(double[] ring, DatasetImage image) {
        double[] cut = ring.clone();
        for (int i = 0; i < ring.length; i++) {
            cut[i] = Math.max(0, Math.min(i % 2 == 0 ? image.width() : image.height(), ring[i]));
        }
        return Arrays.equals(cut, ring) ? ring : cut;
    }

    private static double area(double[] ring, DatasetImage image) {
        return pixels(ring, image).area();
    }

    private static Rle pixels(double[] ring, DatasetImage image) {
        return Regions.mask(new Region.Rings(List.of(ring)), image.height(), image.width());
    }

    private double[] pose(DatasetImage image, Instance instance) {
        double[] box = centred(box(image, instance));
        if (box == null) {
            return null;
        }
        double[] numbers = Arrays.copyOf(box, 4 + 3 * keypoints);
        double[] points = instance.keypoints();
        int length = points == null ? 0 : Math.min(points.length, 3 * keypoints);
        if (points != null) {
            System.arraycopy(points, 0, numbers, 4, length);
        }
        losses.lose(Loss.KEYPOINTS, points != null && points.length > length, image, instance);
        losses.lose(Loss.VISIBILITY, points != null && length < 3 * keypoints, image, instance);
        return numbers;
    }

    private double[] corners(DatasetImage image, Instance instance) {
        if (instance.region() instanceof Region.Rings rings
                && rings.rings().size() == 1
                && rings.rings().get(0).length == 8
                && instance.rotation() == 0
                && cut(rings.rings().get(0), image) == rings.rings().get(0)) {
            losses.area(image, instance, area(rings.rings().get(0), image));
            losses.box(image, instance, Regions.bounds(rings));
            if (Quadrilaterals.rectangle(rings.rings().get(0)) != null) {
                losses.ledger().lose(Loss.MASK, image, instance);
            }
            return rings.rings().get(0);
        }
        Box box = instance.box() != null ? instance.box() : instance.around();
        if (box == null) {
            return null;
        }
        if (instance.region() != null) {
            losses.ledger().lose(Loss.MASK, image, instance);
        }
        double[] ring = new TurnedBox(box, instance.rotation()).ring();
        double[] cut = cut(ring, image);
        losses.lose(Loss.CLIPPED, cut != ring, image, instance);
        losses.lose(Loss.FILLED, cut != ring && Quadrilaterals.rectangle(cut) == null, image, instance);
        losses.area(image, instance, cut == ring ? box.width() * box.height() : area(cut, image));
        return cut;
    }

    /** Finds the fractions of a row, so that what is read lies where it was; for a polygon, so that it has the same pixels. */
    private Fractions fractions(double[] numbers, DatasetImage image, Instance instance) {
        Supplier<Rle> mask = () -> pixels(numbers, image);
        Fractions fractions = fractions(numbers, numbers, image, kind == YoloKind.SEGMENT ? mask : null);
        losses.lose(Loss.PIXELS, !fractions.exact(), image, instance);
        return fractions;
    }

    /**
     * @param numbers of the row, in pixels
     * @param outline the polygon before it was cut at the image's border, or the same numbers
     * @param mask the pixels of the outline, or null if the row has no polygon
     */
    private Fractions fractions(double[] numbers, double[] outline, DatasetImage image, Supplier<Rle> mask) {
        double[] fractions = new double[numbers.length];
        double[] read = new double[numbers.length];
        for (int decimals : DECIMALS) {
            double farthest = 0;
            boolean alike = true;
            for (int i = 0; i < numbers.length; i++) {
                if (isVisibility(i)) {
                    fractions[i] = numbers[i];
                    continue;
                }
                int side = side(i, image);
                fractions[i] = mask == null
                        ? DecimalText.rounded(numbers[i] / side, decimals)
                        : Fraction.of(numbers[i], side, decimals);
                read[i] = Fraction.pixels(fractions[i], side);
                alike &= Fraction.isRoundedAlike(fractions[i], side, outline[i]);
                farthest = Math.max(farthest, Math.abs(read[i] - numbers[i]));
            }
            if (farthest < TOLERANCE
                    && (mask == null || alike || pixels(read, image).equals(mask.get()))) {
                return new Fractions(fractions, decimals, true);
            }
        }
        return new Fractions(fractions, DECIMALS[DECIMALS.length - 1], false);
    }
}
